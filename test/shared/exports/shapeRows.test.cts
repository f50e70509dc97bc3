import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { flattenRow } from '../../../nodes/shared/exports/shapeRows';

const key = fc.stringMatching(/^[a-z_ ?]{1,4}$/);

const json = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ depthSize: 'small' },
		fc.string(),
		fc.integer(),
		fc.boolean(),
		fc.constant(null),
		fc.array(tie('value'), { maxLength: 3 }),
		fc.dictionary(key, tie('value'), { maxKeys: 3 }),
	),
})).value;

/** Follows a column's name into the row. */
const follow = (row: unknown, column: string): unknown =>
	column.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], row);

/** Counts the values of a row that aren't nothing. */
function count(value: unknown): number {
	if (value === null || value === undefined || value === '') return 0;
	if (typeof value !== 'object') return 1;
	return Object.values(value).reduce((sum: number, inner) => sum + count(inner), 0);
}

describe('A flattened row', () => {
	it('has one column for each value, under the path to it', () => {
		fc.assert(
			fc.property(fc.dictionary(key, json, { maxKeys: 5 }), (row) => {
				const flat = flattenRow(row as IDataObject);
				expect(Object.keys(flat)).toHaveLength(count(row));
				for (const [column, value] of Object.entries(flat)) {
					expect(value === null || typeof value === 'object').toBe(false);
					expect(value).toBe(follow(row, column));
				}
				expect(flattenRow(flat)).toEqual(flat);
			}),
		);
	});

	it.each<[IDataObject, IDataObject]>([
		[{}, {}],
		[{ a: {}, b: [], c: null, d: '', e: { f: {} } }, {}],
		[
			{ a: 0, b: false },
			{ a: 0, b: false },
		],
		[{ a: { b: [{ c: 1 }, 2] } }, { 'a.b.0.c': 1, 'a.b.1': 2 }],
		[
			{ 'attributes.score': '9', user_id: 'ada' },
			{ 'attributes.score': '9', user_id: 'ada' },
		],
		// Nothing is lost where two columns would have one name.
		[
			{ 'a.b': 1, a: { b: 2, c: 3 } },
			{ 'a.b': 1, a: { b: 2, c: 3 } },
		],
		[
			{ a: { b: 2 }, 'a.b': 1 },
			{ a: { b: 2 }, 'a.b': 1 },
		],
	])('%j', (row, flat) => {
		expect(flattenRow(row)).toEqual(flat);
	});
});
