import { isObject } from '../util/isObject';
import { isTimeZone } from '../util/timeZone';
import { calendarDigits } from './calendarDigits';
import { momentOf } from './moments';
import { writtenDate } from './writtenDate';

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
