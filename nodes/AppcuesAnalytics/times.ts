import type { TimeRange } from '../shared/fields/timeRange';
import { InvalidInput } from '../shared/util/invalidInput';

/**
 * Appcues takes whole seconds, and its range ends before its last second. Both times are rounded up: then the end of a
 * day (23:59:59.999) is the beginning of the next one, and ranges that follow each other neither overlap nor leave a gap.
 */
export function inWholeSeconds<Range extends Partial<TimeRange>>(range: Range): Range {
	const [start, end] = [range.start_time, range.end_time].map(
		(time) => time !== undefined && Math.ceil(Date.parse(time) / 1000),
	);
	// A range within one second is that second.
	const isShort = start === end && range.start_time !== range.end_time;
	const text = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
	return {
		...range,
		...(typeof start === 'number' && { start_time: text(isShort ? start - 1 : start) }),
		...(typeof end === 'number' && { end_time: text(end) }),
	};
}

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/**
 * Checks how many days a range has. Where clocks are set back in it, they are an hour longer.
 *
 * @param names of the two times, for the message
 * @throws {InvalidInput} for more than `most`
 */
export function checkDays(
	{ start_time, end_time }: Required<TimeRange>,
	most: number,
	names: string,
): void {
	const span = Date.parse(end_time) - Date.parse(start_time);
	if (span <= most * DAY_MS + HOUR_MS) return;
	throw new InvalidInput(
		`${names} are ${Math.ceil((span / DAY_MS) * 10) / 10} days apart, and a query spans ${most} at most`,
		"Choose a shorter time range, or the operation 'Export Analytics', which has no limit.",
	);
}
