import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { Pacer, pacerFor } from '../../../nodes/shared/api/pacing';
import { VirtualClock } from '../../support/virtualClock.cjs';

/** When each of `count` callers, all there from the start, gets its turn. */
async function turns(pacer: Pacer, clock: VirtualClock, count: number): Promise<number[]> {
	const times: number[] = [];
	const caller = async () => {
		await pacer.turn();
		times.push(clock.now());
	};
	await clock.run(Promise.all(Array.from({ length: count }, caller)));
	return times;
}

const mostInASecond = (times: number[]) =>
	Math.max(
		...times.map((start) => times.filter((time) => time >= start && time < start + 1000).length),
	);

describe('pacing', () => {
	it('lets 50 a second through, and never more than 60 in any second', async () => {
		const clock = new VirtualClock();
		const times = await turns(new Pacer(50, clock), clock, 500);
		expect(times).toHaveLength(500);
		expect(times.at(-1)).toBeCloseTo(495 * 20, 0);
		expect(mostInASecond(times)).toBeLessThanOrEqual(55);
	});

	it('keeps any rate: a tenth more in the first second at most', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 60 }), async (rate) => {
				const clock = new VirtualClock();
				const times = await turns(new Pacer(rate, clock), clock, rate * 3);
				expect(mostInASecond(times)).toBeLessThanOrEqual(Math.ceil(rate * 1.1));
				expect(times.at(-1)).toBeLessThanOrEqual(3000);
			}),
			{ numRuns: 20 },
		);
	});

	it('saves up no more than the burst while nothing happens', async () => {
		const clock = new VirtualClock();
		const pacer = new Pacer(50, clock);
		await turns(pacer, clock, 1);
		await clock.run(clock.sleep(60_000));
		const times = await turns(pacer, clock, 100);
		expect(times.filter((time) => time === times[0])).toHaveLength(5);
	});

	it('holds everyone back after a 429, also those who had their turn coming', async () => {
		const clock = new VirtualClock();
		const pacer = new Pacer(10, clock);
		const waiting = turns(pacer, clock, 20);
		pacer.hold(5000);
		const times = await waiting;
		expect(times.filter((time) => time > 0 && time < 5000)).toEqual([]);
		expect(mostInASecond(times.slice(1))).toBeLessThanOrEqual(11);
	});

	it('keeps the longer of two holds', async () => {
		const clock = new VirtualClock();
		const pacer = new Pacer(10, clock);
		pacer.hold(5000);
		pacer.hold(1000);
		expect(await turns(pacer, clock, 1)).toEqual([5000]);
	});

	it('is shared by all credentials of an account, a hold included, whatever their rates', async () => {
		const clock = new VirtualClock();
		pacerFor('https://host/v2/accounts/1', 50, clock).hold(5000);
		const other = pacerFor('https://host/v2/accounts/1', 10, clock);
		const times = await turns(other, clock, 11);
		expect(times[0]).toBe(5000);
		expect(times[10]).toBe(6000);
	});

	it('stops waiting when the execution is cancelled', async () => {
		const clock = new VirtualClock();
		const pacer = new Pacer(1, clock);
		const abort = new AbortController();
		await pacer.turn();
		const waiting = pacer.turn(abort.signal);
		abort.abort();
		await expect(clock.run(waiting)).rejects.toThrow('canceled');
		expect(clock.now()).toBeLessThanOrEqual(1000);
	});
});
