import type { TimeFault } from '../../shared/checks/times';
import { readTime } from '../../shared/checks/times';
import { byteAt } from '../../shared/util/elementAt';

/** A time in a file, as it is sent. */
interface FileTime {
	text: string;
	/** Whether it has no time zone, and was read in that of the workflow. */
	isZoneless: boolean;
}

/** The form of ISO 8601 that every program reads the same way. It is sent unchanged. */
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * Reads the time of an event in a file. Converts any other form to ISO 8601 with a time zone, the only form that Appcues
 * documents for imports.
 */
export function fileTime(value: string | number, timeZone: string): FileTime | TimeFault {
	const time = readTime(value, timeZone);
	if ('reason' in time) return time;
	const text = typeof value === 'string' ? value.trim() : '';
	return { text: ISO.test(text) ? text : time.iso, isZoneless: time.zoneless };
}

const T = 0x54;
const Z = 0x5a;
const COLON = 0x3a;
const DASH = 0x2d;
const DOT = 0x2e;

/**
 * Returns whether the bytes are certainly a time that is sent unchanged, such as `2026-06-20T10:00:00Z`. Returns false for
 * some valid times, such as those of the 31st, which {@link fileTime} checks.
 */
export function isPlainTime(bytes: Uint8Array, start: number, end: number): boolean {
	const length = end - start;
	if (length < 20 || bytes[end - 1] !== Z || bytes[start + 10] !== T) return false;
	if (bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return false;
	if (bytes[start + 13] !== COLON || bytes[start + 16] !== COLON) return false;
	if (length > 20 && (bytes[start + 19] !== DOT || length < 22 || length > 30)) return false;
	for (let at = start + 20; at < end - 1; at += 1) if (!isDigit(byteAt(bytes, at))) return false;
	const century = number(bytes, start);
	const year = number(bytes, start + 2);
	const month = number(bytes, start + 5);
	const day = number(bytes, start + 8);
	if (!(century * 100 + year > 1970) || !(month >= 1 && month <= 12) || !(day >= 1 && day <= 28)) {
		return false;
	}
	return (
		number(bytes, start + 11) < 24 &&
		number(bytes, start + 14) < 60 &&
		number(bytes, start + 17) < 60
	);
}

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;

/** Returns two digits as a number, or NaN for anything else. */
function number(bytes: Uint8Array, at: number): number {
	const tens = byteAt(bytes, at);
	const ones = byteAt(bytes, at + 1);
	return isDigit(tens) && isDigit(ones) ? (tens - 0x30) * 10 + ones - 0x30 : Number.NaN;
}
