import type { UserId } from '../api/endpoints/types';
import type { FromItem } from '../operation/operation';
import { elementAt } from '../util/elementAt';
import { MAX_BATCH_BYTES, batches } from './batches';
import type { NamedUsers } from './userIds';

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

/** Divides user IDs into requests, as few as possible. @param size maximum number of users per request */
export function* idBatches(ids: Iterable<UserId>, size: number): Generator<UserId[]> {
	for (const { rows } of batches(ids, (id) => JSON.stringify(id), size, MAX_ID_BYTES)) yield rows;
}

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
	const { targetId } = elementAt(group, 0).input;
	const partOf = new Map<UserId, number>();
	for (const { input } of group) for (const id of input.ids) partOf.set(id, 0);
	const parts = [...idBatches(partOf.keys(), size)].map(
		(ids): UserPart => ({ targetId, ids, skipped: 0, items: [] }),
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
	for (const index of own) elementAt(parts, index).items.push(item);
	elementAt(parts, elementAt(own, 0)).skipped += blank;
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
	elementAt(halves, 0).skipped = skipped;
	return halves;
}
