import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { flatten as flattenChecked, type Nested } from '../../../nodes/shared/checks/flatten';
import { isMistake } from '../../../nodes/shared/checks/mistakes';
import { cleanName } from '../../../nodes/shared/checks/names';
import { Hints } from '../../../nodes/shared/operation/hints';

const flatten = (values: Record<string, unknown>, nested: Nested) => {
	const { properties } = new Hints();
	return flattenChecked(values, { nested }, { checks: { properties, place: { item: 0 } } });
};

const name = fc
	.string()
	.map(cleanName)
	.filter((text) => text !== '');

const plain = fc.oneof(
	fc.string().filter((text) => !isMistake(text)),
	fc.boolean(),
	fc.constant(null),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
);

describe('flattening', () => {
	it('does not change plain values, whatever their names', () => {
		fc.assert(
			fc.property(
				fc.dictionary(name, plain),
				fc.constantFrom('flatten', 'drop'),
				(values, nested) => {
					expect(flatten(values, nested)).toEqual({ attributes: { ...values }, dropped: [] });
				},
			),
		);
	});

	it('returns only plain values, and reports what it skipped', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.anything()), (values) => {
				for (const nested of ['flatten', 'drop'] as const) {
					const { attributes } = flatten(values, nested);
					for (const value of Object.values(attributes)) {
						expect(value === null || ['string', 'number', 'boolean'].includes(typeof value)).toBe(
							true,
						);
					}
				}
			}),
		);
	});

	it('spreads objects over dot keys and joins arrays of plain values', () => {
		const values = { plan: { name: 'pro', limits: { seats: 5 } }, tags: ['a', 1, null, true] };
		expect(flatten(values, 'flatten')).toEqual({
			attributes: { 'plan.name': 'pro', 'plan.limits.seats': 5, tags: 'a, 1, true' },
			dropped: [],
		});
		expect(flatten(values, 'drop')).toEqual({ attributes: {}, dropped: ['plan', 'tags'] });
	});

	it('prefers an own key to a flattened one, whichever is first', () => {
		const own = { 'plan.name': 'own' };
		const nested = { plan: { name: 'nested' } };
		expect(flatten({ ...own, ...nested }, 'flatten').attributes).toEqual(own);
		expect(flatten({ ...nested, ...own }, 'flatten').attributes).toEqual(own);
	});

	it('keeps an own key of nothing', () => {
		const values = { 'plan.name': null, plan: { name: 'nested' } };
		expect(flatten(values, 'flatten').attributes).toEqual({ 'plan.name': null });
	});

	it('keeps a name and the cleaner of two that look the same', () => {
		expect(flatten({ ' plan': 1, plan: 2, 'seats\u200b': 3, '': 4 }, 'flatten').attributes).toEqual(
			{
				plan: 2,
				seats: 3,
			},
		);
		expect(flatten({ ' plan': 1, 'plan ': 2 }, 'flatten').attributes).toEqual({ plan: 1 });
	});

	it('skips what Salesforce adds to its records, at any depth', () => {
		const attributes = { type: 'Account', url: '/services/data/v59.0/sobjects/Account/1' };
		const values = { attributes, Name: 'Acme', Owner: { attributes, Name: 'Ada' } };
		expect(flatten(values, 'flatten').attributes).toEqual({ Name: 'Acme', 'Owner.Name': 'Ada' });
		const own = { attributes: { type: 'Account', url: 'https://example.com' } };
		expect(flatten(own, 'flatten').attributes).toHaveProperty(['attributes.type'], 'Account');
	});

	it('skips columns without a name', () => {
		const nameless = ['', '__EMPTY', '__EMPTY_2', 'Unnamed: 0', 'Unnamed: 0.1', 'col_3', '...1'];
		const others = ['_c0', '?column?', 'f0_'];
		const values = Object.fromEntries([...nameless, ...others].map((name) => [name, 1]));
		expect(flatten({ ...values, Unnamed: 2, EMPTY: 3 }, 'flatten').attributes).toEqual({
			Unnamed: 2,
			EMPTY: 3,
		});
	});

	it('uses the value that an object represents, at any depth', () => {
		const id = { $oid: '665f1c2e9b1d8a0012345678' };
		const values = { id, team: { lead: id, members: [id, { toJSON: () => 'b' }] } };
		expect(flatten(values, 'flatten')).toEqual({
			attributes: {
				id: id.$oid,
				'team.lead': id.$oid,
				'team.members': `${id.$oid}, b`,
			},
			dropped: [],
		});
		expect(flatten({ id }, 'drop').attributes).toEqual({ id: id.$oid });
	});

	it('skips bytes, also as n8n stores them', () => {
		const stored = { type: 'Buffer', data: [1, 2] };
		expect(flatten({ stored, a: { stored } }, 'flatten')).toEqual({
			attributes: {},
			dropped: ['stored', 'a.stored'],
		});
	});

	describe('the number of a row in a Google Sheet', () => {
		const sent = (rows: Array<Record<string, unknown>>, without?: ReadonlySet<string>) => {
			const { properties } = new Hints();
			return rows.map((values, item) => {
				const checks = { properties, place: { item } };
				return flattenChecked(values, { nested: 'flatten' }, { checks, without }).attributes;
			});
		};
		const all = new Set(['user_id']);

		it('is skipped where all fields of an item are sent', () => {
			const rows = [
				{ row_number: 2, plan: 'pro' },
				{ row_number: 3, plan: 'free' },
			];
			expect(sent(rows, all)).toEqual([{ plan: 'pro' }, { plan: 'free' }]);
			expect(sent(rows)).toEqual(rows);
		});

		it.each([
			['the query counts from 1', [{ row_number: 1 }, { row_number: 2 }]],
			['it is not the first field', [{ plan: 'pro', row_number: 2 }]],
			['it is no number', [{ row_number: '2' }]],
		])('is sent when %s', (_, rows) => expect(sent(rows, all)).toEqual(rows));
	});

	it('treats an empty array as a missing value, and ignores an undefined key', () => {
		const values = { tags: [], 'plan.name': undefined, plan: { name: 'pro' } };
		expect(flatten(values, 'flatten').attributes).toEqual({ tags: null, 'plan.name': 'pro' });
	});

	it('keeps null, skips undefined, writes dates as ISO strings', () => {
		const at = new Date('2026-11-23T12:00:00Z');
		const luxon = { toISO: () => '2026-11-23T13:00:00.000+01:00' };
		expect(flatten({ a: null, b: undefined, at, luxon }, 'flatten').attributes).toEqual({
			a: null,
			at: '2026-11-23T12:00:00.000Z',
			luxon: '2026-11-23T13:00:00.000+01:00',
		});
	});

	it('skips what Appcues cannot store: arrays of objects, invalid numbers, cycles', () => {
		const circle: Record<string, unknown> = { name: 'c' };
		circle.self = circle;
		const { attributes, dropped } = flatten(
			{
				list: [{ id: 1 }],
				none: Number.NaN,
				circle,
				wrong: new Date(Number.NaN),
				luxon: { toISO: () => null, ts: 1 },
				map: new Map([['a', 1]]),
				bytes: Buffer.from('a'),
			},
			'flatten',
		);
		expect(attributes).toEqual({ 'circle.name': 'c' });
		expect(dropped).toEqual(['list', 'circle.self', 'luxon', 'map', 'bytes']);
	});
});
