import { updateProfile } from '../../shared/api/users';
import { attributesFields, droppedHint, nestedOption } from '../../shared/node/attributesBlock';
import { perItem } from '../../shared/node/operation';
import { optionsField } from '../../shared/node/optionsField';
import { readProfileUpdate } from '../../shared/node/profile';
import { readUserId, userIdField } from '../../shared/node/userIdField';

export const update = perItem({
	value: 'update',
	name: 'Update',
	action: 'Update an end user',
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
