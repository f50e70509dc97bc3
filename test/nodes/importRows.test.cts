import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { GROUP_ID, USER_ID } from '../../nodes/AppcuesImport/rows/keyField';
import { eventName, requiredId, timestamp, valueAt } from '../../nodes/AppcuesImport/rows/values';
import { BadRow } from '../../nodes/AppcuesImport/rows/row';

const field = { name: 'x', label: 'User ID Field', key: USER_ID };

/** What JSON, a database or an expression may put into an item. */
const anything = fc.oneof(
	fc.anything({ withDate: true, withBigInt: true }),
	fc.jsonValue(),
	fc.string({ unit: 'binary' }),
);

const itemWith = (x: unknown): IDataObject => ({ x }) as IDataObject;

describe('reading a row’s parts', () => {
	it('an ID is a trimmed, well-formed text, or the item and its field are named', () => {
		fc.assert(
			fc.property(anything, (value) => {
				const id = requiredId(itemWith(value), field);
				if (id instanceof BadRow) {
					expect(id.message).toMatch(/^'x' (is|holds) /);
					expect(id.remedy).not.toBe('');
				} else {
					expect(id).toBe(id.trim());
					expect(id).not.toBe('');
					expect(Buffer.from(id).toString()).toBe(id);
				}
			}),
		);
	});

	it('every text that is not blank and well-formed is an ID', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				fc.pre(text.trim() !== '');
				expect(requiredId(itemWith(text), field)).toBe(text.trim());
			}),
		);
	});

	it('a name has 1 to 127 characters', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 200 }), (text) => {
				const name = eventName(itemWith(text), field);
				const { length } = text.trim();
				expect(name instanceof BadRow).toBe(length === 0 || length > 127);
			}),
		);
	});

	it('a time is ISO in UTC or refused, and never thrown at', () => {
		fc.assert(
			fc.property(anything, (value) => {
				const time = timestamp(itemWith(value), field, 'Europe/Berlin');
				if (!(time instanceof BadRow)) expect(new Date(time).toISOString()).toBe(time);
			}),
		);
	});
});

describe('finding a field', () => {
	it('a field of just that name comes before a path', () => {
		expect(valueAt({ 'a.b': 1, a: { b: 2 } }, 'a.b')).toBe(1);
		expect(valueAt({ a: { b: 2 } }, 'a.b')).toBe(2);
		expect(valueAt({ a: [{ b: 2 }] }, 'a.b')).toBeUndefined();
		expect(valueAt({ a: null }, 'a.b')).toBeUndefined();
	});

	it('nothing is found that is not the item’s own', () => {
		for (const name of ['constructor', '__proto__', 'toString', 'a.constructor']) {
			expect(valueAt({ a: {} }, name)).toBeUndefined();
		}
	});

	it('the ID of a group is called by its name', () => {
		const bad = requiredId({ y: 1 }, { name: 'x', label: 'Group ID Field', key: GROUP_ID });
		expect(bad).toMatchObject({
			message: "'x' is empty",
			remedy: "'Group ID Field' names the field that holds the group ID. The item's fields are: y.",
		});
	});
});
