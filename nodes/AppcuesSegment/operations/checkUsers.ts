import { optionsField } from '../../shared/fields/options';
import { segmentField } from '../../shared/fields/segment';
import { readTimeout, timeoutOptions } from '../../shared/fields/wait';
import type { SegmentId, UserId } from '../../shared/api/endpoints/types';
import type { WaitSettings } from '../../shared/jobs/run';
import type { BatchResult, FromItem, RunContext } from '../../shared/operation/operation';
import { wholeBatch } from '../../shared/operation/operation';
import { readMembers as readSegmentMembers } from '../../shared/users/memberIds';
import {
	describeLookalike,
	lookalikesOf,
	SPELLING,
	spellingKey,
} from '../../shared/users/lookalikes';
import type { TargetedUsers } from '../../shared/users/userIds';
import { requireSomeone, userIdsFieldOf } from '../../shared/users/userIds';
import { groupBy } from '../../shared/util/groupBy';
import { readMembers } from '../membership';

/** There is nothing to output without the members, so the node always stops when the time is up. */
const options = timeoutOptions.filter(({ name }) => name !== 'onTimeout');

export const checkUsers = wholeBatch({
	value: 'checkUsers',
	name: 'Check Users in Segment',
	action: 'Check users in a segment',
	description:
		'Check whether users are members of a segment, by their user IDs. Exports the members once for all items.',
	fields: [
		segmentField,
		userIdsFieldOf('The node returns one item for each ID.'),
		optionsField(options),
	],
	settings: (first) => ({ ...readTimeout(first), onTimeout: 'error' as const }),
	read: (item) => readMembers(item, 'remove_user_ids'),
	run: checkMembers,
});

/**
 * Exports the members of each segment once and returns one result per item and ID, or a failure per segment.
 *
 * @throws {InvalidInput} if no item has a user
 */
async function checkMembers(
	inputs: Array<FromItem<TargetedUsers>>,
	wait: WaitSettings,
	context: RunContext,
): Promise<BatchResult[]> {
	requireSomeone(inputs, context.hints);
	const named = inputs.filter(({ input }) => input.ids.length > 0);
	const bySegment = groupBy(named, ({ input }) => input.targetId);
	const wanted = new Map(
		[...bySegment].map(([segment, group]) => [
			segment,
			new Set(group.flatMap(({ input }) => input.ids.map(spellingKey))),
		]),
	);
	const purpose = {
		rerunAdvice: 'You can safely run this again: it exports the members again and changes nothing.',
		consequence: 'The node only reads members, so nothing was changed.',
	};
	const keep = (segment: string, id: string) => wanted.get(segment)?.has(spellingKey(id)) === true;
	const exported = await readSegmentMembers(wanted.keys(), wait, purpose, context, keep);
	for (const [segment, group] of bySegment) {
		const members = exported.get(segment);
		if (members && 'ids' in members) hintAtSpelling(segment, group, members.ids, context);
	}
	return named.flatMap(({ item, input: { targetId: segmentId, ids } }): BatchResult[] => {
		const members = exported.get(segmentId) ?? { failure: new Error('Not exported') };
		if ('failure' in members) return [{ items: [item], failure: members.failure }];
		return [...new Set(ids)].map((userId) => ({
			items: [item],
			json: { userId, segmentId, isMember: members.ids.has(userId) },
		}));
	});
}

/** Shows a hint if at least half of those who aren't members are members under another spelling of their ID. */
function hintAtSpelling(
	segmentId: SegmentId,
	group: ReadonlyArray<FromItem<TargetedUsers>>,
	members: ReadonlySet<UserId>,
	{ hints }: RunContext,
): void {
	const others = new Set(group.flatMap(({ input }) => input.ids.filter((id) => !members.has(id))));
	const found = lookalikesOf(others, members);
	const [first] = found;
	if (!first || found.length * 2 < others.size) return;
	hints.add(
		`${found.length} of ${others.size} users who aren't members of segment "${segmentId}" differ from members only in ${SPELLING}: ${describeLookalike(first)}.`,
	);
}
