import { isoTime } from './clock.cjs';
import { Problem } from './problem.cjs';

const ISO = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads a time in the form that the contract requires: ISO 8601 with a time zone, and a day that exists.
 * Neither the validator nor `Date.parse` checks the day.
 *
 * @returns milliseconds since 1970, or undefined for anything else
 */
export function parseTime(value: unknown): number | undefined {
	const day = typeof value === 'string' ? ISO.exec(value)?.[1] : undefined;
	if (day === undefined || !isDay(day)) return undefined;
	const at = Date.parse(String(value));
	return Number.isNaN(at) ? undefined : at;
}

function isDay(day: string): boolean {
	const at = Date.parse(day);
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

const OFFSET = /^([+-]?)(\d{2}):(\d{2})$/;

/**
 * Writes times in a time zone. Which zones Appcues accepts, and what they change, is unknown (?). Here a zone
 * is an IANA name (`Europe/Berlin`) or an offset (`00:00`, `-05:00`), and times include it.
 *
 * @throws a 400 that names the field for an invalid time zone
 */
export function timeWriter(zone: string, field: string): (ms: number) => string {
	const offsetAt = offsetOf(zone);
	if (!offsetAt) throw new Problem(400, `${field}: '${zone}' is not a time zone`);
	return (ms) => {
		const minutes = offsetAt(ms);
		if (minutes === 0) return isoTime(ms);
		return isoTime(ms + minutes * 60_000).replace('Z', written(minutes));
	};
}

/** Returns a function for the minutes that a zone is ahead of UTC at a time, or undefined for an unknown zone. */
function offsetOf(zone: string): ((ms: number) => number) | undefined {
	if (OFFSET.test(zone)) {
		const minutes = minutesIn(zone);
		return () => minutes;
	}
	// Intl is too slow for what most callers use.
	if (zone === 'UTC') return () => 0;
	try {
		const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
		return (ms) => {
			const parts = format.formatToParts(ms);
			const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
			return minutesIn(name.replace('GMT', ''));
		};
	} catch {
		return undefined;
	}
}

function minutesIn(offset: string): number {
	const [, sign, hours, minutes] = OFFSET.exec(offset) ?? [];
	return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

function written(offset: number): string {
	const minutes = Math.abs(offset);
	const twoDigits = (value: number) => String(Math.floor(value)).padStart(2, '0');
	return `${offset < 0 ? '-' : '+'}${twoDigits(minutes / 60)}:${twoDigits(minutes % 60)}`;
}
