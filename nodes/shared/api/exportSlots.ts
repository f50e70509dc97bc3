import type { Exchange, ErrorContext } from './appcuesError';
import { AppcuesError, withNote } from './appcuesError';
import { requestError } from './errorMessages';
import { windowResetMs } from './rateWindow';
import type { Outcome } from './retry';

/** Statuses whose meaning is clear. */
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
 * Returns the error for an export that Appcues refused while all slots were in use. The status of this case isn't
 * documented, so the error mentions the slots for each status that has several possible reasons.
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
	// Advice about requests per second would be misleading here.
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
