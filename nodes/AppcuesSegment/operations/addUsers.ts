import { wholeBatch } from '../../shared/node/operation';
import { changeMembership, membershipFields, readMembers, readSettings } from './membership';

export const addUsers = wholeBatch({
	value: 'addUsers',
	name: 'Add Users',
	action: 'Add users to a segment',
	description:
		'Add users to a segment by their user IDs. The users of all input items are sent together, each once.',
	fields: membershipFields,
	settings: readSettings,
	read: readMembers,
	run: async (inputs, settings, context) =>
		await changeMembership(
			'add_user_ids',
			'Running this again does no harm: a user who is in the segment stays in it.',
			inputs,
			settings,
			context,
		),
});
