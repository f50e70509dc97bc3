import { LAST_OF_CODE } from './code';
import { FIRST_OF_MISTAKE } from './mistakes';
import { ODD } from './oddText';

/** What dates and numbers begin with: digits, signs, and the first letters of months and days. */
const FIRST_OF_DATE = '0123456789+-$JFMASONDTW';

const codesOf = (signs: Iterable<string>) => new Set([...signs].map((sign) => sign.charCodeAt(0)));
const tableOf = (codes: ReadonlySet<number>) =>
	Uint8Array.from({ length: 256 }, (_, code) => (code <= 0x20 || codes.has(code) ? 1 : 0));

const NEEDS_LOOK_FIRST = tableOf(codesOf([...FIRST_OF_MISTAKE, ...FIRST_OF_DATE]));
const NEEDS_LOOK_LAST = tableOf(codesOf(LAST_OF_CODE));

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
