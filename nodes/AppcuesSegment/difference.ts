import type { SegmentId, UserId } from '../shared/api/endpoints/types';
import type { FromItem } from '../shared/operation/operation';
import type { Lookalike } from '../shared/users/lookalikes';
import { describeLookalike, joinedIds, lookalikesOf, SPELLING } from '../shared/users/lookalikes';
import type { TargetedUsers } from '../shared/users/userIds';
import { InvalidInput } from '../shared/util/invalidInput';
import type { SyncSettings } from './syncFields';
import { LABELS } from './syncFields';

/** The users that a segment's items list. */
export interface UserList {
	segmentId: SegmentId;
	inputs: Array<FromItem<TargetedUsers>>;
	/** Each once. */
	listed: ReadonlySet<UserId>;
}

/** What makes a segment's members the listed users. */
export interface Difference extends UserList {
	/** The number of members. */
	before: number;
	toAdd: UserId[];
	/** Empty if the others aren't removed. */
	toRemove: UserId[];
	/** The removed part of the members in percent, rounded up to one decimal. */
	removedPercent: number;
	/** Users to add who are very likely members to remove, because only the spelling of their IDs differs. */
	respelled: Lookalike[];
}

/** Returns the indexes of the items of a list. */
export const itemsOf = ({ inputs }: UserList): number[] => inputs.map(({ item }) => item);

export function listOf(segmentId: SegmentId, inputs: Array<FromItem<TargetedUsers>>): UserList {
	const listed = new Set<UserId>();
	for (const { input } of inputs) for (const id of input.ids) listed.add(id);
	return { segmentId, inputs, listed };
}

/** Compares a list with the members. IDs are compared exactly, as Appcues does. */
export function differenceOf(
	list: UserList,
	members: ReadonlySet<UserId>,
	{ removeOthers }: Pick<SyncSettings, 'removeOthers'>,
): Difference {
	const { listed } = list;
	const before = members.size;
	const toAdd: UserId[] = [];
	const toRemove: UserId[] = [];
	for (const id of listed) if (!members.has(id)) toAdd.push(id);
	if (removeOthers) for (const id of members) if (!listed.has(id)) toRemove.push(id);
	const removedPercent = before > 0 ? Math.ceil((toRemove.length * 1000) / before) / 10 : 0;
	const respelled = lookalikesOf(toAdd, toRemove);
	return { ...list, before, toAdd, toRemove, removedPercent, respelled };
}

/**
 * Returns whether at least half of the members to remove are in the list under another spelling. Fewer may be a coincidence:
 * the IDs of some systems differ only in case.
 */
export const isRespelled = ({ toRemove, respelled }: Difference): boolean =>
	respelled.length > 0 && respelled.length * 2 >= toRemove.length;

/** Describes members who are in the list under another spelling. */
export function describeRespelled({
	segmentId,
	toRemove,
	respelled: [first, ...more],
}: Difference) {
	const example = first ? `: ${describeLookalike(first)}` : '';
	return `${count(more.length + 1)} of ${count(toRemove.length)} users to remove from segment "${segmentId}" differ from users to add only in ${SPELLING}${example}.`;
}

/** Returns why a difference must not be sent; undefined if it may. */
export function refusalOf(
	difference: Difference,
	settings: SyncSettings,
): InvalidInput | undefined {
	const [joined] = joinedIds(difference.toAdd, difference.toRemove);
	if (joined !== undefined) {
		return new InvalidInput(
			`The list for segment "${difference.segmentId}" has several IDs in one: ${JSON.stringify(joined.slice(0, 60))}`,
			"Nothing was changed, because these members would be removed. Separate the IDs in 'User IDs' with commas or line breaks, or return an array.",
		);
	}
	if (isRespelled(difference)) {
		return new InvalidInput(
			`The list has members of segment "${difference.segmentId}" under other IDs`,
			`Nothing was changed. ${describeRespelled(difference)} Appcues compares IDs exactly, so use the IDs of Appcues in the list. If the list is right, run the node once with '${LABELS.removeOthers}' turned off in 'Options', and then with it turned on.`,
		);
	}
	return isOverLimit(difference, settings) ? overLimit(difference, settings) : undefined;
}

/** Returns whether more of the members would be removed than allowed. */
export const isOverLimit = (
	{ toRemove, before }: Difference,
	{ maxRemovedPercent }: Pick<SyncSettings, 'maxRemovedPercent'>,
): boolean => toRemove.length * 100 > maxRemovedPercent * before;

/** Describes a removal over the limit: `would remove 600 of 1,000 members (60%), more than 50%`. */
export function describeRemoval(
	{ toRemove, before, removedPercent }: Difference,
	{ maxRemovedPercent }: Pick<SyncSettings, 'maxRemovedPercent'>,
): string {
	return `would remove ${count(toRemove.length)} of ${count(before)} members (${removedPercent}%), more than ${maxRemovedPercent}%`;
}

/** Returns the error for a removal over the limit, with the numbers. */
function overLimit(difference: Difference, settings: SyncSettings): InvalidInput {
	const { segmentId, listed, toAdd } = difference;
	return new InvalidInput(
		`The sync of segment "${segmentId}" ${describeRemoval(difference, settings)}`,
		`Nothing was changed. The list has ${count(listed.size)} users, of whom ${count(toAdd.length)} aren't members yet. Check that the list is complete. If it is, raise '${LABELS.maxRemovedPercent}' in 'Options'. To see the difference first, turn on '${LABELS.preview}'.`,
	);
}

/** Writes a count for messages: `12,000`. */
export const count = (number: number): string => number.toLocaleString('en');
