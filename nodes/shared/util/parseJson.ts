import { messageOf } from './asError';

/**
 * Parses JSON without losing digits. The package parses all JSON here. It differs from `JSON.parse` in one
 * way: a number beyond ±2^53 with 16 digits or more before its point becomes a string, as it's written (see
 * {@link exactNumber}). Other numbers stay as JavaScript reads them: `0.1234567890123456789` is rounded, `1e400` is
 * Infinity.
 *
 * @param digits `exact` for data of Appcues, `mayBeRounded` for data of the user
 * @returns undefined for what isn't JSON; {@link jsonFault} says why
 */
export function parseJson(text: string, digits: Digits): unknown {
	try {
		return JSON.parse(hasLongNumber(text) ? quoteLongNumbers(text, digits) : text) as unknown;
	} catch {
		return undefined;
	}
}

/** Returns JavaScript's message about invalid JSON. */
export function jsonFault(text: string): string {
	try {
		JSON.parse(text);
		return '';
	} catch (thrown) {
		return messageOf(thrown);
	}
}

const DIGITS = 16;
const QUOTE = 0x22;
const POINT = 0x2e;
const BACKSLASH = 0x5c;

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

/**
 * Returns whether there are 16 consecutive digits that don't start a string and aren't a fraction. It checks only every
 * 16th character, which is one of these digits if there are any. It runs for millions of rows; nearly all have none.
 */
function hasLongNumber(text: string): boolean {
	const { length } = text;
	for (let at = DIGITS - 1; at < length; at += DIGITS) {
		if (!isDigit(text.charCodeAt(at))) continue;
		let start = at;
		while (start > 0 && isDigit(text.charCodeAt(start - 1))) start -= 1;
		while (at < length && isDigit(text.charCodeAt(at))) at += 1;
		if (at - start < DIGITS) continue;
		const before = start > 0 ? text.charCodeAt(start - 1) : 0;
		if (before !== QUOTE && before !== POINT) return true;
	}
	return false;
}

/** A whole number that isn't in key position, where quotes would turn invalid JSON into valid JSON. */
const LONG_NUMBERS = /(?<![\w.+-])-?[1-9]\d{15,}(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-]|\s*:)/g;

/**
 * Puts quotes around long numbers outside of strings. Finds strings by their quotes, because a regex would overflow on
 * long ones.
 */
function quoteLongNumbers(text: string, digits: Digits): string {
	const quote = (number: string) =>
		typeof exactNumber(number, digits) === 'string' ? `"${number}"` : number;
	let result = '';
	let copied = 0;
	for (let from = 0; from < text.length; ) {
		const string = text.indexOf('"', from);
		const end = string === -1 ? text.length : string;
		if (end - from >= DIGITS) {
			result += text.slice(copied, from) + text.slice(from, end).replace(LONG_NUMBERS, quote);
			copied = end;
		}
		from = endOfString(text, end);
	}
	return result + text.slice(copied);
}

/** Returns where a string that starts at a quote ends: after its closing quote, or at the end of the text. */
function endOfString(text: string, start: number): number {
	let end = text.indexOf('"', start + 1);
	while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
	return end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, at: number): boolean {
	let backslashes = 0;
	while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
	return backslashes % 2 === 1;
}

/**
 * Whether the digits of a number are the original ones. A user's data may come from `JSON.stringify` or an expression, and
 * so from a number that JavaScript has already rounded.
 */
type Digits = 'exact' | 'mayBeRounded';

/** A number with 16 or more digits before the point. JavaScript represents shorter ones exactly. */
const LONG = /^[+-]?\d{16}/;

/**
 * Converts a text to a number, or returns the text if the number would have other digits before its point.
 *
 * A text that JavaScript may have written becomes a number, so that it's refused as an ID and gets a hint as a value.
 *
 * @param text valid input of `Number`
 */
export function exactNumber(text: string, digits: Digits): number | string {
	const number = Number(text);
	if (Math.abs(number) <= Number.MAX_SAFE_INTEGER || !LONG.test(text)) return number;
	return digits === 'mayBeRounded' && String(number) === text ? number : text;
}

/** Returns whether a number is beyond ±2^53, where JavaScript rounds whole numbers. */
export function isRounded(value: unknown): boolean {
	return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
}
