import { listExperiences } from '../../shared/api/experiences';
import {
	experienceFiltersField,
	matchesFilters,
	readExperienceFilters,
} from '../../shared/node/experienceFilters';
import { listFields, readLimit } from '../../shared/node/listBlock';
import { perItem } from '../../shared/node/operation';
import { readSimplify, simplifyField } from '../../shared/node/simplify';
import { experienceTypeField, readExperienceType } from '../experienceTypes';
import { simplifyExperience } from '../simplifyExperience';

export const getAll = perItem({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many experiences',
	description:
		"List the experiences of one type, published or not. NPS 2.0 doesn't include classic NPS surveys: an empty list doesn't mean that the account has no NPS.",
	fields: [experienceTypeField, ...listFields, experienceFiltersField('experience'), simplifyField],
	read: (item) => ({
		type: readExperienceType(item),
		limit: readLimit(item),
		filters: readExperienceFilters(item),
		simplify: readSimplify(item),
	}),
	run: async ({ type, limit, filters, simplify }, { appcues }) => {
		const experiences = await listExperiences(appcues, type);
		return experiences
			.filter((experience) => matchesFilters(experience, filters))
			.slice(0, limit)
			.map((experience) => (simplify ? simplifyExperience(experience) : { ...experience }));
	},
});
