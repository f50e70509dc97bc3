/** A date that is written as a number, such as 20261123 or 202611231015. */
interface CalendarDigits {
	/** What it most likely means, as ISO text without a time zone. */
	iso: string;
	/** How Luxon reads it. */
	format: string;
}

const DIGITS = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(\d{0,9}))?)?)?$/;

/** Reads a number, or text of digits, as a date from 1900 to 2099; undefined when the calendar has no such date. */
export function calendarDigits(value: unknown): CalendarDigits | undefined {
	if (typeof value !== 'number' && typeof value !== 'string' && typeof value !== 'bigint') {
		return undefined;
	}
	const parts = DIGITS.exec(String(value).trim());
	if (!parts) return undefined;
	const [, year, month, day, hour = '00', minute = '00', digits = '00', fraction = ''] = parts;
	// JavaScript rounds a number of 17 digits to the next multiple of 4, which can make second 59 a 60.
	const second = digits === '60' && !isExact(value) ? '59' : digits;
	const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
	if (!isOnCalendar(iso)) return undefined;
	const units = ['HH', 'mm', 'ss'].filter((_, index) => parts[index + 4] !== undefined);
	return { iso, format: `yyyyMMdd${units.join('')}${fraction === '' ? '' : 'u'}` };
}

const isExact = (value: unknown): boolean =>
	typeof value !== 'number' || Number.isSafeInteger(value);

/** Returns whether ISO text without a time zone names a date of the calendar and a time of day. */
export function isOnCalendar(iso: string): boolean {
	const time = Date.parse(`${iso}Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso);
}
