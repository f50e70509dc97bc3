import type { Clock } from './clock';
import { Cancelled, pause } from './clock';
import type { LoweredRate } from './loweredRate';
import { lowerRate, loweredRateAt } from './loweredRate';

/** Appcues counts requests per second. */
const WINDOW_MS = 1000;

/** How much idle time requests can make up for immediately: 25 of them at a rate of 50. */
const BURST_MS = 500;

/** The same after a 429, when others use the account: enough for timers that are late. */
const LOWERED_BURST_MS = 100;

/** How often to check whether an execution that waits has been canceled. */
const RECHECK_MS = 200;

/** A caller of {@link RateLimiter.acquire}. */
interface Caller {
	signal?: AbortSignal;
	start(now: number): void;
	cancel(reason: Cancelled): void;
}

/**
 * Limits requests to a steady rate, with a burst after idle time. No second, whenever it begins, has more starts than the
 * rate. At the default of 50, requests can arrive up to 200 ms late without exceeding Appcues' limit of 60: the first ones
 * of a process are slow. Callers start in the order in which they came.
 *
 * A 429 pauses all callers and lowers the rate: others use the account too.
 */
export class RateLimiter {
	private callers: Caller[] = [];

	private isServing = false;

	private readonly starts = new LastSecond();

	/** Responses other than 429s. */
	private readonly successes = new LastSecond();

	/** When the next request is due without a burst, in the clock's milliseconds. */
	private nextDue = -Infinity;

	private lowered?: LoweredRate;

	/** @param maxRate the maximum number of requests per second */
	constructor(
		private maxRate: number,
		private readonly clock: Clock,
	) {}

	/** Changes the maximum rate immediately. A lowered rate then recovers up to the new one. */
	changeRate(requestsPerSecond: number): void {
		this.maxRate = requestsPerSecond;
	}

	/**
	 * Waits until the caller may send.
	 *
	 * @returns the time, in the clock's milliseconds
	 * @throws {Cancelled} when `signal` is aborted first
	 */
	async acquire(signal?: AbortSignal): Promise<number> {
		return await new Promise((start, cancel) => {
			this.callers.push({ signal, start, cancel });
			if (!this.isServing) void this.serve();
		});
	}

	/** Records that a request wasn't refused with a 429. */
	recordSuccess(): void {
		this.successes.add(this.clock.now());
	}

	/**
	 * Pauses all requests after a 429, and lowers the rate.
	 *
	 * @param requestedMs how long Appcues asked to wait, in milliseconds: 0 if it didn't, which is usual
	 * @param sentAt when the refused request was sent, as {@link acquire} returned it
	 */
	backOff(requestedMs: number, sentAt: number): void {
		const now = this.clock.now();
		// Requests that were in flight at the first 429 are refused for the same reason. They don't lower the rate again.
		const known = this.lowered && sentAt < this.lowered.since ? this.lowered : undefined;
		const lowered =
			known ?? lowerRate(this.rateAt(now), this.successes.count(now), this.lowered, now);
		const since = Math.max(lowered.since, now + requestedMs);
		this.lowered = { ...lowered, since };
		this.nextDue = Math.max(this.nextDue, since);
	}

	/** Starts one caller after the other, until none waits. */
	private async serve(): Promise<void> {
		this.isServing = true;
		for (let caller = this.callers[0]; caller; caller = this.callers[0]) {
			const now = this.clock.now();
			const due = this.dueAt(now);
			if (caller.signal?.aborted) {
				this.rejectCanceled();
			} else if (due > now) {
				await pause(this.clock, Math.min(due - now, RECHECK_MS));
				this.rejectCanceled();
			} else {
				this.callers.shift();
				this.nextDue = due + 1000 / this.rateAt(now);
				this.starts.add(now);
				caller.start(now);
			}
		}
		this.isServing = false;
	}

	private rejectCanceled(): void {
		for (const { signal, cancel } of this.callers) if (signal?.aborted) cancel(new Cancelled());
		this.callers = this.callers.filter(({ signal }) => !signal?.aborted);
	}

	/** When the next request is due, in the clock's milliseconds. A time in the past is still to be made up for. */
	private dueAt(now: number): number {
		const intervalMs = 1000 / this.rateAt(now);
		const burstMs = this.lowered ? LOWERED_BURST_MS : BURST_MS;
		const earlier = this.starts.last(Math.ceil(this.maxRate));
		return Math.max(this.nextDue, now - Math.max(0, burstMs - intervalMs), earlier + WINDOW_MS);
	}

	private rateAt(now: number): number {
		if (!this.lowered) return this.maxRate;
		const rate = loweredRateAt(this.lowered, this.maxRate, now);
		if (rate >= this.maxRate) this.lowered = undefined;
		return rate;
	}
}

/** Times in the order in which they are added. It forgets what is older than a second. */
class LastSecond {
	private times: number[] = [];

	private forgetAt = 0;

	add(now: number): void {
		this.times.push(now);
		// Not each time, because that would cost more than the rest.
		if (this.times.length < this.forgetAt) return;
		this.times = this.times.filter((time) => time > now - WINDOW_MS);
		this.forgetAt = 2 * this.times.length;
	}

	count(now: number): number {
		return this.times.filter((time) => time > now - WINDOW_MS).length;
	}

	/** Returns the nth time, counted from the last one; the distant past if there is none within the last second. */
	last(n: number): number {
		return this.times.at(-n) ?? -Infinity;
	}
}

const rateLimiters = new Map<string, RateLimiter>();

/**
 * Returns the rate limiter that all executions of this process share for one account. A changed rate takes effect
 * immediately; callers that wait keep their place.
 *
 * @param account its URL
 */
export function rateLimiterFor(
	account: string,
	requestsPerSecond: number,
	clock: Clock,
): RateLimiter {
	const known = rateLimiters.get(account);
	if (known) {
		known.changeRate(requestsPerSecond);
		return known;
	}
	const limiter = new RateLimiter(requestsPerSecond, clock);
	rateLimiters.set(account, limiter);
	return limiter;
}
