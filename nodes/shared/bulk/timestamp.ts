import { utcOf } from './timeZone';

/** 2026-11-23, 2026-11-23T10:00, 2026-11-23 10:00:00.123+01:00 and the like. */
const ISO =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** Up to here a number counts seconds since 1970 (to the year 5138), above it milliseconds (from March 1973). */
const LAST_SECOND = 100_000_000_000;

/** The end of the year 9999: whatever is larger counts microseconds, or is no time at all. */
const LAST_MILLISECOND = 253_402_300_799_999;

/**
 * Reads a time in any form in which it comes along in n8n: ISO text, a Date, a luxon time, or seconds or milliseconds
 * since 1970 as number or text.
 *
 * @param timeZone (IANA) of texts that name none
 * @returns ISO text in UTC; undefined for what is no time
 */
export function isoTimestamp(value: unknown, timeZone: string): string | undefined {
	if (value instanceof Date) return isoOf(value.getTime());
	if (typeof value === 'number' || typeof value === 'bigint') return fromNumber(Number(value));
	if (typeof value === 'string') return fromText(value.trim(), timeZone);
	if (typeof value === 'object' && value !== null && 'toISO' in value) {
		const { toISO } = value;
		const text: unknown = typeof toISO === 'function' ? toISO.call(value) : undefined;
		return typeof text === 'string' ? fromText(text, timeZone) : undefined;
	}
	return undefined;
}

function fromNumber(value: number): string | undefined {
	return isoOf(value < LAST_SECOND ? Math.round(value * 1000) : value);
}

function isoOf(milliseconds: number): string | undefined {
	return milliseconds > 0 && milliseconds <= LAST_MILLISECOND
		? new Date(milliseconds).toISOString()
		: undefined;
}

function fromText(text: string, timeZone: string): string | undefined {
	if (/^\d{9,15}(\.\d+)?$/.test(text)) return fromNumber(Number(text));
	const parts = ISO.exec(text);
	if (!parts) return undefined;
	const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = parts;
	const date = [Number(year), Number(month) - 1, Number(day)] as const;
	const time = [Number(hour), Number(minute), Number(second)] as const;
	const wall = Date.UTC(...date, ...time, Number(fraction.padEnd(3, '0').slice(0, 3)));
	if (!isOnCalendar(wall, date, time)) return undefined;
	const utc = zone === undefined ? utcOf(wall, timeZone) : wall - offsetOf(zone);
	return Number.isNaN(utc) ? undefined : isoOf(utc);
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
