import { setPublished } from '../../shared/api/endpoints/experiences';
import { perItem } from '../../shared/operation/operation';
import { experienceFields, experienceKey, readExperience } from '../experienceLocator';

export const unpublish = perItem({
	value: 'unpublish',
	name: 'Unpublish Experience',
	action: 'Unpublish an experience',
	description:
		'Hide an experience from all users, and keep it in Studio. You can publish it again.',
	fields: experienceFields,
	read: readExperience,
	sequence: experienceKey,
	run: async ({ type, id }, { appcues }) => {
		await setPublished(appcues, type, id, false);
		return { id, published: false };
	},
});
