import { setPublished } from '../../shared/api/endpoints/experiences';
import { perItem } from '../../shared/operation/operation';
import { experienceFields, experienceKey, readExperience } from '../experienceLocator';

export const publish = perItem({
	value: 'publish',
	name: 'Publish Experience',
	action: 'Publish an experience',
	description:
		'Make the current version of an experience live, so that the users it targets see it',
	fields: experienceFields,
	read: readExperience,
	sequence: experienceKey,
	run: async ({ type, id }, { appcues }) => {
		await setPublished(appcues, type, id, true);
		return { id, published: true };
	},
});
