import { QUERY_LIMITS } from '../../shared/api/endpoints/analytics';
import type { TimeRange } from '../../shared/fields/timeRange';
import { readClosedTimeRange } from '../../shared/fields/timeRange';
import type { ItemReader } from '../../shared/operation/itemReader';
import { utcOf, wallOf } from '../../shared/util/timeZone';
import { checkDays, DAY_MS, inWholeSeconds } from '../times';

/** What a query covers: whole seconds in UTC, and the time zone (IANA) of its days. */
export interface Period extends Required<TimeRange> {
	timezone: string;
}

/** The period of a report, and the one that it is compared with. */
export interface Periods {
	current: Period;
	previous?: Period;
}

/** From `start` up to, but not including, `end`. In milliseconds since 1970. */
interface Span {
	start: number;
	end: number;
}

/**
 * Returns the span directly before another one, equally long. A span of whole days in the time zone gets as many days,
 * which are an hour longer or shorter if clocks change in one of the two.
 */
export function spanBefore({ start, end }: Span, timeZone: string): Span {
	const wall = wallOf(start, timeZone);
	const shown = wallOf(end, timeZone) - wall;
	if (shown <= 0 || shown % DAY_MS !== 0) return { start: start - (end - start), end: start };
	// The hour that is shown twice could make a span of 90 days too long for a query.
	const earliest = start - QUERY_LIMITS.days * DAY_MS;
	const days = { start: utcOf(wall - shown, timeZone), end: start };
	return end - start > QUERY_LIMITS.days * DAY_MS
		? days
		: { ...days, start: Math.max(earliest, days.start) };
}

/**
 * Reads the time range of a report.
 *
 * @param compare whether to also return the period before
 * @throws {InvalidInput} for an invalid range, and for more days than a query can span
 */
export function readPeriods(item: ItemReader, compare: boolean): Periods {
	const { timeZone: timezone } = item;
	const range = readClosedTimeRange(item, timezone);
	checkDays(range, QUERY_LIMITS.days, "'Start Time' and 'End Time'");
	const current = { ...inWholeSeconds(range), timezone };
	if (!compare) return { current };
	const [start, end] = [Date.parse(current.start_time), Date.parse(current.end_time)];
	return { current, previous: periodOf(spanBefore({ start, end }, timezone), timezone) };
}

/** Returns the days up to now. @param now in milliseconds since 1970 */
export function lastDays(days: number, now: number, timezone: string): Period {
	return periodOf({ start: now - days * DAY_MS, end: now }, timezone);
}

function periodOf({ start, end }: Span, timezone: string): Period {
	const [start_time, end_time] = [new Date(start).toISOString(), new Date(end).toISOString()];
	return { ...inWholeSeconds({ start_time, end_time }), timezone };
}
