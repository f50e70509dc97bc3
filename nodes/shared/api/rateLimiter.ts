import type { Clock } from './clock';
import { pause } from './clock';

/** What Appcues counts requests by: a second. */
const WINDOW_MS = 1000;

/**
 * Lets requests through at a steady rate, with a small burst. A 429 holds back everyone who waits, and lowers the rate
 * to what got through before it: others use the account as well, and would be refused in our place.
 *
 * Each caller reserves a moment and sleeps until it comes; {@link backOff} makes all who sleep reserve anew.
 */
export class RateLimiter {
	/** When the next request may go if no burst is left, in the clock's milliseconds. */
	private nextFree = -Infinity;

	private blockedUntil = -Infinity;

	private backOffs = 0;

	private cubic?: CubicState;

	/** When the answers of the last second came, but for refusals. */
	private recentSuccesses: number[] = [];

	/**
	 * @param maxRate how many requests a second go at most
	 * @param clock the time
	 */
	constructor(
		private maxRate: number,
		private readonly clock: Clock,
	) {}

	/** Takes effect at once; a slowdown goes on towards the new rate. */
	changeRate(requestsPerSecond: number): void {
		this.maxRate = requestsPerSecond;
	}

	/**
	 * Returns when the caller may send.
	 *
	 * @returns the moment, in the clock's milliseconds
	 * @throws Cancelled when `signal` is aborted first
	 */
	async acquire(signal?: AbortSignal): Promise<number> {
		let holds: number;
		do {
			holds = this.backOffs;
			const now = this.clock.now();
			const rate = this.rateAt(now);
			const mine = Math.max(this.nextFree, now - burstMs(rate));
			this.nextFree = mine + 1000 / rate;
			if (mine > now) await pause(this.clock, mine - now, signal);
		} while (holds !== this.backOffs);
		return this.clock.now();
	}

	/** A request got through: it was not refused for the rate. */
	recordSuccess(): void {
		this.recentSuccesses.push(this.clock.now());
	}

	/**
	 * A 429: nobody sends for `milliseconds` from now, a second at least; those who already wait queue again behind that.
	 *
	 * @param sentAt when the request that was refused had its turn
	 */
	backOff(milliseconds: number, sentAt: number): void {
		const now = this.clock.now();
		// What was under way when the first 429 came is refused for the same reason: it lowers the rate no further.
		const known = this.cubic && sentAt < this.cubic.since ? this.cubic : undefined;
		const cubic = known ?? cubicAfter(this.cubic, this.measuredRate(now), now);
		this.blockedUntil = Math.max(this.blockedUntil, now + Math.max(milliseconds, WINDOW_MS));
		this.cubic = { ...cubic, since: this.blockedUntil };
		// What was reserved before counts no more: everyone who sleeps reserves anew.
		this.nextFree = this.blockedUntil;
		this.backOffs += 1;
	}

	/**
	 * Requests a second that got through until now; half of the rate at least, should there have been hardly any, and a
	 * tenth of the set rate whatever comes.
	 */
	private measuredRate(now: number): number {
		this.dropOldSuccesses(now);
		const rate = this.rateAt(now);
		return Math.min(rate, Math.max(rate / 2, this.maxRate / 10, this.recentSuccesses.length));
	}

	private dropOldSuccesses(now: number): void {
		this.recentSuccesses = this.recentSuccesses.filter((at) => at > now - WINDOW_MS);
	}

	private rateAt(now: number): number {
		if (this.recentSuccesses.length > this.maxRate) this.dropOldSuccesses(now);
		if (!this.cubic) return this.maxRate;
		const rate = cubicRate(this.cubic, this.maxRate, now);
		if (rate >= this.maxRate) this.cubic = undefined;
		return Math.min(Math.max(rate, this.maxRate / 10), this.maxRate);
	}
}

/** A tenth of a second's worth at once: with the default of 50 that is 54 in the first second, below Appcues' 60. */
function burstMs(rate: number): number {
	return (Math.max(0, Math.floor(rate / 10) - 1) * 1000) / rate;
}

const rateLimiters = new Map<string, RateLimiter>();

/**
 * The rate limiter that all executions of this process share for one account. A changed rate takes effect at once; what was
 * reserved or held back stays so.
 *
 * @param account names it: its address
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

/** How fast to go on after a 429, when others use the same account. Pure: no time passes here. */

/** After a 429. */
interface CubicState {
	/** Requests a second that were too many, or nearly so. */
	ceiling: number;
	/** Of the usual growth; less when the same ceiling was met again and again. */
	growthFactor: number;
	/** When requests go again, in the clock's milliseconds. */
	since: number;
}

/** How far below the ceiling it goes on. */
const DROP = 0.05;

/** Of the set rate, a second cubed: from half of it back to the whole takes a minute. */
const GROWTH = 5e-6;

const MIN_GROWTH_FACTOR = 1 / 8;

/**
 * What a 429 means for the rate.
 *
 * @param before the last slowdown, if its effect lasts
 * @param successRate requests a second before this 429
 * @param now in the clock's milliseconds
 */
function cubicAfter(before: CubicState | undefined, successRate: number, now: number): CubicState {
	if (!before) return { ceiling: successRate, growthFactor: 1, since: now };
	const same = Math.abs(successRate - before.ceiling) < before.ceiling / 10;
	return {
		ceiling: successRate,
		growthFactor: same ? Math.max(MIN_GROWTH_FACTOR, before.growthFactor / 2) : 1,
		since: now,
	};
}

/**
 * The rate some time after a 429, as TCP CUBIC has it (RFC 9438, 4.2): soon back near what was too much, there for a
 * while, then faster and faster beyond, in case the account is free again.
 */
function cubicRate(
	{ ceiling, growthFactor, since }: CubicState,
	setRate: number,
	now: number,
): number {
	const growth = setRate * GROWTH * growthFactor;
	const seconds = Math.max(0, now - since) / 1000;
	const plateau = Math.cbrt((ceiling * DROP) / growth);
	return ceiling + growth * (seconds - plateau) ** 3;
}
