import type { Clock } from './clock';
import { pause } from './clock';
import type { Outcome } from './retry';
import { retryAfterMs } from './retryAfter';

/** The longest wait for a new window. Analytics routes are counted by the second or by the minute. */
export const LONGEST_WINDOW_MS = 70_000;

/** A reset that is further away isn't a time in seconds since 1970. */
const NONSENSE_MS = 24 * 3_600_000;

/**
 * Holds back the analytics requests of an account while their rate limit is used up. Only analytics routes report in
 * headers what is left of it, and no other route waits for them.
 */
export class RateWindow {
	/** In the clock's milliseconds. */
	private closedUntil = -Infinity;

	constructor(private readonly clock: Clock) {}

	get isClosed(): boolean {
		return this.closedUntil > this.clock.now();
	}

	/** Closes it for some time. It never opens earlier than it was going to. */
	closeFor(milliseconds: number): void {
		this.closedUntil = Math.max(this.closedUntil, this.clock.now() + milliseconds);
	}

	/**
	 * Waits until the window is open.
	 *
	 * @throws {Cancelled} when `signal` is aborted first
	 */
	async opened(signal?: AbortSignal): Promise<void> {
		while (this.isClosed) await pause(this.clock, this.closedUntil - this.clock.now(), signal);
	}
}

/**
 * Reads from the headers of an analytics answer how long to wait for the next window: at `X-RateLimit-Remaining: 0`
 * until `X-RateLimit-Reset`, in seconds since 1970. The server's own `Date` is what the reset is measured from, so that
 * a clock that is wrong on either side doesn't matter.
 *
 * @param now the time here, in milliseconds since 1970, for a server that sends no `Date`
 * @returns milliseconds, {@link LONGEST_WINDOW_MS} at most; undefined when something is left, and for values that make
 * no sense or lie in the past
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

/** Whether a 429 asks for a delay that only the limit of the analytics routes can mean, not that of the account. */
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

/** `Date` is the form of RFC 9110, 5.6.7: other text isn't trusted. */
function serverTime(header: unknown, now: number): number {
	const isDate = typeof header === 'string' && /^[A-Z][a-z]{2}, .* GMT$/.test(header);
	const date = isDate ? Date.parse(header) : NaN;
	return Number.isNaN(date) ? now : date;
}

const windows = new Map<string, RateWindow>();

/**
 * Returns the window that all executions of this process share for one account.
 *
 * @param account names it: its URL
 */
export function rateWindowFor(account: string, clock: Clock): RateWindow {
	const known = windows.get(account);
	if (known) return known;
	const made = new RateWindow(clock);
	windows.set(account, made);
	return made;
}
