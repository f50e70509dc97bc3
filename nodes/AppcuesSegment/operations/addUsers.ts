import { wholeBatch } from '../../shared/operation/operation';
import { readUsersSettings } from '../../shared/users/fields';
import { changeMembership, membershipFields, readMembers } from '../membership';

const WORDING = {
	again: 'Running this again does no harm: a user who is in the segment stays in it.',
};

export const addUsers = wholeBatch({
	value: 'addUsers',
	name: 'Add Users',
	action: 'Add users to a segment',
	description:
		'Add users to a segment by their user IDs. The users of all input items are sent together, each once.',
	fields: membershipFields,
	settings: readUsersSettings,
	read: (item) => readMembers(item, 'add_user_ids'),
	run: async (inputs, settings, context) =>
		await changeMembership('add_user_ids', WORDING, inputs, settings, context),
});
