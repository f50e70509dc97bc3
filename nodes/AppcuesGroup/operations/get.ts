import { getGroupProfile } from '../../shared/api/groups';
import { perItem } from '../../shared/node/operation';
import { profileOf } from '../../shared/node/profile';
import { groupIdField, readGroupId } from '../groupIdField';

export const get = perItem({
	value: 'get',
	name: 'Get',
	action: 'Get a group',
	description: "Retrieve a group's profile: all its attributes",
	fields: [groupIdField],
	read: readGroupId,
	run: async (id, { appcues }) => profileOf('group_id', id, await getGroupProfile(appcues, id)),
});
