import { BYTE_SIGNS } from '../../shared/checks/bytes';
import { doubled } from './csvBytes';
import { byteAt } from '../../shared/util/elementAt';

/** The kinds of values. */
export const JSON_KIND = {
	string: 0,
	number: 1,
	/** true, false */
	word: 2,
	null: 3,
	/** An object or an array, of which only the end is known. */
	nested: 4,
} as const;

/** A string has escapes. This bit is added to the SIGNS of its bytes. */
export const ESCAPED = 8;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const MINUS = 0x2d;
const PLUS = 0x2b;
const ZERO = 0x30;
const DOT = 0x2e;
const LARGE_E = 0x45;
const SMALL_E = 0x65;

/** The byte ends a string, or isn't allowed in one unescaped. */
const SPECIAL = 256;

const KINDS = Uint16Array.from(BYTE_SIGNS, (signs, byte) =>
	byte < 0x20 || byte === QUOTE || byte === BACKSLASH ? SPECIAL : signs,
);

/** No place. */
const NOWHERE = -1;

/**
 * Finds the members of a JSON object (RFC 8259) in bytes. It keeps only their positions, so that numbers keep all of their
 * digits, and values that are sent unchanged never become strings.
 */
export class JsonScanner {
	/** The number of members in the object. */
	count = 0;

	/** Where names and values start and end, without the quotes of strings. */
	nameStarts = new Int32Array(64);

	nameEnds = new Int32Array(64);

	starts = new Int32Array(64);

	ends = new Int32Array(64);

	/** The kind of each value: {@link JSON_KIND}. */
	kinds = new Uint8Array(64);

	/** What each string contains. */
	signs = new Uint8Array(64);

	private end = 0;

	/** What the last string contains. */
	private stringSigns = 0;

	/** Reads bytes. Returns false if they aren't a JSON object. The caller must check nested values. */
	read(bytes: Uint8Array, start: number, end: number): boolean {
		this.end = end;
		this.count = 0;
		let at = this.skipSpace(bytes, start);
		if (bytes[at] !== OPEN || at >= end) return false;
		at = this.skipSpace(bytes, at + 1);
		if (bytes[at] === CLOSE && at < end) return this.skipSpace(bytes, at + 1) === end;
		for (;;) {
			at = this.readMember(bytes, at);
			if (at === NOWHERE || at >= end) return false;
			if (bytes[at] === CLOSE) return this.skipSpace(bytes, at + 1) === end;
			if (bytes[at] !== COMMA) return false;
			at = this.skipSpace(bytes, at + 1);
		}
	}

	/** Returns where to continue after the member and the spaces that follow it. */
	private readMember(bytes: Uint8Array, from: number): number {
		if (bytes[from] !== QUOTE || from >= this.end) return NOWHERE;
		const member = this.count;
		if (member === this.starts.length) this.grow();
		const nameEnd = this.readString(bytes, from + 1);
		if (nameEnd === NOWHERE) return NOWHERE;
		this.nameStarts[member] = from + 1;
		this.nameEnds[member] = nameEnd;
		const colon = this.skipSpace(bytes, nameEnd + 1);
		if (bytes[colon] !== COLON || colon >= this.end) return NOWHERE;
		const start = this.skipSpace(bytes, colon + 1);
		if (start >= this.end) return NOWHERE;
		const next = this.readValue(bytes, start, member);
		if (next === NOWHERE) return NOWHERE;
		this.count = member + 1;
		return this.skipSpace(bytes, next);
	}

	/** Returns where the value ends. */
	private readValue(bytes: Uint8Array, start: number, member: number): number {
		const first = byteAt(bytes, start);
		this.starts[member] = start;
		let kind: number = JSON_KIND.number;
		let next: number;
		if (first === QUOTE) {
			const end = this.readString(bytes, start + 1);
			if (end === NOWHERE) return NOWHERE;
			this.kinds[member] = JSON_KIND.string;
			this.signs[member] = this.stringSigns;
			this.starts[member] = start + 1;
			this.ends[member] = end;
			return end + 1;
		}
		if (first === OPEN || first === OPEN_ARRAY) {
			kind = JSON_KIND.nested;
			next = this.skipNested(bytes, start);
		} else if (first === MINUS || isDigit(first)) next = this.readNumber(bytes, start);
		else {
			kind = first === NULL[0] ? JSON_KIND.null : JSON_KIND.word;
			next = this.readWord(bytes, start);
		}
		this.kinds[member] = kind;
		this.ends[member] = next;
		return next;
	}

	/** Returns where the closing quote is. */
	private readString(bytes: Uint8Array, from: number): number {
		const { end } = this;
		let at = from;
		let signs = 0;
		for (;;) {
			let kind = 0;
			while (at < end && (kind = kindAt(bytes, at)) < SPECIAL) {
				signs |= kind;
				at += 1;
			}
			if (at >= end) return NOWHERE;
			if (bytes[at] === QUOTE) {
				this.stringSigns = signs;
				return at;
			}
			const length = bytes[at] === BACKSLASH ? escapeLength(bytes, at) : 0;
			if (length === 0) return NOWHERE;
			signs |= ESCAPED;
			at += length;
		}
	}

	private readNumber(bytes: Uint8Array, start: number): number {
		let at = bytes[start] === MINUS ? start + 1 : start;
		if (bytes[at] === ZERO) at += 1;
		else if ((at = this.skipDigits(bytes, at)) === NOWHERE) return NOWHERE;
		if (bytes[at] === DOT && (at = this.skipDigits(bytes, at + 1)) === NOWHERE) return NOWHERE;
		if (bytes[at] !== SMALL_E && bytes[at] !== LARGE_E) return at;
		at += 1;
		if (bytes[at] === PLUS || bytes[at] === MINUS) at += 1;
		return this.skipDigits(bytes, at);
	}

	/** Skips at least one digit. */
	private skipDigits(bytes: Uint8Array, from: number): number {
		let at = from;
		while (at < this.end && isDigit(byteAt(bytes, at))) at += 1;
		return at === from ? NOWHERE : at;
	}

	private readWord(bytes: Uint8Array, start: number): number {
		const word = bytes[start] === NULL[0] ? NULL : bytes[start] === TRUE[0] ? TRUE : FALSE;
		const end = start + word.length;
		for (let at = 0; at < word.length; at += 1) if (bytes[start + at] !== word[at]) return NOWHERE;
		return end <= this.end ? end : NOWHERE;
	}

	/** Finds the bracket that closes the one at `start`, without checking what is between them. */
	private skipNested(bytes: Uint8Array, start: number): number {
		let depth = 0;
		let at = start;
		while (at < this.end) {
			const byte = bytes[at];
			if (byte === QUOTE) {
				at = this.readString(bytes, at + 1);
				if (at === NOWHERE) return NOWHERE;
			} else if (byte === OPEN || byte === OPEN_ARRAY) depth += 1;
			else if (byte === CLOSE || byte === CLOSE_ARRAY) depth -= 1;
			at += 1;
			if (depth === 0) return at;
		}
		return NOWHERE;
	}

	private skipSpace(bytes: Uint8Array, from: number): number {
		let at = from;
		while (at < this.end && isSpace(byteAt(bytes, at))) at += 1;
		return at;
	}

	private grow(): void {
		const { kinds, signs } = this;
		this.nameStarts = doubled(this.nameStarts);
		this.nameEnds = doubled(this.nameEnds);
		this.starts = doubled(this.starts);
		this.ends = doubled(this.ends);
		this.kinds = new Uint8Array(kinds.length * 2);
		this.kinds.set(kinds);
		this.signs = new Uint8Array(signs.length * 2);
		this.signs.set(signs);
	}
}

const NULL = Buffer.from('null');
const TRUE = Buffer.from('true');
const FALSE = Buffer.from('false');

/** Returns what a byte of a string is. The end of the bytes ends a string, as a quote does. */
const kindAt = (bytes: Uint8Array, at: number) => KINDS[bytes[at] ?? QUOTE] ?? SPECIAL;

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;

const isSpace = (byte: number) => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

/** Returns the number of bytes of an escape, or 0 if it is invalid. */
function escapeLength(bytes: Uint8Array, at: number): number {
	const letter = bytes[at + 1];
	if (letter === undefined) return 0;
	if (letter !== 0x75) return ESCAPES.includes(letter) ? 2 : 0;
	for (let digit = at + 2; digit < at + 6; digit += 1) {
		const byte = bytes[digit];
		if (byte === undefined || !/[0-9a-f]/i.test(String.fromCharCode(byte))) return 0;
	}
	return 6;
}

/** `"` `\` `/` b f n r t */
const ESCAPES = Buffer.from('"\\/bfnrt');
