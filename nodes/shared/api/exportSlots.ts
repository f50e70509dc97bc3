import type { Exchange, ErrorContext } from './appcuesError';
import { AppcuesError, withNote } from './appcuesError';
import { requestError } from './errorMessages';
import { windowResetMs } from './rateWindow';
import type { Outcome } from './retry';

/** Statuses that say what is wrong by themselves. */
const SELF_EXPLANATORY = new Set([401, 404, 413]);

/**
 * Returns how many slots for analytics exports the account has, when an export was refused while all were in use and the
 * rate limit wasn't used up. Only the routes of analytics exports send these headers.
 */
export function busyExportSlots(
	{ method, isAnalytics }: { method: string; isAnalytics?: boolean },
	outcome: Outcome,
	now: number,
): number | undefined {
	if (!isAnalytics || method !== 'POST' || outcome.kind !== 'response') return undefined;
	const { headers } = outcome;
	if (windowResetMs(headers, now) !== undefined) return undefined;
	const limit = count(headers['x-concurrency-limit']);
	const used = count(headers['x-concurrency-used']);
	return limit !== undefined && used !== undefined && used >= limit ? limit : undefined;
}

function count(header: unknown): number | undefined {
	const text = typeof header === 'string' ? header.trim() : '';
	return /^\d+$/.test(text) ? Number(text) : undefined;
}

/**
 * Explains why Appcues refused an export while all slots were in use. Which status a full queue answers isn't known, so
 * every one that leaves the reason open names the slots.
 */
export function busySlotsError(
	outcome: Outcome,
	slots: number,
	exchange: Exchange,
	context: ErrorContext,
): AppcuesError {
	if (outcome.kind === 'network') return requestError(outcome, exchange, context);
	const { status } = outcome;
	if (SELF_EXPLANATORY.has(status)) return requestError(outcome, exchange, context);
	if (status !== 429) return withNote(requestError(outcome, exchange, context), slotsNote(slots));
	// A 429 is a refusal like any other here: advice about requests per second would mislead.
	const { description, info } = requestError({ ...outcome, status: 400 }, exchange, context);
	return new AppcuesError(
		'All analytics export slots of the Appcues account are in use',
		`${description}\n${slotsNote(slots)}`,
		info,
	);
}

/** Returns the line about the slots, for messages. */
export function slotsNote(slots: number): string {
	const has = slots === 1 ? '1 slot' : `${slots} slots`;
	return `The account has ${has} for analytics exports, and none is free. Wait until a running export has finished, then run this again.`;
}
