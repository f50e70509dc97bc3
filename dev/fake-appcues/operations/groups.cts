import type { Profile } from '../model/profile.cjs';
import { type Operation, OK, accepted, checkedBody, found, mustExist } from './operation.cjs';

/** The operations of one group, by operationId. */
export const groupOperations: Record<string, Operation> = {
	getGroupProfile: ({ account, param, settings }) => {
		const profile = account.groups.get(param('group_id'));
		return found(settings.unknownUser === 'empty' ? (profile ?? {}) : mustExist(profile, 'group'));
	},

	updateGroupProfile: (call) => {
		call.account.people.mergeGroup(call.param('group_id'), checkedBody<Profile>(call));
		return OK;
	},

	addUsersToGroup: (call) => {
		const { user_ids: userIds } = checkedBody<{ user_ids: string[] }>(call);
		const { account } = call;
		const add = () => account.people.addToGroup(call.param('group_id'), userIds);
		if (call.settings.groupUsersAnswer === 'job') {
			const added = { received: userIds.length };
			return accepted(account.startJob('add_users_to_group', () => (add(), added)));
		}
		add();
		return OK;
	},
};
