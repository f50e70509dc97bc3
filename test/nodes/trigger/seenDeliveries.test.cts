import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import type { IDataObject } from 'n8n-workflow';

import { SeenDeliveries, deliveryKey } from '../../../nodes/AppcuesTrigger/seenDeliveries';
import { comparableName } from '../../../nodes/shared/events/event';

const WINDOW = 600_000;

describe('deliveries', () => {
	it('are new once within ten minutes, for each trigger', () => {
		const deliveries = new SeenDeliveries();
		const stored = { a: {}, b: {} };
		const mark = (trigger: 'a' | 'b', now: number) =>
			deliveries.markSeen(trigger, stored[trigger], ['key'], now, WINDOW);
		expect(mark('a', 0)).toEqual([true]);
		expect(mark('a', WINDOW)).toEqual([false]);
		expect(mark('b', WINDOW)).toEqual([true]);
		expect(mark('a', WINDOW + 1)).toEqual([true]);
		expect(mark('a', WINDOW + 2)).toEqual([false]);
	});

	it('are new once within one call', () => {
		expect(new SeenDeliveries().markSeen('t', {}, ['a', 'b', 'a'], 0, WINDOW)).toEqual([
			true,
			true,
			false,
		]);
	});

	it('are known after a restart, from what the workflow keeps', () => {
		const stored: IDataObject = {};
		new SeenDeliveries().markSeen('t', stored, ['a', 'b'], 0, WINDOW);
		const kept = JSON.parse(JSON.stringify(stored)) as IDataObject;
		expect(new SeenDeliveries().markSeen('t', kept, ['a', 'c'], 1000, WINDOW)).toEqual([
			false,
			true,
		]);
		expect(new SeenDeliveries().markSeen('t', kept, ['a'], WINDOW + 1, WINDOW)).toEqual([true]);
	});

	it('that arrive at once are all kept, although each call has the data from before', () => {
		const deliveries = new SeenDeliveries();
		let stored: IDataObject = {};
		for (const key of ['a', 'b', 'c']) {
			const own: IDataObject = {};
			deliveries.markSeen('t', own, [key], 0, WINDOW);
			stored = own;
		}
		expect(new SeenDeliveries().markSeen('t', stored, ['a', 'b', 'c'], 1, WINDOW)).not.toContain(
			true,
		);
	});

	it('are written only when there is a new one', () => {
		const deliveries = new SeenDeliveries();
		deliveries.markSeen('t', {}, ['a'], 0, WINDOW);
		const stored: IDataObject = {};
		deliveries.markSeen('t', stored, ['a'], 1, WINDOW);
		expect(stored).toEqual({});
	});

	it('are forgotten in time though the clock was set back between them', () => {
		const deliveries = new SeenDeliveries();
		const mark = (key: string, now: number) => deliveries.markSeen('t', {}, [key], now, WINDOW);
		expect([mark('a', 500_000), mark('b', 0)]).toEqual([[true], [true]]);
		expect(mark('b', WINDOW + 1)).toEqual([true]);
		expect(mark('b', WINDOW + 2)).toEqual([false]);
		expect(mark('a', WINDOW + 2)).toEqual([false]);
	});

	it("don't depend on what else is in the static data", () => {
		for (const seenDeliveries of ['text', [1], null, { a: 'soon' }]) {
			const stored = { seenDeliveries } as IDataObject;
			expect(new SeenDeliveries().markSeen('t', stored, ['a'], 0, WINDOW)).toEqual([true]);
		}
	});

	it('are limited in number', () => {
		const deliveries = new SeenDeliveries();
		const stored: IDataObject = {};
		const keys = Array.from({ length: 60_000 }, (_, n) => `key${n}`);
		deliveries.markSeen('t', stored, keys, 0, WINDOW);
		expect(Object.keys(stored.seenDeliveries as object)).toHaveLength(1000);
		expect(stored.seenDeliveries).toHaveProperty('key59999');
		expect(deliveries.markSeen('t', stored, ['key0', 'key59999'], 1, WINDOW)).toEqual([
			true,
			false,
		]);
	});

	it('are new exactly when a plain list of times says so', () => {
		const calls = fc.array(
			fc.record({ key: fc.constantFrom('a', 'b', 'c'), pause: fc.nat({ max: WINDOW }) }),
			{ maxLength: 30 },
		);
		fc.assert(
			fc.property(calls, fc.boolean(), (all, restarts) => {
				const stored: IDataObject = {};
				const last = new Map<string, number>();
				let deliveries = new SeenDeliveries();
				let now = 0;
				for (const { key, pause } of all) {
					now += pause;
					if (restarts) deliveries = new SeenDeliveries();
					const before = last.get(key);
					const isNew = before === undefined || now - before > WINDOW;
					if (isNew) last.set(key, now);
					expect(deliveries.markSeen('t', stored, [key], now, WINDOW)).toEqual([isNew]);
				}
			}),
		);
	});
});

describe('the key of a delivery', () => {
	const body = Buffer.from('{}');
	const event = { id: 'x', name: 'a', user_id: 'ada', timestamp: '2026-11-26T01:57:34.120Z' };
	const key = (changes: IDataObject = {}, rawBody = body, place = 0) =>
		deliveryKey({ ...event, ...changes }, rawBody, place);

	it('is the same for a repeated delivery, whatever else is in the body', () => {
		expect(key({ name: 'A' }, Buffer.from('other'), 3)).toBe(key());
		expect(key({ id: 7 })).toBe(key({ id: '7' }));
		expect(key({ user_id: 7 })).toBe(key({ user_id: '7' }));
		for (const timestamp of [1_795_658_254_120, '1795658254120', '2026-11-26T02:57:34.120+01:00']) {
			expect(key({ timestamp })).toBe(key());
		}
	});

	it('is different for another event, even if that has the same ID', () => {
		const text = fc.constantFrom('a', 'b', 'a","b', 'a b');
		const given = fc.record(
			{
				id: text,
				name: text,
				user_id: text,
				timestamp: fc.constantFrom('2026-11-26T01:57:34.120Z', '2026-11-26T01:57:34.121Z', 'a'),
			},
			{ requiredKeys: ['id', 'name'] },
		);
		fc.assert(
			fc.property(given, given, (one, other) => {
				const keys = [one, other].map((each) => deliveryKey(each as typeof event, body, 0));
				const names = [one, other].map((each) => ({ ...each, name: comparableName(each.name) }));
				expect(keys[0] === keys[1]).toBe(isDeepStrictEqual(names[0], names[1]));
			}),
			{ numRuns: 1000 },
		);
	});

	it.each([[undefined], [null], [''], [' '], [{}]])('is the body where the ID is %p', (id) => {
		const changes = { id } as IDataObject;
		expect(key(changes)).toBe(key(changes));
		expect(key(changes, Buffer.from('{ }'))).not.toBe(key(changes));
		expect(key(changes, body, 1)).not.toBe(key(changes));
	});

	it('holds nothing of what was delivered', () => {
		expect(key({ id: 'ada@example.com' })).toMatch(/^[\w-]{22}$/);
	});
});
