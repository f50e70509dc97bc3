/** What happened when a request was sent once and didn't succeed. */
export type Outcome =
	| { kind: 'response'; status: number; headers: Record<string, unknown>; body: string }
	| {
			kind: 'network';
			/** Empty when the network isn't the cause; `reason` then says what it is. */
			code: string;
			reason: string;
			delivered: 'no' | 'unknown';
			/** Every attempt would end the same way, such as with a wrong certificate. */
			permanent: boolean;
	  };

/** A response with its status and headers. Any other is an {@link Outcome}. */
interface Success {
	kind: 'success';
}

interface RetryRules {
	/** Sending it twice has the same effect as sending it once: reads, merges, set-like changes, publish, delete. */
	idempotent: boolean;
	/** How often the request may be sent in total. */
	maxAttempts: number;
}

export type RetryDecision =
	| { retry: false }
	| { retry: true; delayMs: number }
	/** Appcues asks for a longer pause than a node should wait. */
	| { retry: false; retryAfterMs: number };

/** A request that failed once, and what happens next. */
interface Failure {
	outcome: Outcome;
	decision: RetryDecision;
	/** How long the server asked to wait. */
	requestedMs?: number;
}

/** How to send one request. */
interface Sending<Sent extends Success> {
	/** Sends it once. */
	send(): Promise<Sent | Outcome>;
	/** Returns how long the server asks to wait, in milliseconds. */
	requestedMs(outcome: Outcome): number | undefined;
	/** Called after each failure. Waits if there is another attempt. */
	onFailure(failure: Failure): Promise<void>;
}

/** How a request ended after one or more attempts. */
export interface Attempted<Result> {
	result: Result;
	attempts: number;
	/** An attempt before the last one may have been processed. */
	mayHaveSucceeded: boolean;
}

export const MAX_ATTEMPTS = 5;

/** The longest `Retry-After` that the node waits for: 2 minutes. */
export const MAX_RETRY_AFTER_MS = 120_000;

const BASE_DELAY_MS = 500;
const MAX_DELAY_MS = 30_000;

/** Statuses that may be gone at the next attempt. */
const TRANSIENT_STATUSES = new Set([500, 502, 503, 504]);

/**
 * Sends a request until it succeeds or a retry is pointless or unsafe. All retries of requests happen here.
 *
 * @throws whatever `send` and `onFailure` throw
 */
export async function sendWithRetry<Sent extends Success>(
	rules: RetryRules,
	{ send, requestedMs, onFailure }: Sending<Sent>,
): Promise<Attempted<Sent | Failure>> {
	let mayHaveSucceeded = false;
	for (let attempts = 1; ; attempts += 1) {
		const outcome = await send();
		if (outcome.kind === 'success') return { result: outcome, attempts, mayHaveSucceeded };
		const requested = requestedMs(outcome);
		const decision = decideRetry(outcome, attempts, rules, requested, Math.random());
		const failure: Failure = { outcome, decision, requestedMs: requested };
		await onFailure(failure);
		if (!decision.retry) return { result: failure, attempts, mayHaveSucceeded };
		mayHaveSucceeded ||= mayHaveBeenProcessed(outcome);
	}
}

/** Appcues refuses a 429 before it does any work. It may have processed anything else that is retried. */
function mayHaveBeenProcessed(outcome: Outcome): boolean {
	return outcome.kind === 'network' ? outcome.delivered === 'unknown' : outcome.status !== 429;
}

/**
 * Decides whether to send a request again.
 *
 * @param attempt the number of the attempt that failed, from 1
 * @param requestedMs how long the server asked to wait, in milliseconds
 * @param random a number from 0 to 1, for the jitter
 */
export function decideRetry(
	outcome: Outcome,
	attempt: number,
	rules: RetryRules,
	requestedMs: number | undefined,
	random: number,
): RetryDecision {
	if (!isRetryable(outcome, rules.idempotent)) return { retry: false };
	if (requestedMs !== undefined && requestedMs > MAX_RETRY_AFTER_MS) {
		return { retry: false, retryAfterMs: requestedMs };
	}
	if (attempt >= rules.maxAttempts) return { retry: false };
	return { retry: true, delayMs: delayMs(outcome, attempt, requestedMs, random) };
}

function isRetryable(outcome: Outcome, idempotent: boolean): boolean {
	if (outcome.kind === 'network') {
		return !outcome.permanent && (idempotent || outcome.delivered === 'no');
	}
	// Appcues refuses a 429 before it does any work, so every request can be retried.
	return outcome.status === 429 || (idempotent && TRANSIENT_STATUSES.has(outcome.status));
}

/**
 * A 429 usually doesn't say when to retry, and an earlier attempt counts against the limit. Then the delay is at least
 * half a second, and twice as long as after a failure.
 */
function delayMs(
	outcome: Outcome,
	attempt: number,
	requestedMs: number | undefined,
	random: number,
): number {
	if (requestedMs !== undefined) return requestedMs + backoffMs(attempt, random);
	const isRefused = outcome.kind === 'response' && outcome.status === 429;
	return isRefused ? backoffMs(attempt, 1 + random) : backoffMs(attempt, random);
}

/**
 * Returns a delay with full jitter: anything up to the limit of this attempt, which doubles from half a second to 30
 * seconds. Clients that failed together then don't retry together.
 */
export function backoffMs(attempt: number, random: number): number {
	return random * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** (attempt - 1));
}

/** One year. A longer delay makes no sense in a message. */
const LONGEST_MS = 365 * 24 * 3_600_000;

/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3): whole seconds, or an HTTP date.
 *
 * @param now the time that a date is measured from, in milliseconds since 1970
 * @returns milliseconds from `now`, never negative; undefined without a valid header
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
