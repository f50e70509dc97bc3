import { wholeBatch } from '../../shared/node/operation';
import { changeMembership, membershipFields, readMembers, readSettings } from './membership';

export const removeUsers = wholeBatch({
	value: 'removeUsers',
	name: 'Remove Users',
	action: 'Remove users from a segment',
	description:
		'Remove users from a segment by their user IDs. Only users who were added through the API can be removed; Appcues keeps the others without a word.',
	fields: membershipFields,
	settings: readSettings,
	read: readMembers,
	run: async (inputs, settings, context) =>
		await changeMembership(
			'remove_user_ids',
			'Running this again does no harm: a user who is not in the segment stays out of it.',
			inputs,
			settings,
			context,
		),
});
