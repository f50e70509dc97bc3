import { isTimeZone } from '../bulk/timeZone';
import { calendarDigits } from './calendarDigits';
import { momentOf } from './moments';
import type { TimeFault, TimeSource } from './timeFaults';
import { explainTime, explainWrongUnit } from './timeFaults';

/** A time that was read. */
export interface ReadTime {
	/** In UTC, as Appcues takes it. */
	iso: string;
	/** Whether the value names no time zone, so that it was read in the one that the caller gave. */
	zoneless: boolean;
}

const FIRST_OF_1971 = Date.UTC(1971, 0);
const FIRST_OF_1980 = Date.UTC(1980, 0);
const YEAR_MS = 366 * 86_400_000;

/**
 * Reads a time from a user's data: ISO text, a Date, a Luxon DateTime, or a number of seconds, milliseconds,
 * microseconds or nanoseconds since 1970, also as text. `unixUnit` defines the range of each unit. All other numbers
 * are refused, and so are
 *
 * - nanoseconds as a JavaScript number, which has rounded them
 * - digits that write out a date (20261123100000), where the Unix time lies before 1980 or more than a year ahead
 * - times in 1970, which come from numbers in the wrong unit
 *
 * @param timeZone (IANA) of texts that name none
 * @param source where the value comes from: then a fault says how to convert it there
 */
export function readTime(
	value: unknown,
	timeZone: string,
	source?: TimeSource,
): ReadTime | TimeFault {
	const moment = momentOf(value, timeZone);
	if (moment === undefined) return explainTime(value, source);
	const { milliseconds, zoneless } = moment;
	if (milliseconds < FIRST_OF_1980 || milliseconds > Date.now() + YEAR_MS) {
		if (calendarDigits(value)) return explainTime(value, source);
		if (milliseconds < FIRST_OF_1971) return explainWrongUnit(value);
	}
	return { iso: new Date(milliseconds).toISOString(), zoneless };
}

/**
 * Reads a time that Appcues wrote or a user typed, in the forms of {@link readTime}; 1970 is a year like any other.
 *
 * @returns ISO text in UTC; undefined for what is no time
 */
export function isoTimestamp(value: unknown, timeZone: string): string | undefined {
	const moment = momentOf(value, timeZone);
	return moment && new Date(moment.milliseconds).toISOString();
}

/** Returns the zone in which times without one are read: UTC when the name is unknown. */
export const zoneOf = (timeZone: string): string => (isTimeZone(timeZone) ? timeZone : 'UTC');
