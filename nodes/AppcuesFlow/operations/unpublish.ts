import { FLOWS, setPublished } from '../../shared/api/endpoints/experiences';
import { perItem } from '../../shared/operation/operation';
import { flowField, readFlowId } from '../../shared/fields/flow';

export const unpublish = perItem({
	value: 'unpublish',
	name: 'Unpublish Flow',
	action: 'Unpublish a flow',
	description: 'Hide a flow from all users, and keep it in Studio. You can publish it again.',
	fields: [flowField],
	read: readFlowId,
	sequence: (id) => id,
	run: async (id, { appcues }) => {
		await setPublished(appcues, FLOWS, id, false);
		return { id, published: false };
	},
});
