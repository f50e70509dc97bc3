import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { isBytes, unwrapped } from '../../../nodes/shared/checks/wrappers';

const json = (value: unknown) => ({ toJSON: () => value });
const halves = (number: bigint) => ({
	low: Number(BigInt.asIntN(32, number)),
	high: Number(BigInt.asIntN(32, number >> 32n)),
});

describe('objects that represent a value', () => {
	it.each<[object, unknown]>([
		[{ $oid: '665f1c2e9b1d8a0012345678' }, '665f1c2e9b1d8a0012345678'],
		[{ $uuid: '550e8400-e29b-41d4-a716-446655440000' }, '550e8400-e29b-41d4-a716-446655440000'],
		[{ $date: '2026-06-20T10:00:00Z' }, '2026-06-20T10:00:00Z'],
		[{ $date: 1781949600000 }, '2026-06-20T10:00:00.000Z'],
		[{ $date: { $numberLong: '1781949600000' } }, '2026-06-20T10:00:00.000Z'],
		[{ $numberInt: '5' }, 5],
		[{ $numberDouble: '1.5' }, 1.5],
		[{ $numberDecimal: '12.50' }, 12.5],
		[{ $numberLong: '42' }, 42],
		[{ $numberLong: '7615917337495251231' }, '7615917337495251231'],
		[{ specialValue: 'NaN' }, Number.NaN],
		[{ specialValue: 'Infinity' }, Number.POSITIVE_INFINITY],
		[{ error: '#ERROR!' }, '#ERROR!'],
		[json('abc'), 'abc'],
		[json({ $numberDecimal: '12.50' }), 12.5],
		[json(null), 'Invalid Date'],
	])('%j', (value, expected) => expect(unwrapped(value)).toEqual(expected));

	it('numbers with 64 bits keep all digits', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (number) => {
				expect(String(unwrapped({ ...halves(number), unsigned: false }))).toBe(String(number));
			}),
		);
		fc.assert(
			fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (number) => {
				expect(String(unwrapped({ ...halves(number), unsigned: true }))).toBe(String(number));
			}),
		);
	});
});

describe('other objects are unchanged', () => {
	const throwing = {
		toJSON: () => {
			throw new Error('no');
		},
	};

	it.each<[string, object]>([
		['fields', { plan: 'pro' }],
		['an error that people wrote', { error: 'not found' }],
		['a date as one of two', { $date: '2026-06-20', $oid: 'a' }],
		['no date', { $date: 'x'.length > 5 ? 1 : {} }],
		['a range', { low: 1, high: 2 }],
		['a range with a flag', { low: 1.5, high: 2, unsigned: true }],
		['an array', ['a']],
		['a date', new Date()],
		['a luxon time', { toISO: () => '2026-06-20', toJSON: () => 'x' }],
		['bytes', Buffer.from('a')],
		['nothing', {}],
		['what can’t be written', throwing],
	])('%s', (_, value) => expect(unwrapped(value)).toBe(value));

	it('any', () => {
		fc.assert(fc.property(fc.object(), (value) => expect(() => unwrapped(value)).not.toThrow()));
	});
});

it.each<[boolean, object]>([
	[true, Buffer.from('a')],
	[true, new Uint8Array(2)],
	[true, { type: 'Buffer', data: [1, 2] }],
	[true, { $binary: { base64: 'YWJj', subType: '00' } }],
	[false, { type: 'Buffer', data: 'a' }],
	[false, { type: 'Invoice', data: [1] }],
	[false, {}],
])('bytes: %j, %j', (expected, value) => expect(isBytes(value)).toBe(expected));
