import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { elementAt, first } from '../../../dev/elements.cjs';
import { lowerRate } from '../../../nodes/shared/api/loweredRate';
import { RateLimiter, rateLimiterFor } from '../../../nodes/shared/api/rateLimiter';
import { VirtualClock } from '../../support/virtualClock.cjs';

/** When each of `count` callers, all there from the start, gets its turn. */
async function turns(limiter: RateLimiter, clock: VirtualClock, count: number): Promise<number[]> {
	const times: number[] = [];
	const caller = async () => {
		await limiter.acquire();
		times.push(clock.now());
	};
	await clock.run(Promise.all(Array.from({ length: count }, caller)));
	return times;
}

const mostInASecond = (times: number[]) =>
	Math.max(
		...times.map((start) => times.filter((time) => time >= start && time < start + 1000).length),
	);

describe('rate limiting', () => {
	it('allows 25 immediately, and never more than 50 in any second', async () => {
		const clock = new VirtualClock();
		const times = await turns(new RateLimiter(50, clock), clock, 500);
		expect(times.filter((time) => time === 0)).toHaveLength(25);
		expect(mostInASecond(times)).toBe(50);
		expect(times.at(-1)).toBeCloseTo(499 * 20, 0);
	});

	it('keeps any rate', async () => {
		await fc.assert(
			fc.asyncProperty(fc.double({ min: 0.5, max: 200, noNaN: true }), async (rate) => {
				const clock = new VirtualClock();
				const times = await turns(new RateLimiter(rate, clock), clock, Math.ceil(rate * 3));
				expect(mostInASecond(times)).toBeLessThanOrEqual(Math.ceil(rate));
				// Timers need whole milliseconds.
				expect(times.at(-1)).toBeLessThanOrEqual(3000 + 1000 / rate + 1);
			}),
			{ numRuns: 20 },
		);
	});

	it('saves up no more than the burst while idle', async () => {
		const clock = new VirtualClock();
		const limiter = new RateLimiter(50, clock);
		await turns(limiter, clock, 1);
		await clock.run(clock.sleep(60_000));
		const times = await turns(limiter, clock, 100);
		expect(times.filter((time) => time === times[0])).toHaveLength(25);
	});

	it('pauses all callers after a 429, including those already waiting', async () => {
		const clock = new VirtualClock();
		const limiter = new RateLimiter(10, clock);
		const waiting = turns(limiter, clock, 20);
		limiter.backOff(5000, 0);
		const times = await waiting;
		expect(times.filter((time) => time > 0 && time < 5000)).toEqual([]);
		expect(mostInASecond(times.slice(4))).toBeLessThanOrEqual(10);
	});

	it('keeps the longer of two pauses', async () => {
		const clock = new VirtualClock();
		const limiter = new RateLimiter(10, clock);
		limiter.backOff(5000, 0);
		limiter.backOff(1000, 0);
		expect(await turns(limiter, clock, 1)).toEqual([5000]);
	});

	it('is shared by all credentials of an account, including pauses, whatever their rates', async () => {
		const clock = new VirtualClock();
		rateLimiterFor('https://host/v2/accounts/1', 50, clock).backOff(5000, 0);
		const other = rateLimiterFor('https://host/v2/accounts/1', 10, clock);
		const times = await turns(other, clock, 11);
		expect(times[0]).toBe(5000);
		expect(times[10]).toBe(6000);
	});

	it('stops waiting when the execution is canceled, even behind others', async () => {
		const clock = new VirtualClock();
		const limiter = new RateLimiter(1, clock);
		limiter.backOff(60_000, 0);
		const abort = new AbortController();
		const before = limiter.acquire();
		const waiting = limiter.acquire(abort.signal);
		const after = limiter.acquire();
		abort.abort();
		await expect(clock.run(waiting)).rejects.toThrow('canceled');
		expect(clock.now()).toBeLessThanOrEqual(200);
		expect(await clock.run(before)).toBe(60_000);
		// The canceled call takes no turn: this is the next one, at the lowered rate.
		expect(await clock.run(after)).toBeLessThanOrEqual(62_000);
	});
});

describe('the rate after a 429', () => {
	/** How long 50 requests take, which all wait at the same time. */
	const durationMs = async (limiter: RateLimiter, clock: VirtualClock) => {
		const times = await turns(limiter, clock, 50);
		return elementAt(times, 49) - first(times);
	};

	it('is lower, and there is no burst', async () => {
		const clock = new VirtualClock();
		const limiter = new RateLimiter(50, clock);
		await turns(limiter, clock, 20);
		limiter.backOff(0, clock.now());
		await clock.run(clock.sleep(1000));
		expect(await durationMs(limiter, clock)).toBeGreaterThanOrEqual(1000);
	});

	it('recovers within a minute', async () => {
		const clock = new VirtualClock();
		const limiter = new RateLimiter(50, clock);
		await turns(limiter, clock, 20);
		limiter.backOff(0, clock.now());
		await clock.run(clock.sleep(60_000));
		const times = await turns(limiter, clock, 200);
		expect(times.filter((time) => time === times[0])).toHaveLength(25);
	});

	it('is lowered once by all requests that were in flight', async () => {
		const clock = new VirtualClock();
		const limiter = new RateLimiter(50, clock);
		await turns(limiter, clock, 50);
		for (let refusal = 0; refusal < 50; refusal += 1) limiter.backOff(0, clock.now());
		expect(await durationMs(limiter, clock)).toBeLessThanOrEqual(1700);
	});

	it('is at least a tenth, however often requests are refused', async () => {
		const clock = new VirtualClock();
		const limiter = new RateLimiter(50, clock);
		for (let second = 0; second < 60; second += 1) {
			const sentAt = await clock.run(limiter.acquire());
			limiter.backOff(0, sentAt);
		}
		expect(await durationMs(limiter, clock)).toBeLessThanOrEqual(10_000);
	});

	it('follows a pause, which is longer after each 429 that comes soon', () => {
		const pauses: number[] = [];
		let lowered = lowerRate(50, 50, undefined, 0);
		for (let refusal = 0; refusal < 7; refusal += 1) {
			pauses.push(lowered.pauseMs);
			lowered = lowerRate(50, 50, lowered, lowered.since + 1999);
		}
		expect(pauses).toEqual([50, 100, 200, 400, 800, 1000, 1000]);
		expect(lowerRate(50, 50, lowered, lowered.since + 2000).pauseMs).toBe(50);
	});
});
