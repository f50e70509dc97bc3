import { getGroupProfile } from '../../shared/api/endpoints/groups';
import { perItem } from '../../shared/operation/operation';
import { profileOf } from '../../shared/fields/profile';
import { groupIdField, readGroupId } from '../groupIdField';

export const get = perItem({
	value: 'get',
	name: 'Get Group',
	action: 'Get a group',
	description: 'Retrieve a group (account, company) with all its properties',
	fields: [groupIdField],
	read: readGroupId,
	run: async (id, { appcues }) => profileOf('group_id', id, await getGroupProfile(appcues, id)),
});
