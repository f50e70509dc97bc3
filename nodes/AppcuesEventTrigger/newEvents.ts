import type { IDataObject } from 'n8n-workflow';

import { QUERY_LIMITS } from '../shared/api/endpoints/analytics';
import { isObject } from '../shared/util/isObject';
import type { Source } from './readSeconds';
import { readSeconds } from './readSeconds';
import { SeenEvents } from './seenEvents';

/** How many new events one poll returns at most. The next poll returns the others. */
const MOST_EVENTS = 10_000;

/** A query reaches back {@link QUERY_LIMITS}.days. An hour less, for a clock that is wrong. */
const LONGEST = QUERY_LIMITS.days * 86_400 - 3600;

/** What the trigger knows from the polls before. In seconds since 1970. */
export interface PollState {
	/** All events since then that started the workflow are in `seen`. No event before it ever will. */
	from: number;
	/** All events before it have been read, except those that arrive late. */
	until: number;
	seen: SeenEvents;
}

/** Returns the state of a trigger that starts now. @param now in milliseconds since 1970 */
export function firstState(now: number): PollState {
	const second = Math.floor(now / 1000);
	return { from: second, until: second, seen: SeenEvents.from(undefined) };
}

/** Reads the state from n8n's static data; undefined if there is none. */
export function readState(stored: unknown): PollState | undefined {
	if (!isObject(stored)) return undefined;
	const { from, until, seen } = stored;
	if (typeof from !== 'number' || typeof until !== 'number') return undefined;
	return { from, until, seen: SeenEvents.from(seen) };
}

/** Returns the state as it is kept in n8n's static data. */
export function storedState({ from, until, seen }: PollState): IDataObject {
	return { from, until, seen: seen.stored() };
}

/** The settings of a poll. */
interface Poll {
	/** In milliseconds since 1970. */
	now: number;
	/** How many seconds before the last poll an event that arrives late may have happened. */
	lookBack: number;
	/** Returns whether the poll has to end soon. */
	isOver(): boolean;
}

/**
 * Returns the events that no poll has returned yet, oldest first, and the next state.
 *
 * Events reach analytics minutes late and in any order, so each poll reads again what happened shortly before the last
 * one, and skips what it knows. If it throws, nothing has changed: the next poll reads the same events.
 */
export async function newEvents(
	source: Source,
	state: PollState,
	{ now, lookBack, isOver }: Poll,
): Promise<{ rows: IDataObject[]; state: PollState }> {
	const end = Math.ceil(now / 1000);
	// It never goes back: what happened before `from` isn't remembered.
	const start = Math.max(state.from, state.until - lookBack, end - LONGEST);
	const seen = SeenEvents.from(state.seen.stored());
	const rows: IDataObject[] = [];
	let until = Math.max(state.until, start);
	for await (const { seconds, readTo } of readSeconds(source, { start, end })) {
		for (const { second, rows: all } of seconds) rows.push(...seen.markSeen(second, all));
		until = Math.max(until, readTo);
		if (rows.length >= MOST_EVENTS) break;
		// A poll that ended before it got further than the last one would never get further.
		if (readTo > state.until && isOver()) break;
	}
	const from = Math.max(start, until - lookBack);
	seen.forgetBefore(from);
	return { rows, state: { from, until, seen } };
}
