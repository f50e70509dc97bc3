/**
 * Whether the digits of a written number are those of its origin. What a user gives may come from `JSON.stringify` or an
 * expression, and so from a number that JavaScript had already rounded.
 */
export type Digits = 'exact' | 'mayBeRounded';

/** A number of 16 digits or more before the point. All with fewer digits are exact in JavaScript. */
const LONG = /^[+-]?\d{16}/;

/**
 * Returns the number that a text writes, or the text itself where the number would have other digits before its point.
 *
 * A text that JavaScript may have written stays a number: its digits are the same either way, and as a number it's
 * refused as an ID and gets a hint as a value.
 *
 * @param text that `Number` reads
 */
export function exactNumber(text: string, digits: Digits): number | string {
	const number = Number(text);
	if (Math.abs(number) <= Number.MAX_SAFE_INTEGER || !LONG.test(text)) return number;
	return digits === 'mayBeRounded' && String(number) === text ? number : text;
}

/** Whether a number is beyond ±2^53, where JavaScript rounds whole numbers. */
export function isRounded(value: unknown): boolean {
	return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
}
