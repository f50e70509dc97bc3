import type { IDataObject } from 'n8n-workflow';

import type { UserId } from '../api/endpoints/types';
import { jobOutput } from '../jobs/output';
import { isCompleted } from '../jobs/status';
import type { JobRun, PartRun } from '../jobs/submit';
import type { BatchResult, FromItem, RunContext } from '../operation/operation';
import { elementAt } from '../util/elementAt';
import type { UserPart } from './parts';
import type { TargetedUsers } from './userIds';

/**
 * Returns one result per input item: the item with its files, its target's ID, and its job.
 *
 * The users of an item can be in several jobs. Then `jobId` and `status` are those of the first job that isn't completed,
 * or of the last one, and `jobIds` lists them all. An item fails if one of its jobs failed.
 *
 * @param target the target's key in the output: `segmentId`
 * @param runs the requests that were sent
 * @param statusOfOthers the status of an item whose users are in no request
 */
export function inputItemResults(
	target: string,
	inputs: ReadonlyArray<FromItem<TargetedUsers>>,
	runs: ReadonlyArray<PartRun<Pick<UserPart, 'targetId' | 'ids'>>>,
	context: Pick<RunContext, 'items' | 'hints'>,
	statusOfOthers = 'SKIPPED',
): BatchResult[] {
	const runsByTarget = new Map<string, Map<UserId, JobRun>>();
	for (const { part, ...run } of runs) {
		const runOf = runsByTarget.get(part.targetId) ?? new Map<UserId, JobRun>();
		runsByTarget.set(part.targetId, runOf);
		for (const id of part.ids) runOf.set(id, run);
	}
	return inputs.map(({ item, input: { targetId, ids } }): BatchResult => {
		const runOf = runsByTarget.get(targetId);
		const own = [...new Set(ids.flatMap((id) => runOf?.get(id) ?? []))];
		const failure = own.find((run) => run.failure)?.failure;
		if (failure) return { items: [item], failure };
		const others = ids.length === 0 ? 'SKIPPED' : statusOfOthers;
		return withItem(item, { [target]: targetId, ...jobsOf(own, others) }, context);
	});
}

function jobsOf(runs: readonly JobRun[], statusOfOthers: string): IDataObject {
	const shown = runs.find(({ job }) => job && !isCompleted(job)) ?? runs.at(-1);
	if (!shown) return { jobId: null, status: statusOfOthers };
	const { jobId, status } = jobOutput(shown);
	const jobIds = runs.flatMap((run) => run.jobId ?? []);
	return { jobId, status, ...(jobIds.length > 1 && { jobIds }) };
}

/** Adds fields to an input item, and notes which of its fields they replace. */
function withItem(
	item: number,
	added: IDataObject,
	{ items, hints }: Pick<RunContext, 'items' | 'hints'>,
): BatchResult {
	const { json, binary } = elementAt(items, item);
	for (const [name, value] of Object.entries(added)) {
		if (!Object.hasOwn(json, name) || json[name] === value) continue;
		const example = typeof json[name] === 'string' ? json[name] : undefined;
		hints.findings.note('replacedField', name, example, { item });
	}
	return { items: [item], json: { ...json, ...added }, ...(binary && { binary }) };
}
