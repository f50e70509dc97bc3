import { getProfile } from '../../shared/api/users';
import { perItem } from '../../shared/node/operation';
import { readUserId, userIdField } from '../../shared/node/userIdField';

export const get = perItem({
	value: 'get',
	name: 'Get',
	action: 'Get an end user',
	description: "Retrieve an end user's profile: all its attributes",
	fields: [userIdField],
	read: readUserId,
	run: async (id, { appcues }) => {
		const profile = await getProfile(appcues, id);
		return { user_id: id, ...profile, ...(profile.user_id == null && { user_id: id }) };
	},
});
