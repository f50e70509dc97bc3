import { wholeBatch } from '../../shared/operation/operation';
import { readUsersSettings } from '../../shared/users/fields';
import { changeMembership, membershipFields, readMembers } from '../membership';

const WORDING = {
	rerunAdvice: 'You can safely run this again: removed users stay removed.',
};

export const removeUsers = wholeBatch({
	value: 'removeUsers',
	name: 'Remove Users From Segment',
	action: 'Remove users from a segment',
	description:
		'Remove users from a segment by their user IDs. Only works for users added through the API.',
	fields: membershipFields,
	settings: readUsersSettings,
	read: (item) => readMembers(item, 'remove_user_ids'),
	run: async (inputs, settings, context) =>
		await changeMembership('remove_user_ids', WORDING, inputs, settings, context),
});
