import type { MembershipChange } from '../shared/api/endpoints/segments';
import { changeMembers } from '../shared/api/endpoints/segments';
import type { SegmentId, UserId } from '../shared/api/endpoints/types';
import { runJobs } from '../shared/jobs/run';
import type { PartRun, Submission } from '../shared/jobs/submit';
import type { BatchResult, FromItem, RunContext } from '../shared/operation/operation';
import type { MemberPurpose } from '../shared/users/memberIds';
import { readMembers } from '../shared/users/memberIds';
import type { TargetedUsers } from '../shared/users/userIds';
import { idBatches } from '../shared/users/parts';
import { requireSomeone } from '../shared/users/userIds';
import { groupBy } from '../shared/util/groupBy';
import { InvalidInput } from '../shared/util/invalidInput';
import { describeItems } from '../shared/util/text';
import type { Difference, UserList } from './difference';
import { count, differenceOf, itemsOf, listOf, refusalOf } from './difference';
import type { SyncSettings } from './syncFields';
import { LABELS } from './syncFields';
import type { Remaining, Sent, Synced } from './syncOutput';
import { isDone, preview, RERUN_ADVICE, resultsOf } from './syncOutput';

const BEFORE: MemberPurpose = {
	rerunAdvice: RERUN_ADVICE,
	consequence: 'The segment was not changed.',
};

const AFTER: MemberPurpose = {
	rerunAdvice: RERUN_ADVICE,
	consequence: `The segment was changed as wanted, but '${LABELS.verify}' could not read its members again.`,
};

/**
 * Makes the members of segments exactly the listed users: exports the members, compares, adds who is missing, then removes
 * who isn't listed.
 *
 * It removes nobody who wasn't in the export, and nobody if something before fails. Unless 'On Error' is set to continue,
 * a failure with one segment before the first change leaves all segments as they are.
 *
 * @returns one result per segment, or one per item, if set so
 * @throws {InvalidInput} if no item has a user, or the list is incomplete
 */
export async function syncMembers(
	inputs: Array<FromItem<TargetedUsers>>,
	settings: SyncSettings,
	context: RunContext,
): Promise<BatchResult[]> {
	requireCompleteList(settings, context);
	requireSomeone(inputs, context.hints);
	const bySegment = groupBy(inputs, ({ input }) => input.targetId);
	const lists = [...bySegment].map(([segmentId, group]) => listOf(segmentId, group));
	const failures: BatchResult[] = lists.filter(isEmpty).map(emptyList);
	if (failures.length > 0 && !context.continueOnFail) return failures;
	const differences: Difference[] = [];
	const full = lists.filter((list) => !isEmpty(list));
	for (const compared of await compare(full, settings, context)) {
		if ('failure' in compared) failures.push(compared);
		else differences.push(compared);
	}
	if (settings.preview) {
		return [...failures, ...differences.flatMap((each) => preview(each, settings, context))];
	}
	if (failures.length > 0 && !context.continueOnFail) return failures;
	const synced = await sendDifferences(differences, settings, context);
	const remaining = settings.verify
		? await verify(synced, settings, context)
		: new Map<SegmentId, Remaining>();
	return [
		...failures,
		...synced.flatMap((each) => resultsOf(each, remaining.get(each.segmentId), settings, context)),
	];
}

/** Without the items that were refused, their users would be removed. @throws {InvalidInput} */
function requireCompleteList({ removeOthers }: SyncSettings, { refusedItems }: RunContext): void {
	if (!removeOthers || refusedItems.length === 0) return;
	throw new InvalidInput(
		'The list is incomplete, so nothing was changed',
		`Parameters of ${describeItems(refusedItems)} are invalid, and the users of invalid items would be removed. Correct them, or turn off '${LABELS.removeOthers}' in 'Options'.`,
	);
}

const isEmpty = ({ listed }: UserList) => listed.size === 0;

function emptyList(list: UserList): BatchResult {
	const items = itemsOf(list);
	const failure = new InvalidInput(
		`No user ID in ${describeItems(items)} for segment "${list.segmentId}": check 'User IDs'`,
		'An empty list would remove all members, so nothing was changed.',
	);
	return { items, failure };
}

type Failed = Extract<BatchResult, { failure: Error }>;

/** Exports the members and compares them with the lists. */
async function compare(
	lists: UserList[],
	settings: SyncSettings,
	context: RunContext,
): Promise<Array<Difference | Failed>> {
	const segments = lists.map(({ segmentId }) => segmentId);
	const exported = await readMembers(segments, settings.wait, BEFORE, context);
	return lists.map((list) => {
		const members = exported.get(list.segmentId) ?? { failure: new Error('Not exported') };
		if ('failure' in members) return { items: itemsOf(list), failure: members.failure };
		const difference = differenceOf(list, members.ids, settings);
		const refusal = settings.preview ? undefined : refusalOf(difference, settings);
		return refusal ? { items: itemsOf(list), failure: refusal } : difference;
	});
}

/** Adds first, then removes. Removes nobody from a segment whose additions aren't done. */
async function sendDifferences(
	differences: Difference[],
	settings: SyncSettings,
	context: RunContext,
): Promise<Synced[]> {
	const added = await send('add_user_ids', differences, settings, context);
	const ready = differences.filter(({ segmentId }) => (added.get(segmentId) ?? []).every(isDone));
	const removed = await send('remove_user_ids', ready, settings, context);
	return differences.map((each) => {
		const { segmentId } = each;
		return { ...each, runs: [...(added.get(segmentId) ?? []), ...(removed.get(segmentId) ?? [])] };
	});
}

async function send(
	change: MembershipChange,
	differences: Difference[],
	{ batchSize, wait }: SyncSettings,
	{ appcues }: RunContext,
): Promise<Map<SegmentId, Array<PartRun<Sent>>>> {
	const verb = change === 'add_user_ids' ? 'add' : 'remove';
	const submission = (part: Sent): Submission<Sent> => ({
		part,
		about: `${verb} ${count(part.ids.length)} users`,
		rerunAdvice: RERUN_ADVICE,
		send: async () => await changeMembers(appcues, part.targetId, change, { user_ids: part.ids }),
		halves: () => {
			if (part.ids.length < 2) return [];
			const size = Math.ceil(part.ids.length / 2);
			return [...idBatches(part.ids, size)].map((ids) => submission({ ...part, ids }));
		},
	});
	function* submissions() {
		for (const { segmentId: targetId, toAdd, toRemove } of differences) {
			const users = change === 'add_user_ids' ? toAdd : toRemove;
			for (const ids of idBatches(users, batchSize)) yield submission({ targetId, ids, change });
		}
	}
	return groupBy(await runJobs(submissions(), appcues, wait), ({ part }) => part.targetId);
}

/** Exports the members again. Users that others add meanwhile don't matter. */
async function verify(
	all: Synced[],
	{ wait }: SyncSettings,
	context: RunContext,
): Promise<Map<SegmentId, Remaining>> {
	const sent = new Map(
		all
			.filter(({ runs }) => runs.every(isDone))
			.map(({ segmentId, toAdd, toRemove }) => [segmentId, new Set([...toAdd, ...toRemove])]),
	);
	const keep = (segment: SegmentId, id: UserId) => sent.get(segment)?.has(id) === true;
	const changed = [...sent].filter(([, ids]) => ids.size > 0).map(([segment]) => segment);
	const exported = await readMembers(changed, wait, AFTER, context, keep);
	const remaining = new Map<SegmentId, Remaining>();
	for (const { segmentId, toAdd, toRemove } of all) {
		const members = exported.get(segmentId) ?? { ids: new Set(toAdd) };
		if (!sent.has(segmentId)) continue;
		remaining.set(
			segmentId,
			'failure' in members
				? members
				: {
						stillMembers: toRemove.filter((id) => members.ids.has(id)),
						notMembers: toAdd.filter((id) => !members.ids.has(id)),
					},
		);
	}
	return remaining;
}
