import { wholeBatch } from '../../shared/operation/operation';
import { readMembers } from '../membership';
import { readSyncSettings, syncFields } from '../syncFields';
import { syncMembers } from '../syncMembers';

export const syncUsers = wholeBatch({
	value: 'syncUsers',
	name: 'Sync Users to Segment',
	action: 'Sync users to a segment',
	description:
		"Make the members of a segment exactly the listed users. Adds who is missing and removes who isn't listed.",
	fields: syncFields,
	settings: readSyncSettings,
	read: (item) => readMembers(item, 'add_user_ids'),
	run: syncMembers,
});
