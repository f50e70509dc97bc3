import { exactNumber } from '../util/parseJson';

/**
 * Reads an array that is written as text: JSON (`["a", 1]`), Python (`['a', None]`, `('a', 'b')`, `{'a', 'b'}`) or
 * PostgreSQL (`{a,"b c"}`). Numbers that JavaScript would round or write differently stay text.
 *
 * @returns undefined for anything else, such as an array that was cut off or that ends with a comma
 */
export function arrayFromText(text: string): unknown[] | undefined {
	const reader = new ArrayReader(text);
	const array = reader.array();
	return array && reader.atEnd() ? array : undefined;
}

/** Values that are written without quotes. */
const WORDS: Readonly<Record<string, unknown>> = {
	true: true,
	True: true,
	false: false,
	False: false,
	null: null,
	None: null,
	NULL: null,
	nan: Number.NaN,
	NaN: Number.NaN,
};

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' };

const ESCAPES: Readonly<Record<string, string>> = {
	n: '\n',
	r: '\r',
	t: '\t',
	b: '\b',
	f: '\f',
};

/** Deeper arrays mean nothing here, and would fill the stack. */
const DEEPEST = 20;

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?=\s*[,\])}])/y;
const WORD = /[A-Za-z]+(?=\s*[,\])}])/y;
const SPACES = /\s*/y;
/** An element of a PostgreSQL array without quotes. */
const BARE = /[^\s,"'{}\\](?:[^,"{}\\]*[^\s,"{}\\])?(?=\s*[,}])/y;

class ArrayReader {
	private at = 0;

	private depth = 0;

	constructor(private readonly text: string) {}

	atEnd(): boolean {
		this.take(SPACES);
		return this.at === this.text.length;
	}

	/** Undefined when it can't be read; then nothing more can be. */
	array(): unknown[] | undefined {
		this.take(SPACES);
		const open = this.text.charAt(this.at);
		const close = Object.hasOwn(CLOSING, open) ? CLOSING[open] : undefined;
		if (close === undefined || this.depth > DEEPEST) return undefined;
		this.at += 1;
		const values: unknown[] = [];
		if (this.skip(close)) return values;
		for (;;) {
			const element = this.element(open);
			if (!element) return undefined;
			values.push(element.value);
			if (this.skip(close)) return values;
			if (!this.skip(',')) return undefined;
			// Python's tuple of one.
			if (open === '(' && values.length === 1 && this.skip(close)) return values;
		}
	}

	private element(open: string): { value: unknown } | undefined {
		this.take(SPACES);
		const sign = this.text[this.at];
		if (sign === '"' || sign === "'") return this.quoted(sign);
		if (sign === '[' || sign === '(') {
			this.depth += 1;
			const value = this.array();
			this.depth -= 1;
			return value && { value };
		}
		if (open === '{') {
			const value = this.take(BARE);
			return value === undefined ? undefined : { value: value === 'NULL' ? null : value };
		}
		const number = this.take(NUMBER);
		if (number !== undefined) return { value: asWritten(number) };
		const word = this.take(WORD);
		return word !== undefined && Object.hasOwn(WORDS, word) ? { value: WORDS[word] } : undefined;
	}

	private quoted(quote: string): { value: string } | undefined {
		let value = '';
		for (let at = this.at + 1; at < this.text.length; at += 1) {
			const sign = this.text[at];
			if (sign === quote) {
				this.at = at + 1;
				return { value };
			}
			if (sign !== '\\') {
				value += sign;
				continue;
			}
			const [whole, code] = /^\\(?:u([\da-f]{4})|x([\da-f]{2}))/i.exec(
				this.text.slice(at, at + 6),
			) ?? ['\\.', undefined];
			const next = this.text[at + 1] ?? '';
			value +=
				whole === '\\.'
					? (ESCAPES[next] ?? next)
					: String.fromCharCode(parseInt(code ?? whole.slice(2), 16));
			at += whole.length - 1;
		}
		return undefined;
	}

	/** Passes over a sign and the spaces before it, if it is next. */
	private skip(sign: string): boolean {
		this.take(SPACES);
		if (this.text[this.at] !== sign) return false;
		this.at += 1;
		return true;
	}

	private take(pattern: RegExp): string | undefined {
		pattern.lastIndex = this.at;
		const found = pattern.exec(this.text)?.[0];
		this.at += found?.length ?? 0;
		return found;
	}
}

/** Text where a number would lose what it is written with: digits, zeros in front, an exponent. */

/** A number stays text where JavaScript would write it otherwise: `007`, `12e4`, and what it would round. */
const asWritten = (text: string): number | string =>
	/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? exactNumber(text, 'mayBeRounded') : text;
