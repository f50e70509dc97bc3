import { FLOWS, setPublished } from '../../shared/api/endpoints/experiences';
import { perItem } from '../../shared/operation/operation';
import { flowField, readFlowId } from '../../shared/fields/flow';

export const publish = perItem({
	value: 'publish',
	name: 'Publish Flow',
	action: 'Publish a flow',
	description: 'Make the current version of a flow live, so that the users it targets see it',
	fields: [flowField],
	read: readFlowId,
	sequence: (id) => id,
	run: async (id, { appcues }) => {
		await setPublished(appcues, FLOWS, id, true);
		return { id, published: true };
	},
});
