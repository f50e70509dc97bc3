import { wholeBatch } from '../../shared/operation/operation';
import { readUsersSettings } from '../../shared/users/fields';
import { changeMembership, membershipFields, readMembers } from '../membership';

const WORDING = {
	again: 'Running this again does no harm: a user who is not in the segment stays out of it.',
};

export const removeUsers = wholeBatch({
	value: 'removeUsers',
	name: 'Remove Users',
	action: 'Remove users from a segment',
	description:
		'Remove users from a segment by their user IDs. Only users who were added through the API can be removed; Appcues keeps the others without a word.',
	fields: membershipFields,
	settings: readUsersSettings,
	read: (item) => readMembers(item, 'remove_user_ids'),
	run: async (inputs, settings, context) =>
		await changeMembership('remove_user_ids', WORDING, inputs, settings, context),
});
