import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { changeMembers } from '../../shared/api/segments';
import type { MembershipChange } from '../../shared/api/segments';
import { MAX_BATCH_ROWS } from '../../shared/bulk/batches';
import { groupBy } from '../../shared/bulk/groupBy';
import { withJob } from '../../shared/jobs/jobOutput';
import { runJobs } from '../../shared/jobs/runJobs';
import { aboutItems } from '../../shared/jobs/aboutItems';
import type { WaitSettings } from '../../shared/jobs/runJobs';
import type { PartRun, Submission } from '../../shared/jobs/submission';
import type { ItemReader } from '../../shared/node/itemReader';
import type { Hints } from '../../shared/node/hints';
import type { BatchResult, FromItem, RunContext } from '../../shared/node/operation';
import { hintAtEmails, readUserIds, requireSomeone, userIdsField } from '../../shared/node/userIds';
import { readWait, waitField, waitOptions } from '../../shared/node/waitBlock';
import { readSegmentId, segmentField } from '../../shared/node/segmentLocator';
import type { ItemInput, Part } from './membershipParts';
import { halvesOf, partsOf } from './membershipParts';
import { optionsField } from '../../shared/node/optionsField';

/** What Add Users and Remove Users have in common: the parameters, and the way from items to jobs. */

const BATCH_SIZE = 'Batch Size';

const batchSizeOption: INodeProperties = {
	displayName: BATCH_SIZE,
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MAX_BATCH_ROWS },
	default: MAX_BATCH_ROWS,
	description: 'How many users to send in one request at most; each request is one job',
};

export const membershipFields: INodeProperties[] = [
	segmentField,
	userIdsField,
	waitField,
	optionsField([batchSizeOption, ...waitOptions]),
];

interface Settings {
	batchSize: number;
	wait?: WaitSettings;
}

export function readSettings(first: ItemReader): Settings {
	const { batchSize = MAX_BATCH_ROWS } = first.collection('options');
	return {
		batchSize: first.wholeNumber(batchSize, BATCH_SIZE, 1, MAX_BATCH_ROWS),
		wait: readWait(first),
	};
}

export const readMembers = (item: ItemReader): ItemInput => ({
	segmentId: readSegmentId(item),
	...readUserIds(item),
});

/**
 * Sends all users of all items, grouped by segment, each user once, and waits for the jobs.
 *
 * @param again what running the node again would mean
 */
export async function changeMembership(
	change: MembershipChange,
	again: string,
	inputs: Array<FromItem<ItemInput>>,
	{ batchSize, wait }: Settings,
	{ appcues, hints }: RunContext,
): Promise<BatchResult[]> {
	requireSomeone(inputs.map(({ input }) => input));
	if (change === 'add_user_ids') {
		hintAtEmails(new Set(inputs.flatMap(({ input }) => input.ids)), hints);
	}
	hintAtBlanks(inputs, hints);
	const bySegment = groupBy(inputs, ({ input }) => input.segmentId);
	const groups = [...bySegment.values()];
	const submission = (part: Part): Submission<Part> => ({
		part,
		about: aboutItems(part.items),
		again,
		send: async () => await changeMembers(appcues, part.segmentId, change, { user_ids: part.ids }),
		halves: () => halvesOf(part, bySegment.get(part.segmentId) ?? []).map(submission),
	});
	const parts = groups.flatMap((group) => partsOf(group, batchSize));
	const empty = parts.filter(({ ids }) => ids.length === 0);
	const full = parts.filter(({ ids }) => ids.length > 0);
	const runs = await runJobs(full.map(submission), appcues, wait);
	return [...runs.map(resultOf), ...empty.map((part) => resultOf({ part }))];
}

/** @param run holds its part only when there was nobody to send */
function resultOf({ part, ...run }: PartRun<Part>): BatchResult {
	const { items, segmentId, ids, skipped } = part;
	if (run.failure) return { items, failure: run.failure };
	const own: IDataObject = {
		segmentId,
		userCount: ids.length,
		...(skipped > 0 && { skipped }),
	};
	const json = ids.length > 0 ? withJob(own, run) : { ...own, jobId: null, status: 'SKIPPED' };
	return { items, json };
}

function hintAtBlanks(inputs: Array<FromItem<ItemInput>>, hints: Hints): void {
	const blank = inputs.reduce((sum, { input }) => sum + input.blank, 0);
	if (blank > 0) {
		hints.add(`${blank} blank user ${blank === 1 ? 'ID was' : 'IDs were'} skipped.`);
	}
}
