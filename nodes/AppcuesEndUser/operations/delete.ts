import type { UserId } from '../../shared/api/endpoints/types';
import { deleteProfile } from '../../shared/api/endpoints/users';
import { groupBy } from '../../shared/util/groupBy';
import { withJob } from '../../shared/jobs/output';
import { runJobs } from '../../shared/jobs/run';
import { isCompleted } from '../../shared/jobs/status';
import type { WaitSettings } from '../../shared/jobs/run';
import type { BatchResult, FromItem, RunContext } from '../../shared/operation/operation';
import { wholeBatch } from '../../shared/operation/operation';
import { readWait, waitField, waitOptions } from '../../shared/fields/wait';
import { readUserId, userIdField } from '../../shared/fields/userId';
import { optionsField } from '../../shared/fields/options';

export const deleteOperation = wholeBatch({
	value: 'delete',
	name: 'Delete User',
	action: 'Delete a user',
	description:
		"Delete a user profile and what the user has seen. Analytics data stays, so this isn't a GDPR erasure.",
	fields: [userIdField, waitField, optionsField(waitOptions)],
	settings: readWait,
	read: (item) => readUserId(item),
	run: deleteUsers,
});

/** Deletes each user once, even if several items name the same one, and waits for all jobs together. */
async function deleteUsers(
	inputs: Array<FromItem<UserId>>,
	wait: WaitSettings | undefined,
	{ appcues }: RunContext,
): Promise<BatchResult[]> {
	const users = [...groupBy(inputs, ({ input }) => input)];
	const submissions = users.map(([id, group]) => ({
		part: { id, items: group.map(({ item }) => item) },
		about: `user ${id}`,
		personal: true,
		send: async () => await deleteProfile(appcues, id),
		rerunAdvice: 'You can safely run this again: a deleted profile stays deleted.',
	}));
	const runs = await runJobs(submissions, appcues, wait);
	return runs.map(({ part: { id, items }, ...run }): BatchResult => {
		if (run.failure) return { items, failure: run.failure };
		const deleted = run.done === true || (run.job !== undefined && isCompleted(run.job));
		return { items, json: withJob({ deleted, user_id: id }, run) };
	});
}
