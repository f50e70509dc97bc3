import type { UserId } from '../api/endpoints/types';
import type { FromItem } from '../operation/operation';
import { isPlain } from '../checks/ids';
import { elementAt } from '../util/elementAt';
import { BatchSize, MAX_BATCH_BYTES } from './batches';
import type { TargetedUsers } from './userIds';

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

/** The size of an ID in the JSON of a request, in bytes. */
const bytesOf = (id: UserId): number =>
	isPlain(id) ? id.length + '""'.length : Buffer.byteLength(JSON.stringify(id));

/** Divides user IDs into requests, as few as possible. @param size maximum number of users per request */
export function* idBatches(ids: Iterable<UserId>, size: number): Generator<UserId[]> {
	const limit = new BatchSize(size, MAX_ID_BYTES);
	let batch: UserId[] = [];
	for (const id of ids) {
		if (limit.begins(bytesOf(id))) {
			yield batch;
			batch = [];
		}
		batch.push(id);
	}
	if (batch.length > 0) yield batch;
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
	const first = emptyPart(targetId);
	const parts = [first];
	const partOf = new Map<UserId, UserPart>();
	const limit = new BatchSize(size, MAX_ID_BYTES);
	let part = first;
	for (const { item, input } of group) {
		const { ids, blank } = input;
		let own: UserPart | undefined;
		// By index, because an iterator makes an object for each ID.
		for (let index = 0; index < ids.length; index += 1) {
			const id = elementAt(ids, index);
			let at = partOf.get(id);
			if (!at) {
				if (limit.begins(bytesOf(id))) parts.push((part = emptyPart(targetId)));
				part.ids.push(id);
				partOf.set(id, (at = part));
			}
			own ??= at;
			pair(item, at);
		}
		own ??= first;
		own.skipped += blank;
		pair(item, own);
	}
	return parts;
}

const emptyPart = (targetId: string): UserPart => ({ targetId, ids: [], skipped: 0, items: [] });

/** Pairs an item with a part, once. All pairs of an item follow each other. */
function pair(item: number, { items }: UserPart): void {
	if (items.at(-1) !== item) items.push(item);
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
