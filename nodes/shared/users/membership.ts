import type { IDataObject } from 'n8n-workflow';

import type { ApiResponse } from '../api/client';
import type { UserId } from '../api/endpoints/types';
import { withJob } from '../jobs/output';
import { runJobs } from '../jobs/run';
import type { PartRun, Submission } from '../jobs/submit';
import type { Hints } from '../operation/hints';
import type { BatchResult, FromItem, RunContext } from '../operation/operation';
import { groupBy } from '../util/groupBy';
import { describeItems } from '../util/text';
import { MAX_BATCH_BYTES, batches } from './batches';
import type { UsersSettings } from './fields';
import type { NamedUsers } from './userIds';
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
 * @returns one result per request, paired with the items of its users
 * @throws {InvalidInput} when no item has a user
 */
export async function sendUsers(
	{ target, rerunAdvice, send }: UserChange,
	inputs: Array<FromItem<TargetedUsers>>,
	{ batchSize, wait }: UsersSettings,
	{ appcues, hints }: RunContext,
): Promise<BatchResult[]> {
	requireSomeone(inputs.map(({ input }) => input));
	hintAtBlanks(inputs, hints);
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

function hintAtBlanks(inputs: Array<FromItem<TargetedUsers>>, hints: Hints): void {
	const blank = inputs.reduce((sum, { input }) => sum + input.blank, 0);
	if (blank > 0) {
		hints.add(`${blank} blank user ${blank === 1 ? 'ID was' : 'IDs were'} skipped.`);
	}
}

/** The users of one item, and their segment or group. */
export interface TargetedUsers extends NamedUsers {
	/** The ID of the segment or the group. */
	targetId: string;
}

/** One request: users for one target, and the items they come from. */
export interface UserPart {
	targetId: string;
	ids: UserId[];
	/** How many blank IDs the items of this part had. */
	skipped: number;
	items: number[];
}

/** The part of a request that is left for the IDs. */
const MAX_ID_BYTES = MAX_BATCH_BYTES - '{"user_ids":[]}'.length;

/**
 * Divides the items of one target into requests: each user once, as few requests as possible.
 *
 * Every item is paired with each part that contains one of its users, even if another item had that user first. An item
 * with only blank IDs is paired with the first part.
 *
 * @param group items of one target; without users there is one part, and nothing to send in it
 * @param size maximum number of users per part
 */
export function partsOf(group: Array<FromItem<TargetedUsers>>, size: number): UserPart[] {
	const [{ input: first }] = group;
	const { targetId } = first;
	const partOf = new Map<UserId, number>();
	for (const { input } of group) for (const id of input.ids) partOf.set(id, 0);
	const parts = [...batches(partOf.keys(), (id) => JSON.stringify(id), size, MAX_ID_BYTES)].map(
		({ rows: ids }): UserPart => ({ targetId, ids, skipped: 0, items: [] }),
	);
	if (parts.length === 0) parts.push({ targetId, ids: [], skipped: 0, items: [] });
	parts.forEach(({ ids }, index) => ids.forEach((id) => partOf.set(id, index)));
	for (const { item, input } of group) pairWithParts(item, input, parts, partOf);
	return parts;
}

function pairWithParts(
	item: number,
	{ ids, blank }: TargetedUsers,
	parts: UserPart[],
	partOf: Map<UserId, number>,
): void {
	const [only = ''] = ids;
	const own =
		ids.length < 2 ? [partOf.get(only) ?? 0] : [...new Set(ids.map((id) => partOf.get(id) ?? 0))];
	for (const index of own) parts[index].items.push(item);
	parts[own[0]].skipped += blank;
}

/** Divides a part that is too large for Appcues in two; returns an empty array if it has only one user. */
export function halvesOf(part: UserPart, group: Array<FromItem<TargetedUsers>>): UserPart[] {
	const { ids, skipped } = part;
	if (ids.length < 2) return [];
	const wanted = new Set(ids);
	const items = new Set(part.items);
	const within = group
		.filter(({ item }) => items.has(item))
		.map(({ item, input }) => ({
			item,
			input: { ...input, ids: input.ids.filter((id) => wanted.has(id)), blank: 0 },
		}));
	const halves = partsOf(within, Math.ceil(ids.length / 2));
	halves[0].skipped = skipped;
	return halves;
}
