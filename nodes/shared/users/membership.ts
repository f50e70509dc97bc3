import type { IDataObject } from 'n8n-workflow';

import type { ApiResponse } from '../api/client';
import type { UserId } from '../api/endpoints/types';
import { withJob } from '../jobs/output';
import { runJobs } from '../jobs/run';
import type { PartRun, Submission } from '../jobs/submit';
import type { BatchResult, FromItem, RunContext } from '../operation/operation';
import { groupBy } from '../util/groupBy';
import { describeItems } from '../util/text';
import type { UsersSettings } from './fields';
import { inputItemResults } from './inputItems';
import type { UserPart } from './parts';
import type { TargetedUsers } from './userIds';
import { halvesOf, partsOf } from './parts';
import { requireSomeone } from './userIds';

/** The request that an operation sends for users, and its texts. */
export interface UserChange {
	/** The target's key in the output: `segmentId`. */
	target: string;
	/** What happens if the node runs again, for messages. The request has to be idempotent. */
	rerunAdvice: string;
	send(targetId: string, body: { user_ids: UserId[] }): Promise<ApiResponse>;
}

/**
 * Sends all users of all items, grouped by target, each user once, and waits for the jobs.
 *
 * @returns one result per request, paired with the items of its users; or one per item, if set so
 * @throws {InvalidInput} when no item has a user
 */
export async function sendUsers(
	{ target, rerunAdvice, send }: UserChange,
	inputs: Array<FromItem<TargetedUsers>>,
	{ batchSize, wait, returns }: UsersSettings,
	context: RunContext,
): Promise<BatchResult[]> {
	const { appcues, hints } = context;
	requireSomeone(inputs, hints);
	const byTarget = groupBy(inputs, ({ input }) => input.targetId);
	const submission = (part: UserPart): Submission<UserPart> => ({
		part,
		about: describeItems(part.items),
		rerunAdvice,
		send: async () => await send(part.targetId, { user_ids: part.ids }),
		halves: () => halvesOf(part, byTarget.get(part.targetId) ?? []).map(submission),
	});
	const parts = [...byTarget.values()].flatMap((group) => partsOf(group, batchSize));
	const empty = parts.filter(({ ids }) => ids.length === 0);
	const full = parts.filter(({ ids }) => ids.length > 0);
	const runs = await runJobs(full.map(submission), appcues, wait);
	if (returns === 'inputItems') return inputItemResults(target, inputs, runs, context);
	const unsent = empty.map((part) => ({ part }));
	return [...runs, ...unsent].map((run) => resultOf(target, run));
}

/** @param run only has a part if there was no user to send */
function resultOf(target: string, { part, ...run }: PartRun<UserPart>): BatchResult {
	const { items, targetId, ids, skipped } = part;
	if (run.failure) return { items, failure: run.failure };
	const own: IDataObject = {
		[target]: targetId,
		userCount: ids.length,
		...(skipped > 0 && { skipped }),
	};
	const json = ids.length > 0 ? withJob(own, run) : { ...own, jobId: null, status: 'SKIPPED' };
	return { items, json };
}
