import { updateProfile } from '../../shared/api/endpoints/users';
import { attributesFields, droppedHint, nestedOption } from '../../shared/fields/attributes';
import { perItem } from '../../shared/operation/operation';
import { optionsField } from '../../shared/fields/options';
import { readProfileUpdate } from '../../shared/fields/profile';
import { readUserId, userIdField } from '../../shared/fields/userId';

export const update = perItem({
	value: 'update',
	name: 'Create or Update User',
	action: 'Create or update a user',
	description:
		"Set attributes in an end user's profile and keep the others. A user whom Appcues does not know yet is created.",
	fields: [userIdField, ...attributesFields, optionsField([nestedOption])],
	read: (item) => ({ ...readProfileUpdate(item), id: readUserId(item, { creates: true }) }),
	sequence: ({ id }) => id,
	run: async ({ id, attributes, dropped }, { appcues, hints }) => {
		await updateProfile(appcues, id, attributes);
		const hint = droppedHint(dropped);
		if (hint) hints.add(hint);
		return { user_id: id, success: true, attributes };
	},
});
