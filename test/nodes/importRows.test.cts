import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { GROUP_ID, USER_ID } from '../../nodes/AppcuesImport/items/keyFields';
import { isMistake } from '../../nodes/shared/checks/mistakes';
import { idFault } from '../../nodes/shared/checks/ids';
import { eventName, requiredId, timestamp, valueAt } from '../../nodes/AppcuesImport/items/values';
import { InvalidRow, type RowItem } from '../../nodes/AppcuesImport/items/row';
import { Hints } from '../../nodes/shared/operation/hints';

const field = { name: 'x', label: 'User ID Field', key: USER_ID };

/** Values that JSON, a database or an expression can put into an item. */
const anything = fc.oneof(
	fc.anything({ withDate: true, withBigInt: true }),
	fc.jsonValue(),
	fc.string({ unit: 'binary' }),
);

const hints = new Hints();
const rowItem = (json: IDataObject): RowItem => ({
	json,
	item: 0,
	findings: hints.findings,
	checks: { properties: hints.properties, place: { item: 0 } },
	note: (kind, subject, example) => hints.findings.note(kind, subject, example),
});
const itemWith = (x: unknown) => rowItem({ x } as IDataObject);

describe('reading a row’s parts', () => {
	it('an ID is a trimmed, well-formed string, or the error names the item and its field', () => {
		fc.assert(
			fc.property(anything, (value) => {
				const id = requiredId(itemWith(value), field);
				if (id instanceof InvalidRow) {
					expect(id.message).toMatch(/^'x' (is|contains) /);
					expect(id.remedy).not.toBe('');
				} else {
					expect(id).toBe(id.trim());
					expect(id).not.toBe('');
					expect(Buffer.from(id).toString()).toBe(id);
				}
			}),
		);
	});

	it('every well-formed string is an ID unless it is blank or software writes it by mistake', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				fc.pre(text.trim() !== '' && !idFault(text.trim()));
				expect(requiredId(itemWith(text), field)).toBe(text.trim());
			}),
		);
	});

	it.each(['\ufeffu-1', 'u-1\u200b', '\u00a0 u-1\t', 'u\u200b-1', '\u200f\u2060u-1'])(
		'invisible characters are removed from an ID: %j',
		(id) => expect(requiredId(itemWith(id), field)).toBe('u-1'),
	);

	it.each(['o\u2019brien 7', 'Null', 'a@b', '1e5', '12E5', 'undefined-1', '0', 'naN'])(
		'%j is a normal ID',
		(id) => expect(requiredId(itemWith(id), field)).toBe(id),
	);

	it.each([
		...['[object Object]', 'undefined', 'null', 'NULL', 'None', 'nan', 'NaN', '#N/A', '\\N'],
		...['9.91214E+15', '9,91214e+15', '1E+20'],
	])('%j is refused as an ID', (id) =>
		expect(requiredId(itemWith(id), field)).toBeInstanceOf(InvalidRow),
	);

	it('a name has 1 to 127 characters', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 200 }), (text) => {
				fc.pre(!isMistake(text));
				const name = eventName(itemWith(text), field);
				const { length } = text.trim();
				expect(name instanceof InvalidRow).toBe(length === 0 || length > 127);
			}),
		);
	});

	it('a time is ISO in UTC or refused, and never causes a crash', () => {
		fc.assert(
			fc.property(anything, (value) => {
				const time = timestamp(itemWith(value), field, 'Europe/Berlin');
				if (!(time instanceof InvalidRow)) expect(new Date(time.iso).toISOString()).toBe(time.iso);
			}),
		);
	});
});

describe('finding a field', () => {
	it('a field with exactly that name takes precedence over a path', () => {
		expect(valueAt({ 'a.b': 1, a: { b: 2 } }, 'a.b')).toBe(1);
		expect(valueAt({ a: { b: 2 } }, 'a.b')).toBe(2);
		expect(valueAt({ a: [{ b: 2 }] }, 'a.b')).toBeUndefined();
		expect(valueAt({ a: null }, 'a.b')).toBeUndefined();
	});

	it.each(['\ufeffx', ' x', 'x ', 'x\u200b', '\u00a0x'])(
		'ignores invisible characters in its name: %j',
		(name) => {
			expect(valueAt({ [name]: 1 }, 'x')).toBe(1);
			expect(valueAt({ x: 1 }, name)).toBe(1);
			expect(valueAt({ a: { [name]: 1 } }, 'a.x')).toBe(1);
			expect(valueAt({ [name]: 2, x: 1 }, 'x')).toBe(1);
		},
	);

	it('only finds the item’s own fields', () => {
		for (const name of ['constructor', '__proto__', 'toString', 'a.constructor']) {
			expect(valueAt({ a: {} }, name)).toBeUndefined();
		}
	});

	it('messages use the name of the group ID field', () => {
		const bad = requiredId(rowItem({ y: 1 }), {
			name: 'x',
			label: 'Group ID Field',
			key: GROUP_ID,
		});
		expect(bad).toMatchObject({
			message: "'x' is empty",
			remedy:
				"'Group ID Field' is the name of the field with the group ID. The item's fields are: y.",
		});
	});
});
