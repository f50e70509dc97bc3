import type { Clock } from './clock';
import { pause } from './clock';
import type { Outcome } from './retry';
import { retryAfterMs } from './retry';

/** The longest wait for a new window. Analytics routes are counted by the second or by the minute. */
export const LONGEST_WINDOW_MS = 70_000;

/** A reset that is further away isn't a time in seconds since 1970. */
const NONSENSE_MS = 24 * 3_600_000;

/** How often to check whether a response has made room, in milliseconds. */
const RECHECK_MS = 50;

/**
 * Lets as many analytics requests of an account through as Appcues reports to have left in the current window, and none
 * until the next one when nothing is left. Only analytics routes report that, and no other route waits for them.
 */
export class RateWindow {
	/** In the clock's milliseconds. */
	private closedUntil = -Infinity;

	/** How many more requests Appcues takes, by its last response; unknown before there is one. */
	private left?: number;

	private inFlight = 0;

	constructor(private readonly clock: Clock) {}

	get isClosed(): boolean {
		return this.closedUntil > this.clock.now();
	}

	/**
	 * Closes it for some time; it never opens earlier than it was going to. Then one request goes first, to learn how much
	 * the new window has.
	 */
	closeFor(milliseconds: number): void {
		this.closedUntil = Math.max(this.closedUntil, this.clock.now() + milliseconds);
		this.left = 1;
	}

	/**
	 * Waits until a request may go. Whoever entered has to call {@link leave}.
	 *
	 * @throws {Cancelled} when `signal` is aborted first
	 */
	async enter(signal?: AbortSignal): Promise<void> {
		for (;;) {
			const wait = this.closedUntil - this.clock.now();
			if (wait <= 0 && this.hasRoom()) break;
			await pause(this.clock, wait > 0 ? wait : RECHECK_MS, signal);
		}
		this.inFlight += 1;
	}

	/** The request was answered, or wasn't sent. */
	leave(): void {
		this.inFlight -= 1;
	}

	/** Reads the limits in a response's headers. @param now milliseconds since 1970 */
	note(headers: Record<string, unknown>, now: number): void {
		const reset = windowResetMs(headers, now);
		if (reset !== undefined) this.closeFor(reset);
		// A late response says nothing about the next window.
		else if (!this.isClosed) this.left = numberIn(headers['x-ratelimit-remaining']) || undefined;
	}

	/** Appcues may not have counted the requests in flight, so they count here. */
	private hasRoom(): boolean {
		return this.left === undefined || this.inFlight < Math.max(1, this.left);
	}
}

/**
 * Reads from the headers of an analytics response how long to wait for the next window: at `X-RateLimit-Remaining: 0`
 * until `X-RateLimit-Reset`, in seconds since 1970. The reset is compared with the server's own `Date`, so a wrong
 * clock on either side doesn't matter.
 *
 * @param now the time here, in milliseconds since 1970, for a server that sends no `Date`
 * @returns milliseconds, {@link LONGEST_WINDOW_MS} at most; undefined if requests are left, and for invalid or past
 * values
 */
export function windowResetMs(headers: Record<string, unknown>, now: number): number | undefined {
	const remaining = numberIn(headers['x-ratelimit-remaining']);
	const reset = numberIn(headers['x-ratelimit-reset']);
	if (remaining !== 0 || reset === undefined) return undefined;
	const wait = reset * 1000 - serverTime(headers.date, now);
	return wait > 0 && wait <= NONSENSE_MS ? Math.min(wait, LONGEST_WINDOW_MS) : undefined;
}

/** The limit of the whole account counts by the second, and its reset may be rounded up to the next. */
const SECOND_LIMIT_MS = 2000;

/** Returns whether a 429 asks for a delay that only the limit of the analytics routes can cause. */
export const isLongerThanASecond = (delayMs = 0): boolean => delayMs > SECOND_LIMIT_MS;

/**
 * Returns how long Appcues asks to wait before the next attempt, in milliseconds: `Retry-After`, or the reset of an
 * analytics window that is used up.
 */
export function requestedDelayMs(
	{ isAnalytics }: { isAnalytics?: boolean },
	outcome: Outcome,
	now: number,
): number | undefined {
	if (outcome.kind !== 'response') return undefined;
	const { status, headers } = outcome;
	const reset = isAnalytics && status === 429 ? windowResetMs(headers, now) : undefined;
	return retryAfterMs(headers['retry-after'], now) ?? reset;
}

function numberIn(header: unknown): number | undefined {
	const text = typeof header === 'string' ? header.trim() : '';
	return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** Only a `Date` in the format of RFC 9110, 5.6.7 is trusted. */
function serverTime(header: unknown, now: number): number {
	const isDate = typeof header === 'string' && /^[A-Z][a-z]{2}, .* GMT$/.test(header);
	const date = isDate ? Date.parse(header) : NaN;
	return Number.isNaN(date) ? now : date;
}

const windows = new Map<string, RateWindow>();

/**
 * Returns the window that all executions of this process share for one account.
 *
 * @param account its URL
 */
export function rateWindowFor(account: string, clock: Clock): RateWindow {
	const known = windows.get(account);
	if (known) return known;
	const made = new RateWindow(clock);
	windows.set(account, made);
	return made;
}
