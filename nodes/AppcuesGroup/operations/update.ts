import { updateGroupProfile } from '../../shared/api/endpoints/groups';
import { attributesFields } from '../../shared/fields/attributes';
import { excludeFieldsOption } from '../../shared/fields/inputFields';
import { perItem } from '../../shared/operation/operation';
import { optionsField } from '../../shared/fields/options';
import { readProfileUpdate } from '../../shared/fields/profile';
import { emptyValuesOption, nestedOption } from '../../shared/fields/valueOptions';
import { groupIdField, readGroupId } from '../groupIdField';

export const update = perItem({
	value: 'update',
	name: 'Update Group',
	action: 'Update a group',
	description: 'Set properties of a group (account, company) and keep all others',
	fields: [
		groupIdField,
		...attributesFields,
		optionsField([excludeFieldsOption, emptyValuesOption, nestedOption]),
	],
	read: (item) => ({ ...readProfileUpdate(item, 'groupId', 'group_id'), id: readGroupId(item) }),
	sequence: ({ id }) => id,
	run: async ({ id, attributes }, { appcues }) => {
		await updateGroupProfile(appcues, id, attributes);
		return { group_id: id, success: true, attributes };
	},
});
