import { getProfile } from '../../shared/api/endpoints/users';
import { perItem } from '../../shared/operation/operation';
import { profileOf } from '../../shared/fields/profile';
import { readUserId, userIdField } from '../../shared/fields/userId';

export const get = perItem({
	value: 'get',
	name: 'Get User',
	action: 'Get a user',
	description:
		'Retrieve a user profile with all its properties. Needs the exact user ID, not an email address.',
	fields: [userIdField],
	read: readUserId,
	run: async (id, { appcues }) => profileOf('user_id', id, await getProfile(appcues, id)),
});
