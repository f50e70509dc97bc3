import { InvalidInput } from '../invalidInput';
import { parseJson } from '../util/parseJson';
import { arrayFromText } from './arrayText';
import type { FindingKind } from './findings';
import { looksLikeSeveral, looksMarked } from './listMarks';
import { withoutMarkers } from './listMarkers';
import { isMistake } from './mistakes';
import { splitEntries } from './splitEntries';

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
			'Write it as ["a", "b"], or without brackets and quotes as a, b. Put a value that has brackets of its own in an array: {{ ["[a]"] }}.',
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

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
