import { InvalidInput } from '../util/invalidInput';

/** An entry of a list. What was in quotes is certain to be one. */
interface Entry {
	text: string;
	quoted: boolean;
}

/** What closes a quote, by what opens it. */
const QUOTES: Readonly<Record<string, string>> = {
	'"': '"',
	"'": "'",
	'`': '`',
	'\u201c': '\u201d',
	'\u201e': '\u201c\u201d',
	'\u2018': '\u2019',
	'\u201a': '\u2018\u2019',
	'\u00ab': '\u00bb',
	'\u00bb': '\u00ab',
};

/** Of an entry in quotes: a quote without its other half must not cost a look through the whole text. */
const LONGEST = 1000;

const LINE_ENDS = '\r\n\u2028\u2029';

const BLANKS = /[ \t]*/y;

/** Whatever may be between two entries that are both in quotes. */
const GAP = /[\s,;|]*/y;

const SPLIT = /,|[\r\n\u2028\u2029]+/g;

/**
 * Splits text at commas and line ends, but not within quotes that surround an entry, and takes such quotes off. A line
 * end beside a comma, and a blank line, make no blank entry.
 *
 * @throws {InvalidInput} where one pair of quotes surrounds a whole list, or a comma is within brackets
 */
export function splitEntries(text: string, where: string): Entry[] {
	const entries = allQuoted(text, where) ?? split(text);
	if (entries.length > 1 && isBalanced(text)) {
		const torn = entries.find((entry) => !entry.quoted && !isBalanced(entry.text));
		if (torn) {
			throw new InvalidInput(
				`${where} has a comma or a line break within brackets`,
				`Write several values as a, b. Put a value that contains a comma in an array: {{ ["a, b"] }}. This part can't be read: "${torn.text.trim().slice(0, 60)}".`,
			);
		}
	}
	return entries;
}

/** Text of nothing but quoted entries; undefined for any other. */
function allQuoted(text: string, where: string): Entry[] | undefined {
	if (!Object.hasOwn(QUOTES, text[0] ?? '')) return undefined;
	const entries: Entry[] = [];
	for (let at = 0; at < text.length; at = pass(GAP, text, at)) {
		const quoted = quotedAt(text, at, endsQuoted);
		if (!quoted) return isWrapped(text) ? refuseWrapped(where) : undefined;
		entries.push({ text: quoted.text, quoted: true });
		at = quoted.end;
	}
	const isOne = entries.length === 1;
	return isOne && entries.every((entry) => entry.text.includes(','))
		? refuseWrapped(where)
		: entries;
}

/** Lines with one pair of quotes around all of them. */
function isWrapped(text: string): boolean {
	const open = text.charAt(0);
	return QUOTES[open]?.includes(text.slice(-1)) === true && !text.slice(1, -1).includes(open);
}

function refuseWrapped(where: string): never {
	throw new InvalidInput(
		`${where} has one pair of quotes around a whole list`,
		'Remove the quotes. Put a single value that contains a comma in an array: {{ ["a, b"] }}.',
	);
}

/** As CSV does: quotes only around some entries. */
function split(text: string): Entry[] {
	const entries: Entry[] = [];
	let at = 0;
	let afterLine = false;
	for (;;) {
		const quoted = quotedAt(text, pass(BLANKS, text, at), endsEntry);
		SPLIT.lastIndex = quoted?.end ?? at;
		const separator = SPLIT.exec(text);
		const end = separator?.index ?? text.length;
		const entry = quoted?.text ?? text.slice(at, end);
		const beforeLine = separator !== null && separator[0] !== ',';
		if (quoted || entry.trim() !== '' || !(afterLine || beforeLine)) {
			entries.push({ text: entry, quoted: quoted !== undefined });
		}
		if (!separator) return entries;
		afterLine = beforeLine;
		at = end + separator[0].length;
	}
}

/** Returns the place behind what a pattern matches at a place. */
function pass(pattern: RegExp, text: string, at: number): number {
	pattern.lastIndex = at;
	return at + (pattern.exec(text)?.[0].length ?? 0);
}

/** Whether an entry may end before a place: blanks may follow, then a separator. */
function endsEntry(text: string, at: number): boolean {
	let next = at;
	while (text[next] === ' ' || text[next] === '\t') next += 1;
	return next >= text.length || text[next] === ',' || LINE_ENDS.includes(text.charAt(next));
}

/** The same where all entries are in quotes. */
const endsQuoted = (text: string, at: number): boolean =>
	at >= text.length || /[\s,;|]/.test(text.charAt(at));

/** The quoted entry that begins at a place, if its closing quote is on the same line and an entry may end there. */
function quotedAt(
	text: string,
	start: number,
	mayEnd: (text: string, at: number) => boolean,
): { text: string; end: number } | undefined {
	const open = text[start] ?? '';
	const closing = Object.hasOwn(QUOTES, open) ? QUOTES[open] : undefined;
	if (closing === undefined) return undefined;
	const last = Math.min(text.length, start + LONGEST);
	for (let at = start + 1; at < last && !LINE_ENDS.includes(text.charAt(at)); at += 1) {
		if (!closing.includes(text.charAt(at))) continue;
		if (text[at] === '"' && text[at + 1] === '"') {
			at += 1;
			continue;
		}
		if (text[at - 1] !== '\\' && mayEnd(text, at + 1)) {
			const inner = text.slice(start + 1, at).replace(/\\(["'\\])/g, '$1');
			return { text: open === '"' ? inner.replaceAll('""', '"') : inner, end: at + 1 };
		}
	}
	return undefined;
}

const BRACKETS = [
	['(', ')'],
	['[', ']'],
	['{', '}'],
] as const;

/** Whether every bracket has its other half. */
function isBalanced(text: string): boolean {
	if (!/[()[\]{}]/.test(text)) return true;
	const count = (sign: string) => text.split(sign).length;
	return BRACKETS.every(([open, close]) => count(open) === count(close));
}
