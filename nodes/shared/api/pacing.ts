import type { Clock } from './clock';
import { pause } from './clock';

/**
 * Lets requests through at a steady rate, with a small burst. A 429 holds back everyone who waits.
 *
 * Each caller reserves a moment and sleeps until it comes; {@link hold} makes all who sleep reserve anew.
 */
export class Pacer {
	/** When the next request may go if no burst is left, in the clock's milliseconds. */
	private nextFree = -Infinity;

	private heldUntil = -Infinity;

	private holds = 0;

	private gapMs = 0;

	private burstMs = 0;

	/**
	 * @param requestsPerSecond the rate that is kept
	 * @param clock the time
	 */
	constructor(
		requestsPerSecond: number,
		private readonly clock: Clock,
	) {
		this.setRate(requestsPerSecond);
	}

	setRate(requestsPerSecond: number): void {
		this.gapMs = 1000 / requestsPerSecond;
		// A tenth of a second's worth at once: with the default of 50 that is 54 in the first second, below Appcues' 60.
		this.burstMs = Math.max(0, Math.floor(requestsPerSecond / 10) - 1) * this.gapMs;
	}

	/**
	 * Returns when the caller may send.
	 *
	 * @throws Cancelled when `signal` is aborted first
	 */
	async turn(signal?: AbortSignal): Promise<void> {
		let holds: number;
		do {
			holds = this.holds;
			const now = this.clock.now();
			const mine = Math.max(this.nextFree, now - this.burstMs);
			this.nextFree = mine + this.gapMs;
			if (mine > now) await pause(this.clock, mine - now, signal);
		} while (holds !== this.holds);
	}

	/** Nobody sends for `milliseconds` from now; those who already wait queue again behind that. */
	hold(milliseconds: number): void {
		this.heldUntil = Math.max(this.heldUntil, this.clock.now() + milliseconds);
		// What was reserved before counts no more: everyone who sleeps reserves anew.
		this.nextFree = this.heldUntil;
		this.holds += 1;
	}
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
		known.setRate(requestsPerSecond);
		return known;
	}
	const pacer = new Pacer(requestsPerSecond, clock);
	pacers.set(account, pacer);
	return pacer;
}
