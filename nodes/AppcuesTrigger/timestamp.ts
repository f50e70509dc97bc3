import type { UnixUnit } from '../shared/checks/moments';
import { unixUnit } from '../shared/checks/moments';
import { isoTimestamp } from '../shared/checks/times';

export type TimestampUnit = UnixUnit | 'ISO';

/** A moment as it was written. */
export interface Timestamp {
	/** Since 1970. */
	milliseconds: number;
	unit: TimestampUnit;
}

/**
 * Reads a time of a webhook: ISO text, in UTC where it names no zone, or a number since 1970, also as text.
 *
 * @returns undefined for what is no time
 */
export function readTimestamp(value: unknown): Timestamp | undefined {
	const iso = isoTimestamp(value, 'UTC');
	if (iso === undefined) return undefined;
	return { milliseconds: Date.parse(iso), unit: unixUnit(Number(value)) ?? 'ISO' };
}

/** Whether a moment is at most so far away, before or after. All in milliseconds. */
export function isNear(moment: number, now: number, tolerance: number): boolean {
	return Math.abs(now - moment) <= tolerance;
}
