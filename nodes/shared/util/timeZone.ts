/** Making a formatter takes far longer than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * The moment at which the clocks of a time zone show something: one of the two where they are set back and show it
 * twice, an hour later where they are set forward and skip it.
 *
 * @param wall what they show, as if it were UTC, in milliseconds since 1970
 * @param timeZone an IANA name; UTC when it is unknown
 */
export function utcOf(wall: number, timeZone: string): number {
	const guess = wall - offsetAt(wall, timeZone);
	const better = wall - offsetAt(guess, timeZone);
	// Near a change of the clocks the two may differ: the earlier one is right if it really shows this time.
	const early = Math.min(guess, better);
	return early + offsetAt(early, timeZone) === wall ? early : Math.max(guess, better);
}

/** Whether it is the name of a time zone that Appcues takes: an IANA name, not an offset. */
export function isTimeZone(name: string): boolean {
	// What is unknown shares the formatter of UTC.
	return name === 'UTC' || (/^[A-Za-z]/.test(name) && formatterOf(name) !== formatterOf('UTC'));
}

/** How far the zone is ahead of UTC at a moment, in milliseconds. */
function offsetAt(utc: number, timeZone: string): number {
	const shown: Record<string, number> = {};
	for (const { type, value } of formatterOf(timeZone).formatToParts(utc)) {
		shown[type] = Number(value);
	}
	const { year, month, day, hour, minute, second } = shown;
	const wholeSecond = Math.floor(utc / 1000) * 1000;
	return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSecond;
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
