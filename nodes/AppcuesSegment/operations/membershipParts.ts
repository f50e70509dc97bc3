import type { SegmentId, UserId } from '../../shared/api/types';
import type { Batch } from '../../shared/bulk/batches';
import { batches } from '../../shared/bulk/batches';
import type { FromItem } from '../../shared/node/operation';
import type { NamedUsers } from '../../shared/node/userIds';

/** What one item says: these users, that segment. */
export interface ItemInput extends NamedUsers {
	segmentId: SegmentId;
}

/** One request: users of one segment, and the items that named them. */
export interface Part {
	segmentId: SegmentId;
	userCount: number;
	/** How many blank IDs the items held that come out with this part. */
	skipped: number;
	items: number[];
	/** `{"user_ids":[…]}` */
	body: string;
}

/**
 * Makes requests of the items of one segment: each user once, as few requests as possible.
 *
 * Every item is paired with each part that holds one of its users, also when another item named that user first. An
 * item with blank IDs only comes out with the first part.
 *
 * @param group items of one segment; when they name nobody there is one part, and nothing to send in it
 */
export function partsOf(group: Array<FromItem<ItemInput>>, batchSize: number): Part[] {
	const [{ input: first }] = group;
	const users = new Set(group.flatMap(({ input }) => input.ids));
	const cut = [...batches(users, (id) => JSON.stringify(id), batchSize)];
	if (cut.length === 0) cut.push({ rows: [], texts: [] });
	const parts = cut.map((batch) => emptyPart(first.segmentId, batch));
	const partOf = new Map<UserId, number>();
	cut.forEach(({ rows }, index) => rows.forEach((id) => partOf.set(id, index)));
	for (const { item, input } of group) {
		const own = new Set(input.ids.map((id) => partOf.get(id) ?? 0));
		if (own.size === 0) own.add(0);
		for (const index of own) parts[index].items.push(item);
		const [home] = own;
		parts[home].skipped += input.blank;
	}
	return parts;
}

function emptyPart(segmentId: SegmentId, { rows, texts }: Batch<UserId>): Part {
	return {
		segmentId,
		userCount: rows.length,
		skipped: 0,
		items: [],
		body: `{"user_ids":[${texts.join(',')}]}`,
	};
}
