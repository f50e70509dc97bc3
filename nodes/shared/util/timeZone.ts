/** Creating a formatter takes much longer than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * Converts the local time of a time zone to UTC. Returns one of two times if clocks are set back and show it twice, and
 * an hour later if clocks are set forward and skip it.
 *
 * @param wall the local time as if it were UTC, in milliseconds since 1970
 * @param timeZone an IANA name; UTC if it's unknown
 */
export function utcOf(wall: number, timeZone: string): number {
	const guess = wall - offsetAt(wall, timeZone);
	const better = wall - offsetAt(guess, timeZone);
	// The two can differ when clocks change. The earlier one is right if its local time is `wall`.
	const early = Math.min(guess, better);
	return early + offsetAt(early, timeZone) === wall ? early : Math.max(guess, better);
}

/** Returns the local time of a time zone as if it were UTC: what clocks show. @param utc in milliseconds since 1970 */
export const wallOf = (utc: number, timeZone: string): number => utc + offsetAt(utc, timeZone);

/** Returns whether Appcues accepts a time zone: an IANA name, not an offset. */
export function isTimeZone(name: string): boolean {
	// Unknown names use the formatter of UTC.
	return name === 'UTC' || (/^[A-Za-z]/.test(name) && formatterOf(name) !== formatterOf('UTC'));
}

/** Returns the offset of a time zone from UTC at some time, in milliseconds. */
function offsetAt(utc: number, timeZone: string): number {
	const shown = new Map<string, number>();
	for (const { type, value } of formatterOf(timeZone).formatToParts(utc)) {
		shown.set(type, Number(value));
	}
	const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? Number.NaN;
	const wholeSecond = Math.floor(utc / 1000) * 1000;
	const local = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return local - wholeSecond;
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
	const formatter = formatters.get(timeZone) ?? makeFormatter(timeZone) ?? formatterOf('UTC');
	formatters.set(timeZone, formatter);
	return formatter;
}

function makeFormatter(timeZone: string): Intl.DateTimeFormat | undefined {
	const numeric = 'numeric';
	try {
		return new Intl.DateTimeFormat('en-US', {
			timeZone,
			hourCycle: 'h23',
			year: numeric,
			month: numeric,
			day: numeric,
			hour: numeric,
			minute: numeric,
			second: numeric,
		});
	} catch {
		return undefined;
	}
}
