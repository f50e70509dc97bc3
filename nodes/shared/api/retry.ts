/** Decides whether a request is sent again, by what a repeat would mean. Pure: no time passes here. */

/** What came of sending a request once. */
export type Outcome =
	| { kind: 'response'; status: number; headers: Record<string, unknown>; body: string }
	/** `lasting`: it would come back every time, such as a wrong certificate. */
	| {
			kind: 'network';
			/** Empty when it was no matter of the network; then `reason` says what it was. */
			code: string;
			reason: string;
			delivered: 'no' | 'unknown';
			permanent: boolean;
	  };

interface RetryRules {
	/** A repeat does no harm: reads, merges, set-like changes, publish, delete. */
	idempotent: boolean;
	/** How often the request may be sent in all. */
	maxAttempts: number;
}

export type RetryDecision =
	| { retry: false }
	| { retry: true; delayMs: number }
	/** Appcues asks for a longer pause than a node should sit through. */
	| { retry: false; retryAfterMs: number };

export const MAX_ATTEMPTS = 5;

/** The longest `Retry-After` that is waited out: 2 minutes. */
export const MAX_RETRY_AFTER_MS = 120_000;

const BASE_MS = 500;
const CEILING_MS = 30_000;

/** Statuses that a repeat may mend, if a repeat does no harm. */
const TRANSIENT_STATUSES = new Set([500, 502, 503, 504]);

/**
 * @param attempt which sending this was, from 1
 * @param retryAfter what the answer's `Retry-After` asks for, in milliseconds
 * @param random a number from 0 to 1, for the jitter
 */
export function decideRetry(
	outcome: Outcome,
	attempt: number,
	rules: RetryRules,
	retryAfter: number | undefined,
	random: number,
): RetryDecision {
	if (!isRetryable(outcome, rules.idempotent)) return { retry: false };
	if (retryAfter !== undefined && retryAfter > MAX_RETRY_AFTER_MS) {
		return { retry: false, retryAfterMs: retryAfter };
	}
	if (attempt >= rules.maxAttempts) return { retry: false };
	return { retry: true, delayMs: (retryAfter ?? 0) + backoffMs(attempt, random) };
}

function isRetryable(outcome: Outcome, idempotent: boolean): boolean {
	if (outcome.kind === 'network') {
		return !outcome.permanent && (idempotent || outcome.delivered === 'no');
	}
	// A 429 was refused before any work was done, so it may be repeated whatever the request means.
	return outcome.status === 429 || (idempotent && TRANSIENT_STATUSES.has(outcome.status));
}

/**
 * Full jitter: anything up to the ceiling of this attempt, which doubles from half a second to 30 seconds.
 * Many clients that failed together do not come back together.
 */
export function backoffMs(attempt: number, random: number): number {
	return random * Math.min(CEILING_MS, BASE_MS * 2 ** (attempt - 1));
}

/** More than a year is no time to come back at. */
const LONGEST_MS = 365 * 24 * 3_600_000;

/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3): whole seconds, or an HTTP date.
 *
 * @param now the time that a date is measured from, in milliseconds since 1970
 * @returns milliseconds from `now`, never negative; undefined when there is no header or it makes no sense
 */
export function retryAfterMs(header: unknown, now: number): number | undefined {
	if (typeof header !== 'string') return undefined;
	const value = header.trim();
	if (/^\d+(\.\d+)?$/.test(value)) return Math.min(Number(value) * 1000, LONGEST_MS);
	// Every form of an HTTP date starts with a weekday; Date.parse alone would also take "3 pm".
	if (!/^[A-Z][a-z]{2,8},? /.test(value)) return undefined;
	const date = Date.parse(value);
	return Number.isNaN(date) ? undefined : Math.min(Math.max(0, date - now), LONGEST_MS);
}
