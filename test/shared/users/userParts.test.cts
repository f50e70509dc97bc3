import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { atLeast } from '../../../dev/elements.cjs';
import { batches, MAX_BATCH_BYTES } from '../../../nodes/shared/users/batches';
import { halvesOf, idBatches, partsOf } from '../../../nodes/shared/users/parts';
import type { UserPart } from '../../../nodes/shared/users/parts';
import type { TargetedUsers } from '../../../nodes/shared/users/userIds';
import type { FromItem } from '../../../nodes/shared/operation/operation';

const targetId = 'group-1';

/** Items with users and blanks, and gaps between their numbers. */
const items = fc
	.array(
		fc.record({
			ids: fc.array(
				fc.integer({ min: 0, max: 30 }).map((n) => `user-${n}`),
				{ maxLength: 6 },
			),
			blank: fc.nat(3),
		}),
		{ minLength: 1, maxLength: 12 },
	)
	.map(
		(list): Array<FromItem<TargetedUsers>> =>
			list.map((input, index) => ({ item: index * 3, input: { targetId, ...input } })),
	);

const usersOf = (group: Array<FromItem<TargetedUsers>>) =>
	new Set(group.flatMap(({ input }) => input.ids));

const skippedIn = (parts: UserPart[]) => parts.reduce((sum, { skipped }) => sum + skipped, 0);

describe('the requests for the items of one target', () => {
	it('contain each user once, within the limit, in as few requests as possible', () => {
		fc.assert(
			fc.property(items, fc.integer({ min: 1, max: 8 }), (group, size) => {
				const parts = partsOf(group, size);
				expect(parts.flatMap(({ ids }) => ids)).toEqual([...usersOf(group)]);
				expect(parts).toHaveLength(Math.max(1, Math.ceil(usersOf(group).size / size)));
				for (const { ids } of parts) expect(ids.length).toBeLessThanOrEqual(size);
			}),
		);
	});

	it('are cut by the bytes of their JSON, whatever the IDs consist of', () => {
		const sign = fc.constantFrom(
			'a',
			'7',
			'|',
			' ',
			'ü',
			'"',
			'\n',
			'\ud83d',
			'\ud83d\ude00',
			'李',
		);
		const some = fc.uniqueArray(
			fc.tuple(sign, fc.integer({ min: 1, max: 99_000 })).map(([text, n]) => text.repeat(n)),
			{ maxLength: 6 },
		);
		const maxBytes = MAX_BATCH_BYTES - JSON.stringify({ user_ids: [] }).length;
		const sizeOf = (id: string) => Buffer.byteLength(JSON.stringify(id)) + 1;
		/** One more ID fills the request, or is a byte or two too large for it. */
		const filled = fc.tuple(some, fc.integer({ min: -2, max: 2 })).map(([ids, over]) => {
			const left = maxBytes - ids.reduce((sum, id) => sum + sizeOf(id), 0);
			return [...ids, '-'.repeat(left - sizeOf('') + over)];
		});
		fc.assert(
			fc.property(filled, fc.integer({ min: 1, max: 9 }), (all, size) => {
				const expected = [...batches(all, (id) => JSON.stringify(id), size, maxBytes)];
				const parts = partsOf([{ item: 0, input: { targetId, ids: all, blank: 0 } }], size);
				const cuts = expected.map(({ rows }) => rows.map((id) => all.indexOf(id)));
				const cutsOf = (found: string[][]) =>
					found.map((each) => each.map((id) => all.indexOf(id)));
				expect(cutsOf(parts.map((part) => part.ids))).toEqual(cuts);
				expect(cutsOf([...idBatches(all, size)])).toEqual(cuts);
			}),
			{ numRuns: 40 },
		);
	});

	it('are paired with exactly the items whose users they contain, and every item with at least one', () => {
		fc.assert(
			fc.property(items, fc.integer({ min: 1, max: 8 }), (group, size) => {
				const parts = partsOf(group, size);
				for (const { item, input } of group) {
					const expected = parts.filter(({ ids }) => input.ids.some((id) => ids.includes(id)));
					const paired = parts.filter((part) => part.items.includes(item));
					expect(paired).toEqual(input.ids.length > 0 ? expected : [parts[0]]);
				}
				expect(skippedIn(parts)).toBe(group.reduce((sum, { input }) => sum + input.blank, 0));
			}),
		);
	});

	it('are halved without losing a user, an item or a blank', () => {
		fc.assert(
			fc.property(items, (group) => {
				const [whole] = atLeast(1, partsOf(group, 1000));
				const halves = halvesOf(whole, group);
				if (whole.ids.length < 2) {
					expect(halves).toEqual([]);
					return;
				}
				expect(halves).toHaveLength(2);
				expect(halves.flatMap(({ ids }) => ids)).toEqual(whole.ids);
				expect(new Set(halves.flatMap((half) => half.items))).toEqual(new Set(whole.items));
				expect(skippedIn(halves)).toBe(whole.skipped);
			}),
		);
	});
});
