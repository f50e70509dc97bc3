import { getProfile } from '../../shared/api/users';
import { perItem } from '../../shared/node/operation';
import { profileOf } from '../../shared/node/profile';
import { readUserId, userIdField } from '../../shared/node/userIdField';

export const get = perItem({
	value: 'get',
	name: 'Get',
	action: 'Get an end user',
	description: "Retrieve an end user's profile: all its attributes",
	fields: [userIdField],
	read: readUserId,
	run: async (id, { appcues }) => profileOf('user_id', id, await getProfile(appcues, id)),
});
