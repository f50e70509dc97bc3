import { FLOWS, listExperiences } from '../../shared/api/experiences';
import {
	experienceFiltersField,
	matchesFilters,
	readExperienceFilters,
} from '../../shared/node/experienceFilters';
import { listFields, readLimit } from '../../shared/node/listBlock';
import { perItem } from '../../shared/node/operation';
import { readSimplify, simplifyField } from '../../shared/node/simplify';
import { simplifyFlow } from '../simplifyFlow';

export const getAll = perItem({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many flows',
	description: 'List the flows of the account',
	fields: [...listFields, experienceFiltersField('flow'), simplifyField],
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
			.map((flow) => (simplify ? simplifyFlow(flow) : { ...flow }));
	},
});
