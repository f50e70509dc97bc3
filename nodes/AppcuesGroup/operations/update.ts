import { updateGroupProfile } from '../../shared/api/groups';
import { attributesFields, droppedHint, nestedOption } from '../../shared/node/attributesBlock';
import { perItem } from '../../shared/node/operation';
import { optionsField } from '../../shared/node/optionsField';
import { readProfileUpdate } from '../../shared/node/profile';
import { groupIdField, readGroupId } from '../groupIdField';

export const update = perItem({
	value: 'update',
	name: 'Update',
	action: 'Update a group',
	description: "Set attributes in a group's profile and keep the others",
	fields: [groupIdField, ...attributesFields, optionsField([nestedOption])],
	read: (item) => ({ ...readProfileUpdate(item), id: readGroupId(item) }),
	sequence: ({ id }) => id,
	run: async ({ id, attributes, dropped }, { appcues, hints }) => {
		await updateGroupProfile(appcues, id, attributes);
		const hint = droppedHint(dropped);
		if (hint) hints.add(hint);
		return { group_id: id, success: true, attributes };
	},
});
