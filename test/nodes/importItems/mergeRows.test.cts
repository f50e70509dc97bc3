import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { elementAt } from '../../../dev/elements.cjs';
import { mergeRows } from '../../../nodes/AppcuesImport/items/mergeRows';

const ids = fc.constantFrom('a', 'b', 'c', '__proto__');
const names = fc.constantFrom('plan', 'seats', '__proto__', 'constructor');
const values = fc.oneof(fc.integer(), fc.constant(null), fc.string(), fc.boolean());
const rows = fc
	.array(fc.record({ id: ids, line: fc.dictionary(names, values) }))
	.map((list) => list.map((input, item) => ({ input, item })));

describe('merging rows', () => {
	it('makes one row for each ID, at the position of the first', () => {
		fc.assert(
			fc.property(rows, (all) => {
				const merged = [...mergeRows(all)];
				const firsts = all.filter(
					({ input: { id } }, at) => all.findIndex(({ input }) => input.id === id) === at,
				);
				expect(merged.map(({ items }) => items[0])).toEqual(firsts.map(({ item }) => item));
				expect(merged.flatMap(({ items }) => items).sort((a, b) => a - b)).toEqual(
					all.map(({ item }) => item),
				);
			}),
		);
	});

	it('gives the same result as sending the rows one after the other', () => {
		fc.assert(
			fc.property(rows, (all) => {
				for (const { items, line } of mergeRows(all)) {
					const expected = new Map<string, unknown>();
					for (const item of items) {
						for (const [name, value] of Object.entries(elementAt(all, item).input.line))
							expected.set(name, value);
					}
					expect(Object.entries(line)).toEqual([...expected]);
				}
			}),
		);
	});
});
