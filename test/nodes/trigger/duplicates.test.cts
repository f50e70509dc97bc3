import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { Deliveries, deliveryKey } from '../../../nodes/AppcuesTrigger/duplicates';

const WINDOW = 600_000;

describe('deliveries', () => {
	it('are new once within ten minutes, for each trigger', () => {
		const deliveries = new Deliveries();
		const stored = { a: {}, b: {} };
		const note = (trigger: 'a' | 'b', now: number) =>
			deliveries.note(trigger, stored[trigger], ['key'], now, WINDOW);
		expect(note('a', 0)).toEqual([true]);
		expect(note('a', WINDOW)).toEqual([false]);
		expect(note('b', WINDOW)).toEqual([true]);
		expect(note('a', WINDOW + 1)).toEqual([true]);
		expect(note('a', WINDOW + 2)).toEqual([false]);
	});

	it('are new once within one call', () => {
		expect(new Deliveries().note('t', {}, ['a', 'b', 'a'], 0, WINDOW)).toEqual([true, true, false]);
	});

	it('are remembered after a restart, from the workflow data', () => {
		const stored: IDataObject = {};
		new Deliveries().note('t', stored, ['a', 'b'], 0, WINDOW);
		const kept = JSON.parse(JSON.stringify(stored)) as IDataObject;
		expect(new Deliveries().note('t', kept, ['a', 'c'], 1000, WINDOW)).toEqual([false, true]);
		expect(new Deliveries().note('t', kept, ['a'], WINDOW + 1, WINDOW)).toEqual([true]);
	});

	it('that arrive at the same time are all kept, although each call read the earlier data', () => {
		const deliveries = new Deliveries();
		let stored: IDataObject = {};
		for (const key of ['a', 'b', 'c']) {
			const own: IDataObject = {};
			deliveries.note('t', own, [key], 0, WINDOW);
			stored = own;
		}
		expect(new Deliveries().note('t', stored, ['a', 'b', 'c'], 1, WINDOW)).not.toContain(true);
	});

	it('are only stored when there is a new one', () => {
		const deliveries = new Deliveries();
		deliveries.note('t', {}, ['a'], 0, WINDOW);
		const stored: IDataObject = {};
		deliveries.note('t', stored, ['a'], 1, WINDOW);
		expect(stored).toEqual({});
	});

	it('are forgotten in time, even if the clock was set back', () => {
		const deliveries = new Deliveries();
		const note = (key: string, now: number) => deliveries.note('t', {}, [key], now, WINDOW);
		expect([note('a', 500_000), note('b', 0)]).toEqual([[true], [true]]);
		expect(note('b', WINDOW + 1)).toEqual([true]);
		expect(note('b', WINDOW + 2)).toEqual([false]);
		expect(note('a', WINDOW + 2)).toEqual([false]);
	});

	it('ignore other static data', () => {
		for (const seenDeliveries of ['text', [1], null, { a: 'soon' }]) {
			const stored = { seenDeliveries } as IDataObject;
			expect(new Deliveries().note('t', stored, ['a'], 0, WINDOW)).toEqual([true]);
		}
	});

	it('do not grow without limit', () => {
		const deliveries = new Deliveries();
		const stored: IDataObject = {};
		const keys = Array.from({ length: 60_000 }, (_, n) => `key${n}`);
		deliveries.note('t', stored, keys, 0, WINDOW);
		expect(Object.keys(stored.seenDeliveries as object)).toHaveLength(1000);
		expect(stored.seenDeliveries).toHaveProperty('key59999');
		expect(deliveries.note('t', stored, ['key0', 'key59999'], 1, WINDOW)).toEqual([true, false]);
	});

	it('are recognized exactly as a plain list of times would', () => {
		const calls = fc.array(
			fc.record({ key: fc.constantFrom('a', 'b', 'c'), pause: fc.nat({ max: WINDOW }) }),
			{ maxLength: 30 },
		);
		fc.assert(
			fc.property(calls, fc.boolean(), (all, restarts) => {
				const stored: IDataObject = {};
				const last = new Map<string, number>();
				let deliveries = new Deliveries();
				let now = 0;
				for (const { key, pause } of all) {
					now += pause;
					if (restarts) deliveries = new Deliveries();
					const before = last.get(key);
					const isNew = before === undefined || now - before > WINDOW;
					if (isNew) last.set(key, now);
					expect(deliveries.note('t', stored, [key], now, WINDOW)).toEqual([isNew]);
				}
			}),
		);
	});
});

describe('the key of a delivery', () => {
	const body = Buffer.from('{}');

	it('is the ID and the name, whatever else is in the body', () => {
		const one = deliveryKey({ id: 'x', name: 'a' }, body, 0);
		expect(deliveryKey({ id: 'x', name: 'A' }, Buffer.from('other'), 3)).toBe(one);
		expect(deliveryKey({ id: 'x', name: 'b' }, body, 0)).not.toBe(one);
		expect(deliveryKey({ id: 'y', name: 'a' }, body, 0)).not.toBe(one);
		expect(deliveryKey({ id: 7, name: 'a' }, body, 0)).toBe(
			deliveryKey({ id: '7', name: 'a' }, body, 0),
		);
	});

	it.each([[undefined], [null], [''], [' '], [{}]])('is the body where the ID is %p', (id) => {
		const event = { id, name: 'a' } as IDataObject & { name: string };
		const one = deliveryKey(event, body, 0);
		expect(deliveryKey(event, body, 0)).toBe(one);
		expect(deliveryKey(event, Buffer.from('{ }'), 0)).not.toBe(one);
		expect(deliveryKey(event, body, 1)).not.toBe(one);
	});

	it('contains nothing that was delivered', () => {
		const key = deliveryKey({ id: 'ada@example.com', name: 'a' }, body, 0);
		expect(key).toMatch(/^[\w-]{22}$/);
	});
});
