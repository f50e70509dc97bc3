import { LAST_OF_CODE } from './code';
import type { FindingKind } from './findings';
import { FIRST_OF_MISTAKE, LAST_OF_MISTAKE } from './mistakes';

/** What Windows-1252 and Latin-1 make of the bytes behind the first of a letter in UTF-8. */
const TRAIL = '\\x80-\\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';

/** Text in UTF-8 that was read in another encoding. What letters of real words may stand together counts only twice, or within a word. */
const MIXED_UP = new RegExp(
	[
		'\ufffd',
		// ü é ñ: `Ã¼`. A quote or an ellipsis may stand behind a word in capitals.
		String.raw`Ã(?:(?![»’”…–—])[${TRAIL}]|[»’”…–—]\p{L})`,
		// £ ° and a no-break space: `Â£`.
		String.raw`Â[\xa0-\xab\xad-\xb9\xbc-\xbf]`,
		// Quotes and dashes: `â€™`.
		String.raw`â[€\x80]`,
		// ł ś ě ş: `Å‚`. Square ångströms are none of these.
		String.raw`[ÄÅ](?:(?![»„“”’…–—²³])[${TRAIL}]|[»„…]\p{L})`,
		// Cyrillic and Greek: `Ð¿Ñ€`, `Î±Ï€`.
		String.raw`(?:[ÎÏÐÑ][${TRAIL}]){2}`,
		// Chinese, Japanese and Korean: `æ—¥æœ¬`.
		String.raw`(?:[ã-í][${TRAIL}]{2}){2}`,
		// Emojis, and the byte order mark.
		'ðŸ',
		'ï»¿',
		// Half of an emoji, which was cut in the middle.
		String.raw`\p{Surrogate}`,
	].join('|'),
	'u',
);

/** `&amp;`, `&#39;` */
const HTML_CODE =
	/&(?:amp|lt|gt|quot|apos|nbsp|[a-z](?:acute|grave|circ|tilde|uml|cedil|ring)|szlig|[nm]dash|hellip|[lr][sda]quo|euro|pound|yen|cent|copy|reg|trade|bull|middot|deg|sect|#\d{2,6}|#x[\da-f]{2,5});/i;

/** A text that is HTML is meant to have them. */
const TAG = /<\/?[a-z][^<>]*>/i;

/**
 * What can't be seen, and makes a value differ from the same without it: soft hyphens, zero-width characters, directions
 * of writing around a number that was copied from a phone, and control characters.
 */
const INVISIBLE =
	/[^\P{Cc}\t\n\r]|[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]|[\u200c-\u200f]$/u;

/** Where text is written from right to left, directions of writing belong to it. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufefc]/;

/** Thai, Lao, Tibetan, Burmese and Khmer have no spaces between words: there, a zero-width space is one. */
const SPACELESS = /[\u0e00-\u109f\u1780-\u17ff]/;

/** What the checks of letters look at: without one of these a text has nothing of the kind. */
const ODD = /[^\t\n\r -%'-~]/;

/** Above this, a text is written by people, and spaces around it don't matter. */
const SHORT = 60;

/** Returns what looks wrong with the letters of a text; undefined for nearly any. */
export function oddText(text: string): FindingKind | undefined {
	if (ODD.test(text)) {
		if (MIXED_UP.test(text)) return 'wrongEncoding';
		if (HTML_CODE.test(text) && !TAG.test(text)) return 'htmlCode';
		if (INVISIBLE.test(text) && !SPACELESS.test(text) && !RIGHT_TO_LEFT.test(text)) {
			return 'spaceInValue';
		}
	}
	return isBlank(text.charCodeAt(0)) || isBlank(text.charCodeAt(text.length - 1))
		? spaceAround(text)
		: undefined;
}

/** Also the wide spaces of typography and of Japanese. */
const isBlank = (code: number) =>
	code <= 0x20 || code === 0xa0 || (code >= 0x1680 && code <= 0x3000 && isSpace(code));

const isSpace = (code: number) => String.fromCharCode(code).trim() === '';

function spaceAround(text: string): FindingKind | undefined {
	const inner = text.trim();
	return inner.length <= SHORT && !/[\r\n]/.test(inner) ? 'spaceInValue' : undefined;
}

/** What dates and numbers begin with: digits, signs, and the first letters of months and days. */
const FIRST_OF_DATE = '0123456789+-$/JFMASONDTW';

const codesOf = (signs: Iterable<string>) => new Set([...signs].map((sign) => sign.charCodeAt(0)));
const tableOf = (codes: ReadonlySet<number>) =>
	Uint8Array.from({ length: 256 }, (_, code) => (code <= 0x20 || codes.has(code) ? 1 : 0));

const NEEDS_LOOK_FIRST = tableOf(codesOf([...FIRST_OF_MISTAKE, ...FIRST_OF_DATE]));
const NEEDS_LOOK_LAST = tableOf(codesOf(LAST_OF_CODE + LAST_OF_MISTAKE));

/**
 * Whether nothing can be wrong with a text, by its first and its last character and the absence of any that aren't ASCII. Nearly
 * all are ordinary. A check that finds something in an ordinary text needs an entry here.
 */
export function isOrdinary(text: string): boolean {
	return (
		NEEDS_LOOK_FIRST[text.charCodeAt(0)] === 0 &&
		NEEDS_LOOK_LAST[text.charCodeAt(text.length - 1)] === 0 &&
		!ODD.test(text)
	);
}
