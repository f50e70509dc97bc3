import { addToGroup } from '../../shared/api/endpoints/groups';
import { wholeBatch } from '../../shared/operation/operation';
import { sendUsers } from '../../shared/users/membership';
import { readUsers } from '../../shared/users/userIds';
import { readUsersSettings, usersFields } from '../../shared/users/fields';
import { groupIdField, readGroupId } from '../groupIdField';

export const addUsers = wholeBatch({
	value: 'addUsers',
	name: 'Add Users to Group',
	action: 'Add users to a group',
	description:
		'Add users to a group by their user IDs. Sends the users of all input items together, each user once.',
	fields: [groupIdField, ...usersFields()],
	settings: readUsersSettings,
	read: (item) => readUsers(readGroupId(item), item, true),
	run: async (inputs, settings, context) => {
		const change = {
			target: 'groupId',
			rerunAdvice: 'You can safely run this again: users in the group stay in it.',
			send: async (id: string, body: { user_ids: string[] }) =>
				await addToGroup(context.appcues, id, body),
		};
		return await sendUsers(change, inputs, settings, context);
	},
});
