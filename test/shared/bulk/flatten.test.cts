import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { flatten } from '../../../nodes/shared/bulk/flatten';

const plain = fc.oneof(
	fc.string(),
	fc.boolean(),
	fc.constant(null),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
);

describe('flattening', () => {
	it('leaves plain values as they are, whatever they are called', () => {
		fc.assert(
			fc.property(
				fc.dictionary(fc.string(), plain),
				fc.constantFrom('flatten', 'drop'),
				(values, nested) => {
					expect(flatten(values, nested)).toEqual({ attributes: { ...values }, dropped: [] });
				},
			),
		);
	});

	it('gives nothing but plain values, and tells what it left out', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.anything()), (values) => {
				for (const nested of ['flatten', 'drop'] as const) {
					const { attributes, dropped } = flatten(values, nested);
					for (const value of Object.values(attributes)) {
						expect(value === null || ['string', 'number', 'boolean'].includes(typeof value)).toBe(
							true,
						);
					}
					expect(new Set(dropped).size).toBe(dropped.length);
				}
			}),
		);
	});

	it('spreads objects over dot keys and joins lists of plain values', () => {
		const values = { plan: { name: 'pro', limits: { seats: 5 } }, tags: ['a', 1, null, true] };
		expect(flatten(values, 'flatten')).toEqual({
			attributes: { 'plan.name': 'pro', 'plan.limits.seats': 5, tags: 'a, 1, true' },
			dropped: [],
		});
		expect(flatten(values, 'drop')).toEqual({ attributes: {}, dropped: ['plan', 'tags'] });
	});

	it('lets an own key win over one that comes of flattening, whichever is first', () => {
		const own = { 'plan.name': 'own' };
		const nested = { plan: { name: 'nested' } };
		expect(flatten({ ...own, ...nested }, 'flatten').attributes).toEqual(own);
		expect(flatten({ ...nested, ...own }, 'flatten').attributes).toEqual(own);
	});

	it('takes an empty list for a missing value, and an undefined key for none', () => {
		const values = { tags: [], 'plan.name': undefined, plan: { name: 'pro' } };
		expect(flatten(values, 'flatten').attributes).toEqual({ tags: null, 'plan.name': 'pro' });
	});

	it('keeps null, leaves out undefined, writes dates as ISO text', () => {
		const at = new Date('2026-11-23T12:00:00Z');
		const luxon = { toISO: () => '2026-11-23T13:00:00.000+01:00' };
		expect(flatten({ a: null, b: undefined, at, luxon }, 'flatten').attributes).toEqual({
			a: null,
			at: '2026-11-23T12:00:00.000Z',
			luxon: '2026-11-23T13:00:00.000+01:00',
		});
	});

	it('leaves out what Appcues cannot keep: lists of objects, numbers that are none, circles', () => {
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
		expect(dropped).toEqual(['list', 'none', 'circle.self', 'wrong', 'luxon', 'map', 'bytes']);
	});
});
