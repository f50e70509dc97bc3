import { isOnCalendar } from './calendarDigits';

/** A date as people and spreadsheets write it, such as 10/19/2022 12:01 PM. */
interface WrittenDate {
	/** What it most likely means, as ISO text without a time zone. */
	iso: string;
	/** How Luxon reads it. */
	format: string;
	/** How Luxon reads it if day and month are the other way round; undefined when only one order is possible. */
	otherFormat?: string;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const MONTH =
	'(?<month>January|February|March|April|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const WEEKDAY =
	'(?:(?<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?<afterWeekday>,? +))?';
const TIME =
	'(?:(?<gap>,? ?)(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?::(?<second>\\d\\d)(?:\\.(?<fraction>\\d{1,9}))?)?(?:(?<gap2>\\s?)(?<half>[AP]M))?)?';

const pattern = (text: string) => new RegExp(`^${text}$`, 'i');

const NUMBERS = pattern(`(?<a>\\d{1,4})(?<sep>[/.-])(?<b>\\d{1,2})\\k<sep>(?<c>\\d{1,4})${TIME}`);
const COMPACT = pattern(`(?<year>\\d{4})(?<m>\\d\\d)(?<day>\\d\\d)${TIME}`);
const MONTH_FIRST = pattern(
	`${WEEKDAY}${MONTH}(?<s1> +)(?<day>\\d{1,2})(?<s2>,? +)(?<year>\\d{4})${TIME}`,
);
const DAY_FIRST = pattern(
	`${WEEKDAY}(?<day>\\d{1,2})(?<s1>[ -])${MONTH}(?<s2>[ -])(?<year>\\d{4}|\\d\\d)${TIME}`,
);
const YEAR_LAST = pattern(
	`${WEEKDAY}${MONTH}(?<s1> +)(?<day>\\d{1,2})${TIME}(?<s2> +)(?<year>\\d{4})`,
);

/** Reads a date in a common form that isn't ISO text; undefined for anything else, and for February 30. */
export function writtenDate(text: string): WrittenDate | undefined {
	if (text.length > 60) return undefined;
	const read = fromNumbers(text) ?? fromCompact(text) ?? fromNames(text);
	return read && isOnCalendar(read.iso) ? read : undefined;
}

type Parts = Partial<Record<string, string>>;

function fromNumbers(text: string): WrittenDate | undefined {
	const parts: Parts | undefined = NUMBERS.exec(text)?.groups;
	if (!parts) return undefined;
	const { a = '', sep = '', b = '', c = '' } = parts;
	const read = (year: string, month: string, day: string, tokens: string[]) => ({
		iso: isoOf(year, month, day, parts),
		format: tokens.join(sep) + timeFormat(parts),
	});
	if (a.length === 4) return c.length > 2 ? undefined : read(a, b, c, ['yyyy', 'M', 'd']);
	if (a.length > 2 || (c.length !== 4 && c.length !== 2)) return undefined;
	const year = c.length === 4 ? 'yyyy' : 'yy';
	const dayFirst = read(c, b, a, ['d', 'M', year]);
	const monthFirst = read(c, a, b, ['M', 'd', year]);
	if (Number(a) > 12 || sep === '.') return Number(b) > 12 ? monthFirst : dayFirst;
	if (Number(b) > 12 || a === b) return monthFirst;
	return sep === '/'
		? { ...monthFirst, otherFormat: dayFirst.format }
		: { ...dayFirst, otherFormat: monthFirst.format };
}

function fromCompact(text: string): WrittenDate | undefined {
	const parts: Parts | undefined = COMPACT.exec(text)?.groups;
	if (parts?.hour === undefined) return undefined;
	const { year = '', m = '', day = '' } = parts;
	return { iso: isoOf(year, m, day, parts), format: `yyyyMMdd${timeFormat(parts)}` };
}

function fromNames(text: string): WrittenDate | undefined {
	for (const form of [MONTH_FIRST, DAY_FIRST, YEAR_LAST]) {
		const parts: Parts | undefined = form.exec(text)?.groups;
		if (!parts) continue;
		const { month = '', day = '', year = '', weekday, afterWeekday = '', s1 = '', s2 = '' } = parts;
		const index = MONTHS.findIndex((name) => month.toLowerCase().startsWith(name.toLowerCase()));
		const monthToken = month.length === 3 ? 'MMM' : 'MMMM';
		const yearToken = year.length === 4 ? 'yyyy' : 'yy';
		const weekdayToken = weekday === undefined ? '' : weekday.length === 3 ? 'EEE' : 'EEEE';
		const time = timeFormat(parts);
		const rest =
			form === DAY_FIRST
				? `d${s1}${monthToken}${s2}${yearToken}${time}`
				: form === MONTH_FIRST
					? `${monthToken}${s1}d${s2}${yearToken}${time}`
					: `${monthToken}${s1}d${time}${s2}${yearToken}`;
		return {
			iso: isoOf(year, String(index + 1), day, parts),
			format: weekdayToken + afterWeekday + rest,
		};
	}
	return undefined;
}

function timeFormat({ gap = '', hour, second, fraction, gap2 = '', half }: Parts): string {
	if (hour === undefined) return '';
	const seconds = second === undefined ? '' : fraction === undefined ? ':ss' : ':ss.u';
	return `${gap}${half === undefined ? 'H' : 'h'}:mm${seconds}${half === undefined ? '' : `${gap2}a`}`;
}

function isoOf(year: string, month: string, day: string, parts: Parts): string {
	const { hour = '0', minute = '00', second = '00', half } = parts;
	const hours =
		half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
	return `${century(year)}-${two(month)}-${two(day)}T${two(hours)}:${minute}:${second}`;
}

/** As Luxon does it: up to 60 the year is one of the 2000s. */
function century(year: string): string {
	if (year.length === 4) return year;
	return (Number(year) > 60 ? '19' : '20') + year;
}

const two = (number: string | number) => String(number).padStart(2, '0');
