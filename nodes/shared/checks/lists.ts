import { InvalidInput } from '../util/invalidInput';
import { shorten } from '../util/text';
import { parseJson } from '../util/parseJson';
import { arrayFromText } from './arrayText';
import type { FindingKind } from './findings';
import { isMistake } from './mistakes';
import { splitEntries } from './splitEntries';
import { elementAt } from '../util/elementAt';

/** Where a list notes what looks wrong in it. */
export interface Noter {
	note(kind: FindingKind, subject: string, example?: string): void;
}

/** Text that is one entry at first sight: no separator, no space, no quote, no bracket. */
const SINGLE = /^[\w@.:/+#=~%&$!*-]*$/;

/** What AI models put around an answer. */
const FENCE = /^```(?:\w*[ \t]*\r?\n|(?:json|python)\s)?([\s\S]*)```$/i;

const KEY = /^\{\s*(?:"[^"]*"|'[^']*')\s*:/;

/**
 * Returns the entries of a list that a parameter takes: an array as it is, or text.
 *
 * - Text is split at commas and line ends. List markers (`- a`, `1. a`) and quotes around an entry are taken off.
 * - An array that is written as text is read: JSON, Python, PostgreSQL, and `[a, b]` without quotes.
 * - What may be several entries in one, or holds a marker that isn't certain, is returned as it is and noted.
 *
 * Entries are neither trimmed nor checked, and blank ones are returned too. Anything but an array or text is its own
 * single entry.
 *
 * @param label of the parameter, for messages
 * @throws {InvalidInput} for text that begins like an array and isn't one, for an object, and where brackets or quotes
 * leave open what the entries are
 */
export function listEntries(value: unknown, label: string, noter?: Noter): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string' || SINGLE.test(value)) return [value];
	const trimmed = value.trim();
	const text = (FENCE.exec(trimmed)?.[1] ?? trimmed).trim();
	const where = label.includes("'") ? label : `'${label}'`;
	const array = /^[[({]/.test(text) ? fromBrackets(text, where) : undefined;
	if (array) return array;
	return splitEntries(withoutMarkers(text, where), where).map(({ text: entry, quoted }) => {
		if (!quoted && noter) noteEntry(entry, label, noter);
		return entry;
	});
}

/** Notes what may be several values in one, or has a marker, brackets or quotes that may not belong to it. */
export function noteEntry(entry: string, label: string, noter: Noter): void {
	if (looksLikeSeveral(entry)) noter.note('separatorInId', label, entry);
	else if (looksMarked(entry)) noter.note('markedId', label, entry);
}

/** Undefined for text that only begins with a bracket: `[VIP] user-1`, `{3f25…}`. */
function fromBrackets(text: string, where: string): unknown[] | undefined {
	// `[object Object]`: the caller says what is wrong with it.
	if (isMistake(text)) return undefined;
	if (KEY.test(text)) {
		throw new InvalidInput(
			`${where} is an object where a list belongs`,
			`Check the expression in ${where}: it should give text or an array, not ${text.slice(0, 60)}.`,
		);
	}
	const array = arrayFromText(text) ?? jsonArray(text);
	if (array) return isList(text, array) ? array : undefined;
	const isWrapped = text.startsWith('[') && text.endsWith(']');
	const inner = text.slice(1, -1);
	if (isWrapped && inner.includes(',') && !/["'[\]{}]/.test(inner)) return inner.split(',');
	if (isWrapped || /^\[(?:\s*["'[{]|[^\]]*$)/.test(text)) {
		throw new InvalidInput(
			`${where} can't be read as an array: ${shorten(text)}`,
			'Write it as ["a", "b"], or without brackets and quotes as a, b. Put a value that has its own brackets in an array: {{ ["[a]"] }}.',
		);
	}
	return undefined;
}

/** Objects in an array are the caller's to refuse. */
function jsonArray(text: string): unknown[] | undefined {
	const parsed = parseJson(text, 'mayBeRounded');
	return Array.isArray(parsed) ? parsed : undefined;
}

/** A single entry in braces or parentheses, such as a GUID, is no list. */
const isList = (text: string, array: unknown[]): boolean =>
	text.startsWith('[') || array.length !== 1 || array[0] === null || /["']/.test(text);

/** `- a`, `* a`, `• a`. A dash right before an ID (`-abc`) is part of it. */
const BULLET =
	/^\s*(?:[-*+\u2013\u2014]\s+|[\u2022\u2023\u25e6\u25aa\u25cf\u00b7]\s*)(?:\[[ xX]\]\s+)?(?=\S)/;

/** `1. a`, `1) a`. */
const NUMBERED = /^\s*(\d{1,6})[.)]\s+(?=\S)/;

const LINE_END = /\r\n|[\r\n\u2028\u2029]/;

/** Returns a list without markers before its entries, if all have one. @throws {InvalidInput} if only some have */
function withoutMarkers(text: string, where: string): string {
	if (!BULLET.test(text) && !NUMBERED.test(text) && !LINE_END.test(text)) return text;
	const lines = text.split(LINE_END).filter((line) => line.trim() !== '');
	const separator = lines.length > 1 ? '\n' : ',';
	const parts = lines.length > 1 ? lines : text.split(',');
	return (stripped(parts) ?? stripped(lines))?.join(separator) ?? refusedOrSame(text, lines, where);
}

/** Undefined unless all parts have a marker. */
function stripped(parts: string[]): string[] | undefined {
	if (parts.every((part) => BULLET.test(part)))
		return parts.map((part) => part.replace(BULLET, ''));
	return parts.length > 1 && isNumbered(parts)
		? parts.map((part) => part.replace(NUMBERED, ''))
		: undefined;
}

/** Counting up by one. The same number may be part of each name: `1. FC Köln`, `1. FC Nürnberg`. */
function isNumbered(parts: string[]): boolean {
	const numbers = parts.map((part) => Number(NUMBERED.exec(part)?.[1]));
	return numbers.every((number, index) => number === elementAt(numbers, 0) + index);
}

/** An introduction, or a line that was forgotten, would become an entry. */
function refusedOrSame(text: string, lines: string[], where: string): string {
	const bullets = lines.filter((line) => BULLET.test(line));
	const numbered = lines.filter((line) => NUMBERED.test(line));
	const isMixed = bullets.length > 0 || (numbered.length > 1 && isNumbered(numbered));
	if (lines.length < 2 || !isMixed) return text;
	const bare =
		lines.find((line) => !BULLET.test(line) && !NUMBERED.test(line)) ?? elementAt(lines, 0);
	throw new InvalidInput(
		`${where} has list markers on some lines only`,
		`Write one value on each line and nothing else. This line has no marker: "${bare.trim().slice(0, 60)}".`,
	);
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const LONG_HEX = /^[\da-f]{16,}$/i;
const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

/** What several IDs begin with: `user-` of `user-1`, `usr` of `usr12`. */
const STEM = /^[a-z]{2,}\d{0,2}[-_.:#]|^[a-z]+(?=\d+$)/i;

/** `&amp;` ends in a semicolon that separates nothing. */
const ENTITY = /&#?\w+;/g;

/**
 * Returns whether text that is taken for one ID seems to be several. No ID has a semicolon, a tab or a line end in it.
 * Others may have commas, spaces and `|`, such as Auth0's `auth0|5f7c8ec7`: there, only parts of one kind count.
 */
export function looksLikeSeveral(text: string): boolean {
	if (!/[;|\s,]/.test(text)) return false;
	const entry = text.trim().replace(ENTITY, '');
	if (partsOf(entry, /[;\t\r\n]/).length > 1) return true;
	const listed = partsOf(entry, ',');
	if (listed.length > 1 && listed.every((part) => /^\d{4,}$/.test(part))) return true;
	return [listed, partsOf(entry, '|'), partsOf(entry, /\s/)].some(
		(parts) => parts.length > 1 && areOfOneKind(parts),
	);
}

const partsOf = (text: string, separator: RegExp | string) =>
	text
		.split(separator)
		.map((part) => part.trim())
		.filter((part) => part !== '');

function areOfOneKind(parts: string[]): boolean {
	if ([UUID, LONG_HEX, EMAIL].some((kind) => parts.every((part) => kind.test(part)))) return true;
	const [stem] = STEM.exec(elementAt(parts, 0)) ?? [];
	if (stem === undefined || new Set(parts).size < parts.length) return false;
	return parts.every((part) => !/\s/.test(part) && STEM.exec(part)?.[0] === stem);
}

/** Returns whether an ID still has a list marker, or brackets or quotes around it, of which it isn't certain. */
function looksMarked(text: string): boolean {
	const entry = text.trim();
	if (
		/^(?:["\u201c\u201e\u2018\u00ab]|`(?!`)|\*\*(?!\*)|(?:[-*+\u2022]|\d{1,6}[.)])\s+\S)/.test(
			entry,
		)
	)
		return true;
	if (/^(?:user[ _-]?)?id\s*[:=]\s*\S/i.test(entry)) return true;
	const inner = /^(?:\{([^{}]+)\}|\[(.+)\]|'(.+)')$/.exec(entry);
	return inner !== null && !UUID.test(inner[1] ?? '');
}
