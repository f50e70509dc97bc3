import type { Entry } from './entries.cjs';
import { CLEAN, type Meant, type Messy, type Part } from './record.cjs';

/** One kind of messy data, in one part of a record. */
export interface Mess {
	/** The name of its row. */
	name: string;
	part: Part;
	/** The part as it is in the data. */
	given: unknown;
	/** What the user means, or undefined if that is unclear or needs a hint. */
	meant?: unknown;
}

/** Whether an entry can get this mess at all: a string keeps all digits of a number. */
export const reaches = ({ part, given }: Mess, { takes, isText }: Entry): boolean =>
	takes.includes(part) &&
	!(isText && typeof given === 'number' && Number.isInteger(given) && !Number.isSafeInteger(given));

export const messyOf = ({ part, given }: Mess): Messy => ({ ...CLEAN, [part]: given });

export const meantBy = ({ part, meant }: Mess): Meant | undefined =>
	meant === undefined ? undefined : { ...CLEAN, [part]: meant };

const mess = (part: Part, name: string, given: unknown, meant?: unknown): Mess => ({
	name,
	part,
	given,
	...(meant !== undefined && { meant }),
});

export const MESSES: readonly Mess[] = [
	mess('id', 'An ID with spaces around it', '  user-7 ', 'user-7'),
	mess('id', 'An ID with a byte order mark', '\ufeffuser-7', 'user-7'),
	mess('id', 'An ID with a zero-width space', 'user\u200b-7', 'user-7'),
	mess('id', 'An ID that a spreadsheet shortened', '9.91214E+15'),
	mess('id', 'An ID that became a decimal', '1042.0'),
	mess('id', 'A number as an ID', 1042, '1042'),
	mess('id', 'A rounded number as an ID', 7615917337495251000),
	mess('id', '"[object Object]" as an ID', '[object Object]'),
	mess('id', '"undefined" as an ID', 'undefined'),
	mess('id', 'An email address as an ID', 'ada@acme.example'),
	mess('id', 'An ID in the wrong encoding', 'zo\ufffd-7'),
	mess('id', 'An ID with an apostrophe that marks text', "'00123"),
	mess('id', 'An ID in quotes', '"user-7"', 'user-7'),
	mess('id', 'Two IDs with a semicolon between them', 'user-7;user-8'),
	mess('id', 'Code as an ID', "ObjectId('665f1c2e9b1d8a0012345678')"),
	mess('id', 'A formula as an ID', '="00123"'),
	mess('id', 'An unfilled template as an ID', '{{user_id}}'),
	mess('id', '"N/A" as an ID', 'N/A'),
	mess('id', '"NA" as an ID', 'NA'),
	mess('id', 'An ID with a part that is undefined', 'user-undefined'),
	mess('id', 'An ID with thousands separators', '12 042'),
	mess('id', 'An expression without its braces as an ID', '$json.user_id'),
	mess('id', 'An ID with marks for the direction of writing', '\u202auser-7\u202c', 'user-7'),
	mess('id', 'A sentence as an ID', 'I could not find the user'),
	mess('name', 'A property name with spaces around it', ' plan ', 'plan'),
	mess('name', 'A property name with a byte order mark', '\ufeffplan', 'plan'),
	mess('name', 'A property name with a zero-width space', 'pl\u200ban', 'plan'),
	mess('name', 'A column without a name', '__EMPTY'),
	mess('name', '"undefined" as a property name', 'undefined'),
	mess('name', 'A property name in the wrong encoding', 'GrÃ¶ÃŸe'),
	mess('value', '"Invalid DateTime" as a value', 'Invalid DateTime'),
	mess('value', '"[object Object]" as a value', '[object Object]'),
	mess('value', '"#N/A" as a value', '#N/A'),
	mess('value', '"#NV" (Excel in German) as a value', '#NV'),
	mess('value', 'A value that ends in "[object Object]"', 'Ada, [object Object]'),
	mess('value', 'A value in the wrong encoding', 'M\ufffdnchen'),
	mess('value', 'A value in UTF-8 that was read in another encoding', 'MÃ¼nchen'),
	mess('value', 'A value with HTML codes', 'Smith &amp; Co'),
	mess('value', 'A value with a trailing space', 'pro '),
	mess('value', 'A value with a zero-width space', 'pr\u200bo'),
	mess('value', 'A value with marks for the direction of writing', '\u202a+1 555 0110 4100\u202c'),
	mess('value', 'A value with a vertical tab', 'Head of\u000bSales'),
	mess('value', 'A number that a spreadsheet shortened as a value', '4.91701E+11'),
	mess('value', 'Code as a value', 'np.float64(1.5)'),
	mess('value', 'An unfilled template as a value', '{{name}}'),
	mess('value', 'A date with slashes', '06/20/2026'),
	mess('value', 'A date with dots', '20.06.2026'),
	mess('value', 'A date of zeros', '0000-00-00'),
	mess('value', "A date in .NET's JSON", '/Date(1781949600000)/'),
	mess('value', "JavaScript's text of a date", 'Sat Jun 20 2026 00:00:00 GMT+0000'),
	mess('value', 'A rounded number as a value', 7615917337495251000),
	mess('time', 'A spreadsheet date as a time', 46205),
	mess('time', 'A spreadsheet date and time as a time', 46205.84722222222),
	mess('time', 'A day without separators as a time', 20261123),
	mess('time', 'A year as a time', 2026),
	mess('time', 'A date with slashes as a time', '06/20/2026'),
	mess('time', 'A time without a time zone', '2026-01-15 12:00:00'),
	mess('time', 'Seconds as a time', 1768478400, '2026-01-15T12:00:00Z'),
	mess('time', 'Milliseconds as a time', 1768478400000, '2026-01-15T12:00:00Z'),
	mess('time', 'Microseconds as a time', 1768478400000000, '2026-01-15T12:00:00Z'),
	mess('time', 'A time with an offset', '2026-01-15T13:00:00+01:00', '2026-01-15T12:00:00Z'),
];
