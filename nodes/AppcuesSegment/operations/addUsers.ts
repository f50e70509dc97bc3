import { wholeBatch } from '../../shared/operation/operation';
import { readUsersSettings } from '../../shared/users/fields';
import { changeMembership, membershipFields, readMembers } from '../membership';

const WORDING = {
	rerunAdvice: 'You can safely run this again: users in the segment stay in it.',
};

export const addUsers = wholeBatch({
	value: 'addUsers',
	name: 'Add Users to Segment',
	action: 'Add users to a segment',
	description:
		'Add users to a segment by their user IDs. Sends the users of all input items together, each user once.',
	fields: membershipFields,
	settings: readUsersSettings,
	read: (item) => readMembers(item, 'add_user_ids'),
	run: async (inputs, settings, context) =>
		await changeMembership('add_user_ids', WORDING, inputs, settings, context),
});
