import { updateGroupProfile } from '../../shared/api/endpoints/groups';
import { attributesFields, droppedHint, nestedOption } from '../../shared/fields/attributes';
import { excludeFieldsOption } from '../../shared/fields/inputFields';
import { perItem } from '../../shared/operation/operation';
import { optionsField } from '../../shared/fields/options';
import { readProfileUpdate } from '../../shared/fields/profile';
import { groupIdField, readGroupId } from '../groupIdField';

export const update = perItem({
	value: 'update',
	name: 'Update Group',
	action: 'Update a group',
	description: 'Set properties of a group (account, company) and keep all others',
	fields: [groupIdField, ...attributesFields, optionsField([excludeFieldsOption, nestedOption])],
	read: (item) => ({ ...readProfileUpdate(item, 'groupId', 'group_id'), id: readGroupId(item) }),
	sequence: ({ id }) => id,
	run: async ({ id, attributes, dropped }, { appcues, hints }) => {
		await updateGroupProfile(appcues, id, attributes);
		const hint = droppedHint(dropped);
		if (hint) hints.add(hint);
		return { group_id: id, success: true, attributes };
	},
});
