import { isoTimestamp } from '../shared/bulk/timestamp';

export type TimestampUnit = 'seconds' | 'milliseconds' | 'ISO';

/** A moment as it was written. */
export interface Timestamp {
	/** Since 1970. */
	milliseconds: number;
	unit: TimestampUnit;
}

/** Up to here a number counts seconds; see `isoTimestamp`. */
const LAST_SECOND = 100_000_000_000;

/**
 * Reads a time of a webhook: seconds or milliseconds since 1970, as number or text, or ISO text, in UTC where it names
 * no zone.
 *
 * @returns undefined for what is no time
 */
export function readTimestamp(value: unknown): Timestamp | undefined {
	const iso = isoTimestamp(value, 'UTC');
	if (iso === undefined) return undefined;
	return { milliseconds: Date.parse(iso), unit: unitOf(value) };
}

function unitOf(value: unknown): TimestampUnit {
	const number = Number(value);
	if (Number.isNaN(number)) return 'ISO';
	return number < LAST_SECOND ? 'seconds' : 'milliseconds';
}

/** Whether a moment is at most so far away, before or after. All in milliseconds. */
export function isNear(moment: number, now: number, tolerance: number): boolean {
	return Math.abs(now - moment) <= tolerance;
}
