import type { UserId } from '../api/types';
import type { FromItem } from '../node/operation';
import type { NamedUsers } from '../node/userIds';
import { batches, MAX_BATCH_BYTES } from './batches';

/** What one item says: these users, for that segment or group. */
export interface TargetedUsers extends NamedUsers {
	/** Of the segment or the group. */
	targetId: string;
}

/** One request: users for one target, and the items that named them. */
export interface UserPart {
	targetId: string;
	ids: UserId[];
	/** How many blank IDs the items held that come out with this part. */
	skipped: number;
	items: number[];
}

/** What is left of a request for the IDs themselves. */
const MAX_ID_BYTES = MAX_BATCH_BYTES - '{"user_ids":[]}'.length;

/**
 * Makes requests of the items of one target: each user once, as few requests as possible.
 *
 * Every item is paired with each part that holds one of its users, also when another item named that user first. An
 * item with blank IDs only comes out with the first part.
 *
 * @param group items of one target; when they name nobody there is one part, and nothing to send in it
 * @param size how many users a part may have
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

/** A part as two, for when Appcues finds it too large. Empty when there is but one user in it. */
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
