import { listExperiences } from '../../shared/api/endpoints/experiences';
import {
	experienceFiltersField,
	matchesFilters,
	readExperienceFilters,
} from '../../shared/fields/experienceFilters';
import { limitFields, readLimit } from '../../shared/fields/limit';
import { perItem } from '../../shared/operation/operation';
import { readSimplify, simplifyField } from '../../shared/fields/simplify';
import { experienceTypeField, readExperienceType } from '../experienceTypes';
import { simplifyExperience } from '../simplifyExperience';

export const getAll = perItem({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many experiences',
	description:
		"List the experiences of one type, published or not. NPS 2.0 doesn't include classic NPS surveys: an empty list doesn't mean that the account has no NPS.",
	fields: [
		experienceTypeField,
		...limitFields,
		experienceFiltersField('experience'),
		simplifyField,
	],
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
