import { utcOf } from '../util/timeZone';

/** A unit in which programs count the time since 1970. */
export type UnixUnit = 'seconds' | 'milliseconds' | 'microseconds' | 'nanoseconds';

/** The smallest number that counts seconds: 1973-03-03T09:46:40Z. */
const FIRST = 100_000_000;

/** From one unit to the next finer one. */
const STEP = 1000;

/** The last moment that has a year of four digits. */
const LAST_MILLISECOND = 253_402_300_799_999;

/** 2026-11-23, 2026-11-23T10:00, 2026-11-23 10:00:00.123+01:00, 2026-11-23T10:00+01:00[Europe/Berlin] and the like. */
const ISO =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(?:(Z|[+-]\d{2}(?::?\d{2})?)(?:\[[\w/+-]+\])?)?)?$/i;

/** The same without dashes and colons, as calendars write it: 20261123T100000Z. */
const BASIC_ISO =
	/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** A number as text, without zeros in front. */
const NUMERIC = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;

/**
 * Returns the unit of a number since 1970; undefined for what is none. The size shows the unit, since each covers
 * the same moments, 1973-03-03T09:46:40Z up to 5138-11-16T09:46:40Z:
 *
 * - seconds: 100,000,000 (1e8) up to 1e11
 * - milliseconds: 1e11 up to 1e14
 * - microseconds: 1e14 up to 1e17
 * - nanoseconds: 1e17 up to 1e20
 */
export function unixUnit(value: number): UnixUnit | undefined {
	if (!(value >= FIRST)) return undefined;
	if (value < FIRST * STEP) return 'seconds';
	if (value < FIRST * STEP ** 2) return 'milliseconds';
	if (value < FIRST * STEP ** 3) return 'microseconds';
	return value < FIRST * STEP ** 4 ? 'nanoseconds' : undefined;
}

/** A time that was read. */
interface Moment {
	/** Since 1970, whole. */
	milliseconds: number;
	/** Whether the value names no time zone, so that it was read in the one that the caller gave. */
	zoneless: boolean;
}

/**
 * Returns the moment that a value means; undefined for what is no time. Takes ISO text, a Date, a Luxon DateTime, and
 * numbers since 1970 in any {@link unixUnit}, also as text.
 *
 * @param timeZone (IANA) of texts that name none
 */
export function momentOf(value: unknown, timeZone: string): Moment | undefined {
	if (typeof value === 'string') return fromText(value.trim(), timeZone);
	if (typeof value === 'number') return within(fromNumber(value));
	if (typeof value === 'bigint') return within(fromDigits(String(value)));
	if (value instanceof Date) return within(value.getTime());
	if (typeof value === 'object' && value !== null && 'toISO' in value) {
		const { toISO } = value;
		const text: unknown = typeof toISO === 'function' ? toISO.call(value) : undefined;
		return typeof text === 'string' ? fromText(text, timeZone) : undefined;
	}
	return undefined;
}

function within(milliseconds: number, zoneless = false): Moment | undefined {
	return milliseconds >= 0 && milliseconds <= LAST_MILLISECOND
		? { milliseconds, zoneless }
		: undefined;
}

/** In milliseconds; NaN for what is no time. */
function fromNumber(value: number): number {
	switch (unixUnit(value)) {
		case 'seconds':
			return Math.round(value * STEP);
		case 'milliseconds':
			return Math.floor(value);
		case 'microseconds':
			return (value - (value % STEP)) / STEP;
		default:
			return Number.NaN;
	}
}

/** The same for a number as text. The number of digits shows the unit where JavaScript would round. */
function fromDigits(text: string): number {
	const whole = text.replace(/\..*/s, '');
	if (whole.length <= 14) return fromNumber(Number(text));
	if (whole.length <= 17) return Number(whole.slice(0, -3));
	return whole.length <= 20 ? Number(whole.slice(0, -6)) : Number.NaN;
}

function fromText(text: string, timeZone: string): Moment | undefined {
	if (NUMERIC.test(text)) return within(fromDigits(text));
	const parts = ISO.exec(text) ?? BASIC_ISO.exec(text);
	if (!parts) return undefined;
	const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = parts;
	const date = [Number(year), Number(month) - 1, Number(day)] as const;
	const time = [Number(hour), Number(minute), Number(second)] as const;
	const wall = Date.UTC(...date, ...time, Number(fraction.padEnd(3, '0').slice(0, 3)));
	if (!isOnCalendar(wall, date, time)) return undefined;
	return zone === undefined
		? within(utcOf(wall, timeZone), true)
		: within(wall - offsetOf(zone), false);
}

/** February 30 and 25 o'clock would silently become another time. */
function isOnCalendar(
	wall: number,
	[year, month, day]: readonly [number, number, number],
	[hour, minute, second]: readonly [number, number, number],
): boolean {
	const read = new Date(wall);
	return (
		read.getUTCFullYear() === year &&
		read.getUTCMonth() === month &&
		read.getUTCDate() === day &&
		hour < 24 &&
		minute < 60 &&
		second < 60
	);
}

/** In milliseconds; NaN for an offset that no place has. */
function offsetOf(zone: string): number {
	if (zone.toUpperCase() === 'Z') return 0;
	const digits = zone.replace(/\D/g, '').padEnd(4, '0');
	const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
	if (minutes > 14 * 60 || Number(digits.slice(2)) > 59) return Number.NaN;
	return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
