import { FLOWS, getExperience } from '../../shared/api/endpoints/experiences';
import { perItem } from '../../shared/operation/operation';
import { readSimplify, simplifyField } from '../../shared/fields/simplify';
import { flowField, readFlowId } from '../../shared/fields/flow';
import { simplifyFlow } from '../simplifyFlow';

export const get = perItem({
	value: 'get',
	name: 'Get Flow',
	action: 'Get a flow',
	description: 'Retrieve a flow: its name, frequency and tags, and whether it is published',
	fields: [flowField, simplifyField],
	read: (item) => ({ id: readFlowId(item), simplify: readSimplify(item) }),
	run: async ({ id, simplify }, { appcues }) => {
		const flow = await getExperience(appcues, FLOWS, id);
		return simplify ? simplifyFlow(flow, appcues.account.hasStudio) : { ...flow };
	},
});
