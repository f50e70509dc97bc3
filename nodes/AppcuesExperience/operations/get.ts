import { getExperience } from '../../shared/api/endpoints/experiences';
import { perItem } from '../../shared/operation/operation';
import { readSimplify, simplifyField } from '../../shared/fields/simplify';
import { experienceFields, readExperience } from '../experienceLocator';
import { simplifyExperience } from '../simplifyExperience';

export const get = perItem({
	value: 'get',
	name: 'Get Experience',
	action: 'Get an experience',
	description: 'Retrieve an experience: its name, frequency and tags, and whether it is published',
	fields: [...experienceFields, simplifyField],
	read: (item) => ({ ...readExperience(item), simplify: readSimplify(item) }),
	run: async ({ type, id, simplify }, { appcues }) => {
		const experience = await getExperience(appcues, type, id);
		return simplify
			? simplifyExperience(experience, type, appcues.account.hasStudio)
			: { ...experience };
	},
});
