import type { Clock } from './clock';
import { pause } from './clock';

/** Appcues counts requests per second. */
const WINDOW_MS = 1000;

/**
 * Limits requests to a steady rate, with a small burst. A 429 blocks everyone who waits, and lowers the rate to what
 * succeeded before: others use the account too.
 *
 * Each caller reserves a time and sleeps until then. {@link backOff} makes all sleeping callers reserve again.
 */
export class RateLimiter {
	/** When the next request may go without a burst, in the clock's milliseconds. */
	private nextFree = -Infinity;

	private blockedUntil = -Infinity;

	private backOffs = 0;

	private cubic?: CubicState;

	/** When the responses of the last second arrived, except 429s. */
	private recentSuccesses: number[] = [];

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
		let backOffs: number;
		do {
			backOffs = this.backOffs;
			const now = this.clock.now();
			const rate = this.rateAt(now);
			const mine = Math.max(this.nextFree, now - burstMs(rate));
			this.nextFree = mine + 1000 / rate;
			if (mine > now) await pause(this.clock, mine - now, signal);
		} while (backOffs !== this.backOffs);
		return this.clock.now();
	}

	/** Records that a request wasn't refused with a 429. */
	recordSuccess(): void {
		this.recentSuccesses.push(this.clock.now());
	}

	/**
	 * Blocks all requests after a 429, for at least one second. Callers that already wait reserve again.
	 *
	 * @param sentAt when the refused request was sent, as {@link acquire} returned it
	 */
	backOff(milliseconds: number, sentAt: number): void {
		const now = this.clock.now();
		// Requests that were in flight at the first 429 are refused for the same reason. They don't lower the rate again.
		const known = this.cubic && sentAt < this.cubic.since ? this.cubic : undefined;
		const cubic = known ?? cubicAfter(this.cubic, this.measuredRate(now), now);
		this.blockedUntil = Math.max(this.blockedUntil, now + Math.max(milliseconds, WINDOW_MS));
		this.cubic = { ...cubic, since: this.blockedUntil };
		// Earlier reservations are void: all sleeping callers reserve again.
		this.nextFree = this.blockedUntil;
		this.backOffs += 1;
	}

	/**
	 * Returns how many requests per second succeeded: at least half of the rate if there were few, and at least a tenth
	 * of the maximum rate.
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

/** Allows the requests of a tenth of a second without a delay. With a rate of 50, that's 54 in the first second, below Appcues' 60. */
function burstMs(rate: number): number {
	return (Math.max(0, Math.floor(rate / 10) - 1) * 1000) / rate;
}

const rateLimiters = new Map<string, RateLimiter>();

/**
 * Returns the rate limiter that all executions of this process share for one account. A changed rate takes effect
 * immediately; reservations and blocks stay.
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

/** The rate after a 429. It recovers like TCP CUBIC, because others use the same account. */
interface CubicState {
	/** The requests per second that were too many, or nearly so. */
	ceiling: number;
	/** 1 is the usual growth. It's less after repeated 429s at the same ceiling. */
	growthFactor: number;
	/** When requests continue, in the clock's milliseconds. */
	since: number;
}

/** How far below the ceiling the rate starts. */
const DROP = 0.05;

/** Share of the maximum rate per second cubed: from half of the rate, the recovery takes a minute. */
const GROWTH = 5e-6;

const MIN_GROWTH_FACTOR = 1 / 8;

/**
 * Returns the state after a 429.
 *
 * @param before the state after the 429 before, if the rate hasn't recovered
 * @param successRate requests per second before this 429
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
 * Returns the rate some time after a 429, as TCP CUBIC does (RFC 9438, 4.2): it soon gets close to the ceiling, stays
 * there for a while, then grows faster and faster in case the account is free again.
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
