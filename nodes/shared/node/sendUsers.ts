import type { IDataObject } from 'n8n-workflow';

import type { ApiResponse } from '../api/client';
import type { UserId } from '../api/types';
import { groupBy } from '../bulk/groupBy';
import type { TargetedUsers, UserPart } from '../bulk/userParts';
import { halvesOf, partsOf } from '../bulk/userParts';
import { aboutItems } from '../jobs/aboutItems';
import { withJob } from '../jobs/jobOutput';
import { runJobs } from '../jobs/runJobs';
import type { PartRun, Submission } from '../jobs/submission';
import type { Hints } from './hints';
import type { BatchResult, FromItem, RunContext } from './operation';
import { requireSomeone } from './userIds';
import type { UsersSettings } from './usersBlock';

/** What an operation does with users: which request, and how to speak of it. */
export interface UserChange {
	/** How the target is called in the output: `segmentId`. */
	target: string;
	/** What running the node again would mean, for messages. Repeating such a request must be harmless. */
	again: string;
	send(targetId: string, body: { user_ids: UserId[] }): Promise<ApiResponse>;
}

/**
 * Sends all users of all items, grouped by target, each user once, and waits for the jobs.
 *
 * @returns one result for each request, paired with the items whose users are in it
 * @throws {InvalidInput} when no item names a user
 */
export async function sendUsers(
	{ target, again, send }: UserChange,
	inputs: Array<FromItem<TargetedUsers>>,
	{ batchSize, wait }: UsersSettings,
	{ appcues, hints }: RunContext,
): Promise<BatchResult[]> {
	requireSomeone(inputs.map(({ input }) => input));
	hintAtBlanks(inputs, hints);
	const byTarget = groupBy(inputs, ({ input }) => input.targetId);
	const submission = (part: UserPart): Submission<UserPart> => ({
		part,
		about: aboutItems(part.items),
		again,
		send: async () => await send(part.targetId, { user_ids: part.ids }),
		halves: () => halvesOf(part, byTarget.get(part.targetId) ?? []).map(submission),
	});
	const parts = [...byTarget.values()].flatMap((group) => partsOf(group, batchSize));
	const empty = parts.filter(({ ids }) => ids.length === 0);
	const full = parts.filter(({ ids }) => ids.length > 0);
	const runs = await runJobs(full.map(submission), appcues, wait);
	const unsent = empty.map((part) => ({ part }));
	return [...runs, ...unsent].map((run) => resultOf(target, run));
}

/** @param run holds its part only when there was nobody to send */
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

function hintAtBlanks(inputs: Array<FromItem<TargetedUsers>>, hints: Hints): void {
	const blank = inputs.reduce((sum, { input }) => sum + input.blank, 0);
	if (blank > 0) {
		hints.add(`${blank} blank user ${blank === 1 ? 'ID was' : 'IDs were'} skipped.`);
	}
}
