import { LAST_OF_CODE } from './code';
import { DATE_STARTS } from './dates';
import { EMPTY_PART_ENDS, UNLIKELY_STARTS } from './ids';
import { LAST_OF_MISTAKE, MISTAKE_STARTS, NO_ID_STARTS } from './mistakes';
import { byteAt } from '../util/elementAt';

/**
 * Checks by the bytes of a value (UTF-8) whether ids.ts and properties.ts would find something in it, so that no string
 * is made of the millions of values in a file that are certainly fine. Where in doubt, the answer is yes. A check that
 * is added there needs a line here; a property test compares the two.
 */

/** What the bytes of a value have shown so far, as bits to be combined. */
export const SIGNS = {
	/** ASCII that plain IDs don't contain: spaces, @, +, brackets and so on. */
	odd: 1,
	/** Not ASCII, and the & of an HTML code: what may have been read in the wrong way. */
	nonAscii: 2,
	control: 4,
} as const;

const PLAIN = /[A-Za-z0-9_.:/|~$=-]/;

/** The bytes of plain IDs that aren't letters or digits. */
const OTHER_PLAIN = Buffer.from('_.:/|~$=-');

/** The signs of each byte. */
export const BYTE_SIGNS = Uint8Array.from({ length: 256 }, (_, byte) => {
	if (byte >= 0x80) return SIGNS.nonAscii;
	if (byte < 0x20 || byte === 0x7f) return SIGNS.control | SIGNS.odd;
	if (byte === 0x26) return SIGNS.nonAscii | SIGNS.odd;
	return PLAIN.test(String.fromCharCode(byte)) ? 0 : SIGNS.odd;
});

/** What a value may be that starts with a byte: `FIRST[byte]`. */
const FIRST = new Uint8Array(256);
const BLANK = 1;
const DIGIT = 2;
const WORD = 4;
const MISTAKE = 8;
const NO_ID = 16;

/** What values end with that may be code or have a space behind them: 1. */
const LAST = Uint8Array.from({ length: 256 }, (_, byte) =>
	byte <= 0x20 || (LAST_OF_CODE + LAST_OF_MISTAKE).includes(String.fromCharCode(byte)) ? 1 : 0,
);

/** The first two bytes of mistakes, and of a no-break space, which may be in front of one. */
const TWO = new Map<number, number>();
const pair = (first: number, second: number) => first * 256 + second;

/** The last two bytes of an ID with an empty part at its end. */
const EMPTY_ENDS = new Set(EMPTY_PART_ENDS.map((t) => pair(t.charCodeAt(0), t.charCodeAt(1))));

/** The first three letters of months and days. */
const DATE_WORDS = new Set<number>();
const triple = (first: number, second: number, third: number) =>
	(first * 256 + second) * 256 + third;

/** The first letters of months. */
const MONTHS = new Set<number>();

for (let byte = 0; byte <= 0x20; byte += 1) FIRST[byte] = BLANK;
for (let byte = 0x30; byte <= 0x39; byte += 1) FIRST[byte] = DIGIT;
for (const start of MISTAKE_STARTS) addStart(start.charCodeAt(0), start.charCodeAt(1), MISTAKE);
for (const start of [...NO_ID_STARTS, ...UNLIKELY_STARTS]) {
	if (start.length > 1) addStart(start.charCodeAt(0), start.charCodeAt(1), NO_ID);
}
// An ID may have no letter and no digit.
for (const first of OTHER_PLAIN) for (const second of OTHER_PLAIN) addStart(first, second, NO_ID);
addStart(0xc2, 0xa0, MISTAKE);
for (const start of DATE_STARTS) addStart(start.charCodeAt(0), start.charCodeAt(1), MISTAKE);
for (const word of 'Mon Tue Wed Thu Fri Sat Sun'.split(' ')) addDateWord(word);
for (const month of 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')) {
	addDateWord(month);
	MONTHS.add(month.charCodeAt(0));
}

function addStart(first: number, second: number, kind: number): void {
	const two = pair(first, second);
	TWO.set(two, (TWO.get(two) ?? 0) | kind);
	addFirst(first, kind);
}

function addDateWord(word: string): void {
	DATE_WORDS.add(triple(word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(2)));
	addFirst(word.charCodeAt(0), WORD);
}

function addFirst(byte: number, kind: number): void {
	FIRST[byte] = byteAt(FIRST, byte) | kind;
}

/** In bytes. Longer than the longest mistake with the blanks around it that are still looked at. */
const LONGEST_MISTAKE = 35 * 3;

/** The same as {@link LONGEST_MISTAKE} for dates, in bytes. */
const LONGEST_DATE = 80 * 4;

/**
 * Whether the value of a property may be a mistake or an unusable date, or has odd letters or spaces around it.
 *
 * @param signs of all its bytes
 */
export function mayBeWrong(bytes: Uint8Array, start: number, end: number, signs: number): boolean {
	if ((signs & (SIGNS.nonAscii | SIGNS.control)) !== 0) return true;
	if (LAST[byteAt(bytes, end - 1)] === 1) return true;
	const kind = firstKind(bytes, start);
	if (kind === 0) return false;
	const length = end - start;
	if (length < 2) return false;
	if ((kind & BLANK) !== 0) return true;
	if ((kind & DIGIT) !== 0) {
		if (length < 5 || length > LONGEST_DATE) return false;
		return mayBeDate(bytes, start) || ((signs & SIGNS.odd) !== 0 && hasPlus(bytes, start, end));
	}
	if ((kind & MISTAKE) !== 0 && length <= LONGEST_MISTAKE) {
		const two = TWO.get(pairAt(bytes, start)) ?? 0;
		if ((two & MISTAKE) !== 0) return true;
	}
	if ((kind & WORD) === 0 || length < 6 || length > LONGEST_DATE) return false;
	return DATE_WORDS.has(
		triple(byteAt(bytes, start), byteAt(bytes, start + 1), byteAt(bytes, start + 2)),
	);
}

const firstKind = (bytes: Uint8Array, start: number) => byteAt(FIRST, byteAt(bytes, start));

const pairAt = (bytes: Uint8Array, at: number) => pair(byteAt(bytes, at), byteAt(bytes, at + 1));

const PLUS = 0x2b;

/** Doesn't look behind the value, as the file may have no plus at all. */
function hasPlus(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end; at += 1) if (bytes[at] === PLUS) return true;
	return false;
}

const DOT = 0x2e;
const DASH = 0x2d;
const SLASH = 0x2f;
const SPACE = 0x20;

/** For values of six bytes and more that start with a digit: `6/20/2026`, `20.06.2026`, `2026/06/20`, `20 June 2026`. */
function mayBeDate(bytes: Uint8Array, start: number): boolean {
	const second = byteAt(bytes, start + 1);
	const at = second >= 0x30 && second <= 0x39 ? start + 2 : start + 1;
	const separator = bytes[at];
	if (separator === SPACE) return MONTHS.has(byteAt(bytes, at + 1));
	if (separator === SLASH || separator === DASH || separator === DOT) {
		const isSpelled = separator === DOT && bytes[at + 1] === SPACE;
		return isSpelled || bytes[at + 2] === separator || bytes[at + 3] === separator;
	}
	const fifth = bytes[start + 4];
	if (fifth === DASH) return !isPlainDay(bytes, start);
	return (
		fifth === SLASH || (fifth === DOT && (bytes[start + 6] === DOT || bytes[start + 7] === DOT))
	);
}

/** Whether an ISO date has a month and a day that exist, in some month. */
function isPlainDay(bytes: Uint8Array, start: number): boolean {
	const month = twoDigits(bytes, start + 5);
	const day = twoDigits(bytes, start + 8);
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

const twoDigits = (bytes: Uint8Array, at: number) =>
	((bytes[at] ?? 0) - 0x30) * 10 + (bytes[at + 1] ?? 0) - 0x30;

/** Whether a value of a property that holds dates may be a date written as a number: not one that begins `2026-`. */
export function mayBeDay(bytes: Uint8Array, start: number, end: number): boolean {
	return firstKind(bytes, start) === DIGIT && (end - start < 5 || bytes[start + 4] !== DASH);
}

/**
 * Whether an ID needs no look at all: it is sent as it is, and nothing is to be noted.
 *
 * @param signs of all its bytes
 */
export function isPlainId(bytes: Uint8Array, start: number, end: number, signs: number): boolean {
	const length = end - start;
	if (signs !== 0 || length === 0) return false;
	if (length < 2) return !OTHER_PLAIN.includes(byteAt(bytes, start));
	const kind = firstKind(bytes, start);
	if ((kind & (MISTAKE | NO_ID)) !== 0 && TWO.has(pairAt(bytes, start))) return false;
	if (EMPTY_ENDS.has(pairAt(bytes, end - 2))) return false;
	return !(bytes[end - 1] === 0x30 && bytes[end - 2] === DOT);
}
