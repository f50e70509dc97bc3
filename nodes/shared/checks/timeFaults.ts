import { isObject } from '../api/answers';
import { describeValue } from '../bulk/describeValue';
import { isMistake } from './mistakes';
import type { Guess } from './timeGuesses';
import { guessTime } from './timeGuesses';

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
export function explainTime(value: unknown, source?: TimeSource): TimeFault {
	return {
		reason: `is ${shown(value)}, which is not a time`,
		remedy: isMistaken(value) ? EMPTY : remedyOf(guessTime(value), source),
	};
}

/** Explains a time in 1970, to which numbers in a wrong unit lead. */
export function explainWrongUnit(value: unknown): TimeFault {
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
