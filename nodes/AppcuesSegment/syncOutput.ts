import type { IDataObject } from 'n8n-workflow';

import type { MembershipChange } from '../shared/api/endpoints/segments';
import type { SegmentId, UserId } from '../shared/api/endpoints/types';
import { withNote } from '../shared/jobs/errors';
import { jobOutput } from '../shared/jobs/output';
import { isCompleted } from '../shared/jobs/status';
import type { JobRun, PartRun } from '../shared/jobs/submit';
import type { BatchResult, RunContext } from '../shared/operation/operation';
import { inputItemResults } from '../shared/users/inputItems';
import type { Difference } from './difference';
import {
	count,
	describeRemoval,
	describeRespelled,
	isOverLimit,
	isRespelled,
	itemsOf,
	refusalOf,
} from './difference';
import type { SyncSettings } from './syncFields';

/** What happens if the node runs again, for messages. */
export const RERUN_ADVICE =
	'You can safely run this again: it compares again and only sends what is still different.';

/** How many IDs an output item lists at most. */
const LISTED = 1000;

/** Users that were sent in one request. */
export interface Sent {
	targetId: SegmentId;
	ids: UserId[];
	change: MembershipChange;
}

/** A segment whose users were sent. */
export interface Synced extends Difference {
	runs: Array<PartRun<Sent>>;
}

/** What isn't as wanted after a sync, or why it can't be read. */
export type Remaining = { stillMembers: UserId[]; notMembers: UserId[] } | { failure: Error };

/** Without a job there is nothing to wait for. */
export const isDone = ({ failure, job }: JobRun) => !failure && (!job || isCompleted(job));

/** Returns the difference as output, without changing anything. */
export function preview(
	difference: Difference,
	settings: SyncSettings,
	context: RunContext,
): BatchResult[] {
	const { segmentId, inputs, toAdd, toRemove } = difference;
	const refusal = refusalOf(difference, settings);
	const status = refusal ? 'BLOCKED' : 'PREVIEW';
	hintAtRespelled(difference, context);
	if (isOverLimit(difference, settings)) {
		context.hints.add(
			`The sync of segment "${segmentId}" ${describeRemoval(difference, settings)}, so it would stop.`,
		);
	} else if (refusal && !isRespelled(difference)) {
		context.hints.add(`${refusal.message}. The sync would stop.`);
	}
	if (settings.returns === 'inputItems') {
		return inputItemResults('segmentId', inputs, [], context, status);
	}
	const json = {
		...numbers(difference, toAdd.length, toRemove.length),
		preview: true,
		jobs: [],
		status,
		usersToAdd: toAdd.slice(0, LISTED),
		usersToRemove: toRemove.slice(0, LISTED),
	};
	return [{ items: itemsOf(difference), json }];
}

function numbers(difference: Difference, added: number, removed: number): IDataObject {
	const { segmentId, before, listed, removedPercent, inputs } = difference;
	const skipped = inputs.reduce((sum, { input }) => sum + input.blank, 0);
	return {
		segmentId,
		before,
		listed: listed.size,
		...(skipped > 0 && { skipped }),
		added,
		removed,
		removedPercent,
		unchanged: before - removed,
	};
}

/** Returns the output of a segment whose users were sent, or its failure. @param remaining if it was verified */
export function resultsOf(
	synced: Synced,
	remaining: Remaining | undefined,
	{ returns, verify: isVerified }: SyncSettings,
	context: RunContext,
): BatchResult[] {
	const { inputs, runs, toAdd, toRemove, segmentId } = synced;
	const items = itemsOf(synced);
	const failure = runs.find((run) => run.failure)?.failure;
	if (failure) return [{ items, failure: withNote(failure, progress(synced)) }];
	if (remaining && 'failure' in remaining) return [{ items, failure: remaining.failure }];
	hintAtRespelled(synced, context);
	const removed = runs.some(({ part }) => part.change === 'remove_user_ids') ? toRemove.length : 0;
	if (removed < toRemove.length) {
		context.hints.add(
			`Nobody was removed from segment "${segmentId}", because adding users isn't finished. Run the node again later.`,
		);
	}
	if (remaining) hintAtRemaining(segmentId, remaining, context);
	if (returns === 'inputItems') {
		return inputItemResults('segmentId', inputs, runs, context, 'UNCHANGED');
	}
	const jobs = runs.map(({ part, ...run }) => {
		const { jobId, status } = jobOutput(run);
		const action = part.change === 'add_user_ids' ? 'add' : 'remove';
		return { action, userCount: part.ids.length, jobId, status };
	});
	const json = {
		...numbers(synced, toAdd.length, removed),
		preview: false,
		jobs,
		status: jobs.find(({ status }) => status !== 'COMPLETED')?.status ?? 'COMPLETED',
		...(isVerified && remaining && lists(remaining)),
	};
	return [{ items, json }];
}

function hintAtRespelled(difference: Difference, { hints }: RunContext): void {
	if (difference.respelled.length > 0) hints.add(describeRespelled(difference));
}

function lists({ stillMembers, notMembers }: Exclude<Remaining, { failure: Error }>) {
	return {
		notRemovable: stillMembers.slice(0, LISTED),
		...(notMembers.length > 0 && { notAdded: notMembers.slice(0, LISTED) }),
	};
}

function hintAtRemaining(
	segmentId: SegmentId,
	{ stillMembers, notMembers }: Exclude<Remaining, { failure: Error }>,
	{ hints }: RunContext,
): void {
	if (stillMembers.length > 0) {
		hints.add(
			`${count(stillMembers.length)} removed users are still members of segment "${segmentId}". Appcues only removes users who were added through the API, not those of a rule or an uploaded file.`,
		);
	}
	if (notMembers.length > 0) {
		hints.add(`${count(notMembers.length)} added users aren't members of segment "${segmentId}".`);
	}
}

/** Says how far a sync that failed came. */
function progress({ runs, toAdd, toRemove }: Synced): string {
	const done = (change: MembershipChange) =>
		runs
			.filter((run) => run.part.change === change && isDone(run))
			.reduce((sum, { part }) => sum + part.ids.length, 0);
	return `Of ${count(toAdd.length)} users to add, ${count(done('add_user_ids'))} are confirmed. Of ${count(toRemove.length)} users to remove, ${count(done('remove_user_ids'))} are confirmed. ${RERUN_ADVICE}`;
}
