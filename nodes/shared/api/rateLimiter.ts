import type { Clock } from './clock';
import { pause } from './clock';

/** What Appcues counts requests by: a second. */
const WINDOW_MS = 1000;

/**
 * Lets requests through at a steady rate, with a small burst. A 429 holds back everyone who waits, and lowers the rate
 * to what got through before it: others use the account as well, and would be refused in our place.
 *
 * Each caller reserves a moment and sleeps until it comes; {@link hold} makes all who sleep reserve anew.
 */
export class Pacer {
	/** When the next request may go if no burst is left, in the clock's milliseconds. */
	private nextFree = -Infinity;

	private heldUntil = -Infinity;

	private holds = 0;

	private slowdown?: Slowdown;

	/** When the answers of the last second came, but for refusals. */
	private recent: number[] = [];

	/**
	 * @param setRate how many requests a second go at most
	 * @param clock the time
	 */
	constructor(
		private setRate: number,
		private readonly clock: Clock,
	) {}

	/** Takes effect at once; a slowdown goes on towards the new rate. */
	changeRate(requestsPerSecond: number): void {
		this.setRate = requestsPerSecond;
	}

	/**
	 * Returns when the caller may send.
	 *
	 * @returns the moment, in the clock's milliseconds
	 * @throws Cancelled when `signal` is aborted first
	 */
	async turn(signal?: AbortSignal): Promise<number> {
		let holds: number;
		do {
			holds = this.holds;
			const now = this.clock.now();
			const rate = this.rateAt(now);
			const mine = Math.max(this.nextFree, now - burstMs(rate));
			this.nextFree = mine + 1000 / rate;
			if (mine > now) await pause(this.clock, mine - now, signal);
		} while (holds !== this.holds);
		return this.clock.now();
	}

	/** A request got through: it was not refused for the rate. */
	gotThrough(): void {
		this.recent.push(this.clock.now());
	}

	/**
	 * A 429: nobody sends for `milliseconds` from now, a second at least; those who already wait queue again behind that.
	 *
	 * @param sentAt when the request that was refused had its turn
	 */
	hold(milliseconds: number, sentAt: number): void {
		const now = this.clock.now();
		// What was under way when the first 429 came is refused for the same reason: it lowers the rate no further.
		const known = this.slowdown && sentAt < this.slowdown.since ? this.slowdown : undefined;
		const slowdown = known ?? slowerThan(this.slowdown, this.capacity(now), now);
		this.heldUntil = Math.max(this.heldUntil, now + Math.max(milliseconds, WINDOW_MS));
		this.slowdown = { ...slowdown, since: this.heldUntil };
		// What was reserved before counts no more: everyone who sleeps reserves anew.
		this.nextFree = this.heldUntil;
		this.holds += 1;
	}

	/**
	 * Requests a second that got through until now; half of the rate at least, should there have been hardly any, and a
	 * tenth of the set rate whatever comes.
	 */
	private capacity(now: number): number {
		this.forget(now);
		const rate = this.rateAt(now);
		return Math.min(rate, Math.max(rate / 2, this.setRate / 10, this.recent.length));
	}

	private forget(now: number): void {
		this.recent = this.recent.filter((at) => at > now - WINDOW_MS);
	}

	private rateAt(now: number): number {
		if (this.recent.length > this.setRate) this.forget(now);
		if (!this.slowdown) return this.setRate;
		const rate = recovered(this.slowdown, this.setRate, now);
		if (rate >= this.setRate) this.slowdown = undefined;
		return Math.min(Math.max(rate, this.setRate / 10), this.setRate);
	}
}

/** A tenth of a second's worth at once: with the default of 50 that is 54 in the first second, below Appcues' 60. */
function burstMs(rate: number): number {
	return (Math.max(0, Math.floor(rate / 10) - 1) * 1000) / rate;
}

const pacers = new Map<string, Pacer>();

/**
 * The pacer that all executions of this process share for one account. A changed rate takes effect at once; what was
 * reserved or held back stays so.
 *
 * @param account names it: its address
 */
export function pacerFor(account: string, requestsPerSecond: number, clock: Clock): Pacer {
	const known = pacers.get(account);
	if (known) {
		known.changeRate(requestsPerSecond);
		return known;
	}
	const pacer = new Pacer(requestsPerSecond, clock);
	pacers.set(account, pacer);
	return pacer;
}

/** How fast to go on after a 429, when others use the same account. Pure: no time passes here. */

/** After a 429. */
interface Slowdown {
	/** Requests a second that were too many, or nearly so. */
	ceiling: number;
	/** Of the usual growth; less when the same ceiling was met again and again. */
	pace: number;
	/** When requests go again, in the clock's milliseconds. */
	since: number;
}

/** How far below the ceiling it goes on. */
const DROP = 0.05;

/** Of the set rate, a second cubed: from half of it back to the whole takes a minute. */
const GROWTH = 5e-6;

const SLOWEST_PACE = 1 / 8;

/**
 * What a 429 means for the rate.
 *
 * @param before the last slowdown, if its effect lasts
 * @param gotThrough requests a second before this 429
 * @param now in the clock's milliseconds
 */
function slowerThan(before: Slowdown | undefined, gotThrough: number, now: number): Slowdown {
	if (!before) return { ceiling: gotThrough, pace: 1, since: now };
	const same = Math.abs(gotThrough - before.ceiling) < before.ceiling / 10;
	return {
		ceiling: gotThrough,
		pace: same ? Math.max(SLOWEST_PACE, before.pace / 2) : 1,
		since: now,
	};
}

/**
 * The rate some time after a 429, as TCP CUBIC has it (RFC 9438, 4.2): soon back near what was too much, there for a
 * while, then faster and faster beyond, in case the account is free again.
 */
function recovered({ ceiling, pace, since }: Slowdown, setRate: number, now: number): number {
	const growth = setRate * GROWTH * pace;
	const seconds = Math.max(0, now - since) / 1000;
	const plateau = Math.cbrt((ceiling * DROP) / growth);
	return ceiling + growth * (seconds - plateau) ** 3;
}
