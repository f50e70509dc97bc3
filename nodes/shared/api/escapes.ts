import { elementAt } from '../util/elementAt';

/** A string of bytes (one per character), and where each byte comes from in the original string. */
export interface Layer {
	text: string;
	/** Returns where the origin of a character starts. */
	from(at: number): number;
	/** Returns where the origin of a character ends. */
	to(at: number): number;
}

/** How often a text can be escaped: JSON in JSON in a percent-encoded query is escaped three times. */
const DEEPEST = 4;

/** Percent-encoding, the escapes of JSON, JavaScript and Python, and HTML's character references. */
const ESCAPE =
	/%([0-9a-f]{2})|\\x([0-9a-f]{2})|\\u([0-9a-f]{4})|\\u\{([0-9a-f]{1,6})\}|&#x([0-9a-f]{1,6});?|&#(\d{1,7});?|\\([^ux])|&([a-z]{2,6});/gi;

/** What escapes such as `\n` mean. Any other character after a backslash means itself. */
const CONTROLS: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Characters that can be part of a key or of its encoding. */
const NAMED: Record<string, string> = {
	amp: '&',
	apos: "'",
	ast: '*',
	bsol: '\\',
	colon: ':',
	commat: '@',
	dollar: '$',
	equals: '=',
	excl: '!',
	gt: '>',
	lowbar: '_',
	lt: '<',
	num: '#',
	percnt: '%',
	period: '.',
	plus: '+',
	quot: '"',
	sol: '/',
};

/** Returns the UTF-8 bytes of a text, one character each. */
export const bytesOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** Returns the text of UTF-8 bytes. */
export const textOfBytes = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');

/** Yields the bytes as they are, then unescaped once, twice and so on. */
export function* layersOf(bytes: string): Generator<Layer> {
	let layer: Layer | undefined = { text: bytes, from: (at) => at, to: (at) => at + 1 };
	for (let depth = 0; layer && depth <= DEEPEST; depth += 1) {
		yield layer;
		layer = unescaped(layer);
	}
}

/** Unescapes one level. Returns undefined if there are no escapes. */
function unescaped({ text, from, to }: Layer): Layer | undefined {
	const parts: string[] = [];
	const starts: number[] = [];
	const ends: number[] = [];
	let copied = 0;
	const copyTo = (end: number) => {
		parts.push(text.slice(copied, end));
		for (; copied < end; copied += 1) {
			starts.push(from(copied));
			ends.push(to(copied));
		}
	};
	for (const match of text.matchAll(ESCAPE)) {
		const bytes = meaningOf(match);
		if (bytes === undefined) continue;
		const end = match.index + match[0].length;
		copyTo(match.index);
		parts.push(bytes);
		for (let count = bytes.length; count > 0; count -= 1) {
			starts.push(from(match.index));
			ends.push(to(end - 1));
		}
		copied = end;
	}
	if (copied === 0) return undefined;
	copyTo(text.length);
	return {
		text: parts.join(''),
		from: (at) => elementAt(starts, at),
		to: (at) => elementAt(ends, at),
	};
}

/** Returns the bytes that an escape means; undefined if it only looks like one. */
function meaningOf(match: RegExpMatchArray): string | undefined {
	const [, percent, byte, unit, point, hex, decimal, escaped, name] = match;
	const raw = percent ?? byte;
	if (raw !== undefined) return String.fromCharCode(parseInt(raw, 16));
	if (escaped !== undefined) return CONTROLS[escaped] ?? escaped;
	if (name !== undefined) return NAMED[name.toLowerCase()];
	const hexadecimal = unit ?? point ?? hex;
	const code = hexadecimal === undefined ? Number(decimal) : parseInt(hexadecimal, 16);
	return code <= 0x10ffff ? bytesOf(String.fromCodePoint(code)) : undefined;
}
