import { isObject } from '../util/isObject';
import { describeValue } from '../util/text';
import { isTimeZone } from '../util/timeZone';
import { calendarDigits } from './calendarDigits';
import { isMistake } from './mistakes';
import { momentOf } from './moments';
import type { Guess } from './timeGuesses';
import { guessTime } from './timeGuesses';

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

/** Why a value is no time. `reason` continues a sentence that starts with the name of its field. */
export interface TimeFault {
	reason: string;
	remedy: string;
}

/** How the user can convert a value. */
export interface TimeSource {
	/** What gives the value in an expression: `$json.date`. */
	value: string;
	/** Where the expression belongs: `'Start Time'`, `an Edit Fields node before this one`. */
	place: string;
}

const FORMS =
	'Use ISO text such as 2026-11-23T10:00:00Z, a date, or seconds, milliseconds or microseconds since 1970.';

const EMPTY = 'It comes from an empty or mistyped value. Check the expression or the column.';

/** Says why a value is no time, what it most likely is, and which expression converts it. */
function explainTime(value: unknown, source?: TimeSource): TimeFault {
	return {
		reason: `is ${shown(value)}, which is not a time`,
		remedy: isMistaken(value) ? EMPTY : remedyOf(guessTime(value), source),
	};
}

/** Explains a time in 1970, to which numbers in a wrong unit lead. */
function explainWrongUnit(value: unknown): TimeFault {
	return {
		reason: `is ${shown(value)}, which comes from a number in the wrong unit`,
		remedy:
			'Seconds were read as milliseconds, or a spreadsheet date or a day such as 20261123 was read as a Unix time. Check the expression that makes the date.',
	};
}

function shown(value: unknown): string {
	if (value instanceof Date) {
		return Number.isNaN(value.getTime()) ? '"Invalid Date"' : `"${value.toISOString()}"`;
	}
	if (!isLuxon(value)) return describeValue(value);
	return `"${value.isValid === false ? 'Invalid DateTime' : String(value.toISO())}"`;
}

const isLuxon = (value: unknown): value is { isValid: unknown; toISO(): unknown } =>
	isObject(value) && 'isValid' in value && typeof value.toISO === 'function';

const isMistaken = (value: unknown): boolean =>
	(typeof value === 'string' && isMistake(value)) ||
	(typeof value === 'number' && Number.isNaN(value)) ||
	(value instanceof Date && Number.isNaN(value.getTime())) ||
	(isLuxon(value) && value.isValid === false);

function remedyOf(found: Guess | undefined, source?: TimeSource): string {
	if (!found) return FORMS;
	const { what, iso, convert, advice } = found;
	const date = iso?.replace(/T00:00:00$/, '');
	const looks = `It looks like ${what}${date === undefined ? '' : `: ${date}`}.`;
	if (!convert || iso === undefined) return `${looks} ${advice ?? FORMS}`;
	const zoned = iso.endsWith('Z');
	if (!source) {
		return zoned
			? `${looks} Write it as ${iso}.`
			: `${looks} Write it as ${iso}Z, with your time zone in place of Z.`;
	}
	const { value, place } = source;
	const how = `Convert it in ${place}${zoned ? '' : ', here as UTC'}: {{ ${convert(value)} }}`;
	return `${looks} ${how}${advice === undefined ? '' : `. ${advice}`}`;
}
