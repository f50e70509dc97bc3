import { isObject } from '../util/isObject';
import { isTimeZone } from '../util/timeZone';
import { calendarDigits, isOnCalendar } from './calendarDigits';
import { momentOf } from './moments';

/** What a value most likely is. */
export interface Guess {
	/** Continues "It looks like …". */
	what: string;
	/** The time it means, as ISO text: without a zone where none is known. */
	iso?: string;
	/** Returns an expression that converts it. @param value what gives it: `$json.date` */
	convert?(value: string): string;
	/** What to do, if no expression converts it; or another sentence after the expression. */
	advice?: string;
}

/** Says what a value most likely is that is no time; undefined when nothing comes to mind. */
export function guessTime(value: unknown): Guess | undefined {
	if (typeof value === 'string') return guessText(value.trim());
	if (typeof value === 'number' || typeof value === 'bigint') return guessNumber(value);
	return isObject(value) ? guessObject(value) : undefined;
}

/** Days of a spreadsheet: 1954 to 2119. */
const isSpreadsheetDate = (number: number) => number >= 20_000 && number < 80_000;

const DAY_SECONDS = 86_400;

function guessNumber(value: number | bigint | string): Guess | undefined {
	const number = Number(value);
	if (isSpreadsheetDate(number)) {
		const seconds = Math.round(number * DAY_SECONDS);
		return {
			what: 'a spreadsheet date',
			iso: new Date(Date.UTC(1899, 11, 30) + seconds * 1000).toISOString().slice(0, 19),
			convert: (field) =>
				`DateTime.fromISO('1899-12-30', { zone: 'utc' }).plus({ seconds: Math.round(${field} * ${DAY_SECONDS}) })`,
		};
	}
	const digits = calendarDigits(value);
	if (digits) {
		return {
			what: 'a date written as a number',
			iso: digits.iso,
			convert: (field) =>
				`DateTime.fromFormat(String(${field}), '${digits.format}', { zone: 'utc' })`,
		};
	}
	if (Number.isInteger(number) && number >= 1900 && number <= 2100) {
		return {
			what: 'a year',
			iso: `${number}-01-01T00:00:00`,
			convert: (field) => `DateTime.utc(Number(${field}))`,
		};
	}
	if (number > 0 && number < 1) return guessTimeOfDay(number);
	const milliseconds = momentOf(BigInt(Number.isInteger(number) ? number : 0), 'UTC');
	if (typeof value !== 'number' || !milliseconds) return undefined;
	return {
		what: 'nanoseconds since 1970, which JavaScript has rounded',
		iso: new Date(milliseconds.milliseconds).toISOString(),
		convert: (field) => `Math.floor(${field} / 1e6)`,
	};
}

/** Spreadsheets store times as fractions of a day. */
function guessTimeOfDay(number: number): Guess {
	const time = new Date(Math.round(number * DAY_SECONDS) * 1000).toISOString().slice(11, 19);
	return {
		what: `the time of day ${time} from a spreadsheet, without its date`,
		advice: "Add the number in the date's column to it.",
	};
}

const MONTH_NAME = /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/i;
const NAMED_ZONE = /(?:\b(?:GMT|UTC?|[ECMP][SD]T|Z)|[+-]\d\d:?\d\d)(?: \([^()]*\)| \d{4})?$/;
const UTC_IN_WORDS =
	/^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.,]*(?: ?[+-]\d{2}:?\d{2})?)( (?:UTC|GMT))$/;
const SCIENTIFIC = /^(\d)(?:\.(\d+))?E\+?(\d{1,2})$/i;

function guessText(text: string): Guess | undefined {
	if (/^-?\d+(?:\.\d+)?$/.test(text)) return guessNumber(text);
	return guessUtcInWords(text) ?? guessZoned(text) ?? guessScientific(text) ?? guessWritten(text);
}

/** 2022-10-19 12:01:00 UTC, as BigQuery and Ruby write it; 2022-10-19 12:01:00 +0000 UTC, as Go does. */
function guessUtcInWords(text: string): Guess | undefined {
	const [, time = '', suffix = ''] = UTC_IN_WORDS.exec(text) ?? [];
	const zone = /[+-]\d{2}:?\d{2}$/.test(time) ? '' : 'Z';
	const moment = momentOf(time + zone, 'UTC');
	return (
		moment && {
			what: 'a time in UTC',
			iso: new Date(moment.milliseconds).toISOString(),
			convert: (field) => `${field}.replace('${suffix}', '${zone}')`,
		}
	);
}

/** Wed, 19 Oct 2022 12:01:00 GMT, as mails have it, and what JavaScript makes of a Date. */
function guessZoned(text: string): Guess | undefined {
	const milliseconds = MONTH_NAME.test(text) && NAMED_ZONE.test(text) ? Date.parse(text) : NaN;
	if (Number.isNaN(milliseconds)) return undefined;
	return {
		what: 'a date with its time zone, as emails and JavaScript write it',
		iso: new Date(milliseconds).toISOString(),
		convert: (field) => `new Date(${field}).toISOString()`,
	};
}

/** 1.666180860184708E9. Spreadsheets keep too few digits for a time. */
function guessScientific(text: string): Guess | undefined {
	const [, , fraction = '', exponent] = SCIENTIFIC.exec(text) ?? [];
	if (exponent === undefined) return undefined;
	if (fraction.length < Number(exponent)) {
		return {
			what: 'a number that a spreadsheet has shortened',
			advice:
				'Format the column without decimals and exponents in the spreadsheet, and export it again.',
		};
	}
	const moment = momentOf(Number(text), 'UTC');
	return (
		moment && {
			what: 'a number since 1970',
			iso: new Date(moment.milliseconds).toISOString(),
			convert: (field) => `Number(${field})`,
		}
	);
}

function guessWritten(text: string): Guess | undefined {
	const date = writtenDate(text);
	if (date ? date.iso < '1971' : /^[01]\d{3}-\d\d-\d\d/.test(text) && text < '1971') {
		return {
			what: 'a date that means "no date" in a database or a spreadsheet',
			advice: 'Leave such values out, or check where they come from.',
		};
	}
	if (date) {
		const { format, otherFormat } = date;
		const locale = /[A-Za-z]{3}|a/.test(format.replace(/yyyy|yy/g, '')) ? ", locale: 'en'" : '';
		return {
			what: otherFormat === undefined ? 'a date' : 'a date whose day and month may be swapped',
			iso: date.iso,
			convert: (field) => `DateTime.fromFormat(${field}, '${format}', { zone: 'utc'${locale} })`,
			...(otherFormat !== undefined && {
				advice: `For the other order, use '${otherFormat}'`,
			}),
		};
	}
	return /^\d{1,2}:\d\d/.test(text) ? { what: 'a time of day without a date' } : undefined;
}

/** The fields in which databases and calendars keep a time: Firestore, Google, Microsoft, MongoDB, BigQuery. */
const PARTS = ['_seconds', 'seconds', 'dateTime', 'date', '$date', 'value'];

function guessObject(value: Record<string, unknown>): Guess | undefined {
	const { timeZone } = value;
	const zone = typeof timeZone === 'string' && isTimeZone(timeZone) ? timeZone : undefined;
	const part = PARTS.find((name) => Object.hasOwn(value, name) && momentOf(value[name], 'UTC'));
	const moment = part === undefined ? undefined : momentOf(value[part], zone ?? 'UTC');
	if (part === undefined || !moment) return undefined;
	const { milliseconds, zoneless } = moment;
	const iso = new Date(milliseconds).toISOString();
	const read = (field: string) => (part === '$date' ? `${field}['$date']` : `${field}.${part}`);
	return {
		what: `an object with the time in its field '${part}'`,
		iso: zoneless && zone === undefined ? iso.slice(0, 19) : iso,
		convert: (field) => {
			if (!zoneless) return read(field);
			const inZone = zone === undefined ? "'utc'" : `${field}.timeZone`;
			return `DateTime.fromISO(${read(field)}, { zone: ${inZone} })`;
		},
	};
}

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
