import { isCode } from './code';
import type { Findings, Place } from './findings';
import { isMistakenId } from './mistakes';
import { oddText } from './oddText';

/** Why an ID can't be what the user means. `reason` continues a sentence that starts with the name of its field. */
export interface IdFault {
	reason: string;
	remedy: string;
}

/** What a spreadsheet makes of a long number. */
const SHORTENED = /^\d+(?:[.,]\d+)?E\+\d+$/i;

/** Auth0's `samlp|acme|ada@acme.example` is a valid ID. */
const EMAIL = /^[^\s@|]+@[^\s@.]+(?:\.[^\s@.]+)+$|<[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+>$/;

/** As pandas writes an integer of a column with gaps. */
const ENDS_IN_ZERO = /^\d+\.0$/;

/** As spreadsheets mark a number that is text. */
const APOSTROPHE = /^'\d[^']*$/;

/** Placeholders for an ID in instructions and documentation, and HTML. */
const PLACEHOLDER = /^<[^<>]*>$|^<[a-z!].*>$/is;

/** Words for no value in R, APIs and answers of AI models, and for the last row of a report. Hardly the ID of a user. */
const UNLIKELY = new Set([
	...['NA', 'unknown', 'Unknown', 'UNKNOWN', 'anonymous', 'nil', 'TBD', 'example', 'placeholder'],
	...['string', 'true', 'false', 'True', 'False', 'TRUE', 'FALSE', 'USER_ID', 'YOUR_USER_ID'],
	...['Total', 'TOTAL', 'total', 'Grand Total', 'Grand total', 'Subtotal'],
	...['none', 'NONE', 'Undefined', 'UNDEFINED', 'n.a.', 'N.A.', 'N/V', 'k.A.', '#n/a'],
	...['(blank)', '(empty)', '(none)', '(not set)', 'not set', 'Not set', 'empty', 'Empty', 'EMPTY'],
	...['yes', 'Yes', 'YES', 'no', 'No', 'NO', 'error', 'Error', 'ERROR', 'not found', 'Not found'],
	...['Unknown user', '[deleted]'],
]);

/** A part that an expression wrote for nothing: `user-undefined` of `{{ 'user-' + $json.id }}`. */
const EMPTY_START = /^(?:undefined|null|NaN)[-_:.|/@ ]/;
const EMPTY_END = /[-_:.|/@ ](?:undefined|null|NaN)$/;

/** `1,234` as spreadsheets show a number. */
const GROUPED = /^[1-9]\d{0,2}(?:[, \u00a0\u2009\u202f]\d{3})+$/;

/** Blanks that look like a space. */
const OTHER_SPACE = /[\u00a0\u2007\u2009\u202f]/;

/** The first two characters of these. */
export const UNLIKELY_STARTS: readonly string[] = [...UNLIKELY].map((word) => word.slice(0, 2));

/** Lines that programs write above, between or below the data: `(2 rows)`, `Error: timeout`, `# Exported by Ada`, `<<<<<<< HEAD`. */
const NO_DATA = /^\(\d+ rows?\b.*\)$|^error: |^#.* |^[<>]{7} /i;

/** No letter, digit or emoji: `-----`. */
const RULE = /^[\p{P}$+<=>^`|~\s]+$/u;

/** The last two characters of an ID with an empty part at its end. */
export const EMPTY_PART_ENDS: readonly string[] = ['ed', 'll', 'aN'];

/** An answer of an AI model, or a comment: at least five words, some of which are in no person's name. */
const SENTENCE = /^(?=.*\b(?:are|could|for|is|no|not|the|user|was|with)\b)\S+(?:\s+\S+){4}/i;

/** Zero-width characters that are no part of any ID, and the blanks, joiners and directions of writing around one. */
const INVISIBLE =
	/^[\s\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+|(?<![\s\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff])[\s\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+$|[\u200b\u2060\ufeff]/g;

/** The first of the characters above that `trim` may leave. */
const FIRST_INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/;

/** Characters of which nearly all IDs consist. With these alone, only whole words and a `.0` at the end can be wrong. */
const PLAIN = /^[\w:/|~$=.-]+$/;

/** The functions below are called for one ID after the other. */
let lastPlain = '';

/** Whether an ID has none of the characters that separate, quote or can't be seen. */
export function isPlain(id: string): boolean {
	if (id === lastPlain) return true;
	if (!PLAIN.test(id)) return false;
	lastPlain = id;
	return true;
}

/** The same without `|`, which may separate IDs, and with a letter or a digit. */
const SINGLE = /^[_:/~$=.-]*[A-Za-z0-9][\w:/~$=.-]*$/;

/**
 * Returns whether a text is one clean ID in which nothing can be wrong, as nearly all are. It needs no other function of
 * this file or of lists.ts: they return it unchanged, and note nothing.
 */
export const isCleanId = (text: unknown): text is string =>
	typeof text === 'string' &&
	SINGLE.test(text) &&
	!text.endsWith('.0') &&
	!hasEmptyPart(text) &&
	!isMistakenId(text) &&
	!UNLIKELY.has(text);

/** By its first and last character before anything else: there may be a million IDs. */
function hasEmptyPart(id: string): boolean {
	const first = id.charCodeAt(0);
	const last = id.charCodeAt(id.length - 1);
	// u, n and N; d, l and N.
	const mayStart = first === 0x75 || first === 0x6e || first === 0x4e;
	const mayEnd = last === 0x64 || last === 0x6c || last === 0x4e;
	return (mayStart && EMPTY_START.test(id)) || (mayEnd && EMPTY_END.test(id));
}

/** Whether a text is one number as spreadsheets show it, or a list of short ones: `1,234`. */
export const isGroupedNumber = (text: string): boolean => text.length <= 15 && GROUPED.test(text);

/** Returns an ID without the blanks around it and the zero-width characters in it. Spaces within it stay. */
export function cleanId(text: string): string {
	if (isPlain(text)) return text;
	const trimmed = text.trim();
	return FIRST_INVISIBLE.test(trimmed) ? trimmed.replace(INVISIBLE, '') : trimmed;
}

/** Says why a clean ID is certainly not what the user means; undefined for any that may be. */
export function idFault(id: string): IdFault | undefined {
	return (isPlain(id) ? undefined : oddFault(id)) ?? (isMistakenId(id) ? mistaken(id) : undefined);
}

const mistaken = (id: string): IdFault => ({
	reason: `is "${id}", which comes from an empty or mistyped value`,
	remedy: 'Check the expression or the column that the ID comes from.',
});

function oddFault(id: string): IdFault | undefined {
	if (isCode(id) || PLACEHOLDER.test(id)) {
		return {
			reason: `is "${id.slice(0, 60)}", which is code and no ID`,
			remedy: 'Give the ID itself. Check the expression or the column that it comes from.',
		};
	}
	if (SHORTENED.test(id)) {
		return {
			reason: `is "${id}", a number that a spreadsheet has shortened`,
			remedy: 'Format the column as text in the spreadsheet, and export it again.',
		};
	}
	if (APOSTROPHE.test(id)) {
		return {
			reason: `is "${id}", with the apostrophe that marks text in a spreadsheet`,
			remedy: 'Remove the apostrophe where the ID comes from.',
		};
	}
	if (/\p{Surrogate}/u.test(id)) {
		return {
			reason: 'contains half of a character (a lone surrogate)',
			remedy: 'The ID was cut in the middle of an emoji. Use the whole ID.',
		};
	}
	return undefined;
}

function isUnlikely(id: string, ofUser: boolean): boolean {
	if (UNLIKELY.has(id) || RULE.test(id)) return true;
	return id.includes(' ') && (NO_DATA.test(id) || (ofUser && SENTENCE.test(id)));
}

/** What is looked for in an ID: emails are fine where users aren't meant. */
export interface IdChecks {
	findings: Findings;
	/** What the user calls the place of the ID: a column, or the label of a parameter. */
	subject: string;
	/** Whether it is the ID of a user. */
	ofUser: boolean;
}

/** Notes what looks wrong with a clean ID that may still be meant. */
export function noteId(id: string, { findings, subject, ofUser }: IdChecks, place: Place): void {
	if (isUnlikely(id, ofUser)) findings.note('unlikelyId', subject, id, place);
	if (hasEmptyPart(id)) findings.note('emptyPartOfId', subject, id, place);
	if (id.endsWith('.0') && ENDS_IN_ZERO.test(id)) findings.note('idEndsInZero', subject, id, place);
	if (isPlain(id)) return;
	if (ofUser && EMAIL.test(id)) findings.note('email', subject, id, place);
	if (isGroupedNumber(id)) {
		findings.note('groupedId', subject, id, place);
		return;
	}
	const odd = oddText(id) ?? (OTHER_SPACE.test(id) ? 'spaceInValue' : undefined);
	if (odd !== undefined) findings.note(odd, subject, id, place);
}
