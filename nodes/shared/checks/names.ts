import { isMistake } from './mistakes';

/** Characters that take no room: they never belong to a name, wherever they are. */
const INVISIBLE = /(?![\t\n\v\f\r])\p{Cc}|[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/gu;

/** The same at the ends of a name, and the joiners, which may be part of a word or an emoji within it. */
const AT_ENDS =
	/^(?:\s|\u200c|\u200d|\u200e|\u200f)+|(?<!\s|\u200c|\u200d|\u200e|\u200f)(?:\s|\u200c|\u200d|\u200e|\u200f)+$/g;

/** Blanks that look like a space and are none. */
const OTHER_SPACES = /[\t\n\v\f\r\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/**
 * Names that software gives to a column without one: spreadsheets read by n8n (`__EMPTY_1`, `col_3` of Google Sheets), pandas, R,
 * Spark, PostgreSQL and BigQuery.
 */
const NAMELESS =
	/^(?:|__EMPTY(?:_\d+)?|col_\d+|Unnamed: \d+(?:\.\d+|_level_\d+)?|\.{3}\d+|_c\d+|\?column\?|f\d+_)$/;

/** Whether a name is empty, only a placeholder for a name, or comes from a mistake: `undefined`. */
export const isNameless = (name: string): boolean => NAMELESS.test(name) || isMistake(name);

/** A name of printable ASCII that neither begins nor ends with a space, as nearly all are. */
const CLEAN = /^[!-~](?:[ -~]*[!-~])?$/;

/**
 * Returns a name without what can't be seen: a byte order mark, zero-width characters, spaces at its ends. Other
 * blanks within it, such as a no-break space, become spaces.
 */
export function cleanName(name: string): string {
	const known = cleaned.get(name);
	if (known !== undefined) return known;
	const clean = CLEAN.test(name) ? name : cleanly(name);
	if (cleaned.size >= REMEMBERED) cleaned.clear();
	cleaned.set(name, clean);
	return clean;
}

/** Names come again with every item. */
const cleaned = new Map<string, string>();
const REMEMBERED = 1_000;

function cleanly(name: string): string {
	return name
		.replace(INVISIBLE, '')
		.replace(AT_ENDS, '')
		.replace(OTHER_SPACES, ' ')
		.replace(AT_ENDS, '');
}

/** Whether two names differ at most in case. */
export const isSameName = (one: string, other: string): boolean =>
	one.length === other.length && one.toLowerCase() === other.toLowerCase();

/** Returns a name with everything that can't be seen written out: `\ufeffuser_id`, `␠plan`. */
export function visibleName(name: string): string {
	return name
		.replace(/^ +|(?<! ) +$/g, (spaces) => '␠'.repeat(spaces.length))
		.replace(/[^\S ]|\u200c|\u200d|\u200e|\u200f/g, escaped)
		.replace(INVISIBLE, escaped);
}

const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Finds the field that a user means: the one of just that name, else one that differs only in what can't be seen.
 *
 * @returns the field's own name; undefined when there is none
 */
export function fieldNamed(fields: object, name: string): string | undefined {
	if (Object.hasOwn(fields, name)) return name;
	const wanted = cleanName(name);
	if (Object.hasOwn(fields, wanted)) return wanted;
	return Object.keys(fields).find((field) => cleanName(field) === wanted);
}
