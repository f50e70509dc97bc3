import { isoTime } from './clock.cjs';
import { Problem } from './problem.cjs';

const ISO = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads a time as the contract wants it: ISO 8601 with a time zone, and a day that exists, which
 * neither the validator nor `Date.parse` looks at.
 *
 * @returns milliseconds since 1970; undefined for anything else
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
 * Times as a time zone writes them. Which zones Appcues takes, and what they change, is unknown (?):
 * here it is an IANA name (`Europe/Berlin`) or an offset (`00:00`, `-05:00`), and times carry it.
 *
 * @throws a 400 that names the field for what is no time zone
 */
export function timeWriter(zone: string, field: string): (ms: number) => string {
	const offsetAt = offsetOf(zone);
	if (!offsetAt) throw new Problem(400, `${field}: '${zone}' is no time zone`);
	return (ms) => {
		const minutes = offsetAt(ms);
		if (minutes === 0) return isoTime(ms);
		return isoTime(ms + minutes * 60_000).replace('Z', written(minutes));
	};
}

/** @returns what tells the minutes a zone is ahead of UTC at a time; undefined for no zone */
function offsetOf(zone: string): ((ms: number) => number) | undefined {
	if (OFFSET.test(zone)) {
		const minutes = minutesIn(zone);
		return () => minutes;
	}
	// Asking Intl costs too much for what most callers use.
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
