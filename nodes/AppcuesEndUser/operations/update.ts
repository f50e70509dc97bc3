import { updateProfile } from '../../shared/api/endpoints/users';
import { attributesFields } from '../../shared/fields/attributes';
import { excludeFieldsOption } from '../../shared/fields/inputFields';
import { perItem } from '../../shared/operation/operation';
import { optionsField } from '../../shared/fields/options';
import { readProfileUpdate } from '../../shared/fields/profile';
import { emptyValuesOption, nestedOption } from '../../shared/fields/valueOptions';
import { readUserId, userIdField } from '../../shared/fields/userId';

export const update = perItem({
	value: 'update',
	name: 'Create or Update User',
	action: 'Create or update a user',
	description:
		"Set properties of a user profile and keep all others. Creates the user if Appcues doesn't know the ID.",
	fields: [
		userIdField,
		...attributesFields,
		optionsField([excludeFieldsOption, emptyValuesOption, nestedOption]),
	],
	read: (item) => ({
		...readProfileUpdate(item, 'userId', 'user_id'),
		id: readUserId(item, { creates: true }),
	}),
	sequence: ({ id }) => id,
	run: async ({ id, attributes }, { appcues }) => {
		await updateProfile(appcues, id, attributes);
		return { user_id: id, success: true, attributes };
	},
});
