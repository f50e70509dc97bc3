import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { elementAt, first } from '../../../dev/elements.cjs';
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
	it('allows 50 a second, and never more than 60 in any second', async () => {
		const clock = new VirtualClock();
		const times = await turns(new RateLimiter(50, clock), clock, 500);
		expect(times).toHaveLength(500);
		expect(times.at(-1)).toBeCloseTo(495 * 20, 0);
		expect(mostInASecond(times)).toBeLessThanOrEqual(55);
	});

	it('keeps any rate, with at most a tenth more in the first second', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 60 }), async (rate) => {
				const clock = new VirtualClock();
				const times = await turns(new RateLimiter(rate, clock), clock, rate * 3);
				expect(mostInASecond(times)).toBeLessThanOrEqual(Math.ceil(rate * 1.1));
				expect(times.at(-1)).toBeLessThanOrEqual(3000);
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
		expect(times.filter((time) => time === times[0])).toHaveLength(5);
	});

	it('pauses all callers after a 429, including those already waiting', async () => {
		const clock = new VirtualClock();
		const limiter = new RateLimiter(10, clock);
		const waiting = turns(limiter, clock, 20);
		limiter.backOff(5000, 0);
		const times = await waiting;
		expect(times.filter((time) => time > 0 && time < 5000)).toEqual([]);
		expect(mostInASecond(times.slice(1))).toBeLessThanOrEqual(11);
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

	it('stops waiting when the execution is cancelled', async () => {
		const clock = new VirtualClock();
		const limiter = new RateLimiter(1, clock);
		const abort = new AbortController();
		await limiter.acquire();
		const waiting = limiter.acquire(abort.signal);
		abort.abort();
		await expect(clock.run(waiting)).rejects.toThrow('canceled');
		expect(clock.now()).toBeLessThanOrEqual(1000);
	});
});

/** A server that accepts 60 requests in any second, and another client of the account that sends evenly. */
class SharedAccount {
	private readonly taken: number[] = [];

	private others = 0;

	constructor(private readonly othersRate: number) {}

	admits(now: number): boolean {
		while (this.othersRate > 0 && (this.others * 1000) / this.othersRate <= now) {
			this.take((this.others * 1000) / this.othersRate);
			this.others += 1;
		}
		return this.take(now);
	}

	private take(now: number): boolean {
		const admitted = this.taken.filter((at) => at > now - 1000).length < 60;
		if (admitted) this.taken.push(now);
		return admitted;
	}
}

/** Sends `count` requests of 100 ms, ten at a time, and retries each refused one. */
async function send(count: number, account: SharedAccount) {
	const clock = new VirtualClock();
	const limiter = new RateLimiter(50, clock);
	let left = count;
	let mostTries = 0;
	let refusals = 0;
	const deliver = async () => {
		for (let tries = 1; ; tries += 1) {
			mostTries = Math.max(mostTries, tries);
			const sentAt = await limiter.acquire();
			await clock.sleep(50);
			const admitted = account.admits(clock.now());
			await clock.sleep(50);
			if (admitted) {
				limiter.recordSuccess();
				return;
			}
			refusals += 1;
			limiter.backOff(1250, sentAt);
		}
	};
	const worker = async () => {
		while (left > 0) {
			left -= 1;
			await deliver();
		}
	};
	await clock.run(Promise.all(Array.from({ length: 10 }, worker)));
	return { perSecond: count / (clock.now() / 1000), mostTries, refusals };
}

describe('rate limiting beside another client of the account', () => {
	it.each([
		[0, 50, 100],
		[10, 50, 90],
		[20, 40, 80],
		[30, 30, 90],
		[45, 15, 90],
	])('sending %i/s: of the remaining %i/s it gets %i %%', async (others, left, share) => {
		const { perSecond, mostTries, refusals } = await send(2000, new SharedAccount(others));
		expect(perSecond).toBeGreaterThanOrEqual((left * share) / 100 - 0.1);
		// Far from the five attempts of a request.
		expect(mostTries).toBeLessThanOrEqual(3);
		expect(refusals).toBeLessThan(100);
	});

	it('returns to its own rate within a minute and a half when it is alone again', async () => {
		const clock = new VirtualClock();
		const limiter = new RateLimiter(50, clock);
		await turns(limiter, clock, 20);
		limiter.backOff(1000, 0);
		await clock.run(clock.sleep(90_000));
		const times = await turns(limiter, clock, 200);
		expect(elementAt(times, 199) - first(times)).toBeLessThanOrEqual(4000);
	});

	it('is lowered once for many simultaneous refusals, whatever they ask for', async () => {
		const clock = new VirtualClock();
		const limiter = new RateLimiter(50, clock);
		await turns(limiter, clock, 50);
		for (let refusal = 0; refusal < 50; refusal += 1) limiter.backOff(0, clock.now());
		const times = await turns(limiter, clock, 50);
		expect(times[0]).toBeGreaterThanOrEqual(1000);
		expect(elementAt(times, 49) - first(times)).toBeLessThanOrEqual(10_000);
	});

	it('stays at a tenth of its rate or above, however long it is refused', async () => {
		const clock = new VirtualClock();
		const limiter = new RateLimiter(50, clock);
		for (let second = 0; second < 60; second += 1) {
			const sentAt = await clock.run(limiter.acquire());
			limiter.backOff(0, sentAt);
		}
		const times = await turns(limiter, clock, 51);
		expect(elementAt(times, 50) - first(times)).toBeLessThanOrEqual(10_000);
	});
});
