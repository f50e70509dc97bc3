import { BYTE_SIGNS, SIGNS } from '../../shared/checks/bytes';

/** What a cell contains, as bits, in addition to {@link SIGNS}. */
export const CELL = {
	/** A line break in quotes. */
	lineBreak: 8,
	quoted: 16,
	/** Two quotes in quotes, which mean one. */
	doubled: 32,
	/** Text after the closing quote, which programs read differently. */
	stray: 64,
	/** Spaces around the quotes, or quotes in a value without quotes: invalid CSV, but clear. */
	loose: 128,
} as const;

const COMMA = 0x2c;
const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;

/** A bit above those of a cell: the byte has a meaning in CSV. */
const SPECIAL = 256;

const KINDS = Uint16Array.from(BYTE_SIGNS);
KINDS[COMMA] = SPECIAL | SIGNS.odd;
KINDS[QUOTE] = SPECIAL | SIGNS.odd;
KINDS[CR] = SPECIAL | SIGNS.odd | CELL.lineBreak;
KINDS[LF] = SPECIAL | SIGNS.odd | CELL.lineBreak;

const NOTHING = Buffer.alloc(0);

/** Most records are shorter, in bytes. */
const FIRST_PIECE = 4096;

/**
 * Finds the records of a CSV and their cells (RFC 4180) in chunks of bytes. CR, LF and CRLF end a record, unless they are
 * in a quoted value. A quote opens a value only at its start, after optional spaces. Elsewhere, as in `5" pipe`, it is a
 * character like any other.
 *
 * The last record that was read is in `bytes`, from `start` to `end`. Its cells are numbers in arrays that the next record
 * reuses: millions of objects would take too much time and memory.
 */
export class CsvScanner {
	bytes: Buffer = NOTHING;

	start = 0;

	end = 0;

	/** The number of cells in the record. */
	count = 0;

	/** Where each value starts and ends, without its quotes. A stray value includes its quotes. */
	starts = new Int32Array(64);

	ends = new Int32Array(64);

	/** Where each cell ends: at its comma, or the end of the record. */
	stops = new Int32Array(64);

	/** What each cell contains: {@link SIGNS} and {@link CELL}. */
	signs = new Uint8Array(64);

	/** Whether the last record of the file ends in quotes. */
	isQuoteOpen = false;

	/** Where the next record starts. */
	private from = 0;

	/** The chunk after the bytes, while reading a record that is in both. */
	private later: Buffer = NOTHING;

	/** After that record was read: how many of the bytes are from the chunk before. */
	private joined = 0;

	/** Whether the record before ended with CR, so that an LF belongs to its end. */
	private afterCr = false;

	/** The cell that is being read. */
	private cellStart = 0;

	private cellEnd = 0;

	private cellSigns = 0;

	/** Adds bytes. Read all records with {@link next} before you add more. */
	push(chunk: Buffer): void {
		if (this.pending === 0) this.goTo(chunk, 0);
		else this.later = chunk;
	}

	/** The number of bytes of an incomplete record. */
	get pending(): number {
		return this.bytes.length - this.from;
	}

	/** Reads the next record. Returns false if it is incomplete. */
	next(): boolean {
		if (this.joined > 0) {
			this.goTo(this.later, this.from - this.joined);
			this.joined = 0;
			this.later = NOTHING;
		}
		return this.later.length > 0 ? this.readAcross() : this.read(false);
	}

	/** Reads a record that starts in one chunk and ends in the next, and joins only as much of the two as necessary. */
	private readAcross(): boolean {
		const { later } = this;
		const rest = this.bytes.subarray(this.from);
		for (let size = FIRST_PIECE; ; size *= 8) {
			this.goTo(Buffer.concat([rest, later.subarray(0, size)]), 0);
			if (this.read(false)) {
				this.joined = rest.length;
				return true;
			}
			if (size < later.length) continue;
			this.later = NOTHING;
			return false;
		}
	}

	private goTo(bytes: Buffer, from: number): void {
		this.bytes = bytes;
		this.from = from;
	}

	/** Reads the last record, after the last chunk. Returns false if there is none. */
	finish(): boolean {
		return this.read(true);
	}

	/** Reads a record. An incomplete record is read again from its start, once there are more bytes. */
	private read(isLast: boolean): boolean {
		const { bytes } = this;
		const { length } = bytes;
		let at = this.from;
		if (this.afterCr && bytes[at] === LF) at += 1;
		if (at === length) return false;
		const start = at;
		let count = 0;
		for (;;) {
			at = this.readCell(at);
			if (at === length && !isLast) return false;
			if (count === this.starts.length) this.grow();
			this.starts[count] = this.cellStart;
			this.ends[count] = this.cellEnd;
			this.stops[count] = at;
			this.signs[count] = this.cellSigns;
			count += 1;
			if (bytes[at] !== COMMA) break;
			at += 1;
		}
		this.start = start;
		this.end = at;
		this.count = count;
		this.afterCr = bytes[at] === CR;
		this.from = Math.min(at + 1, length);
		return true;
	}

	/** Returns where a cell ends: at its comma, a line end or the end of the bytes. */
	private readCell(from: number): number {
		const { bytes } = this;
		const { length } = bytes;
		let at = from;
		let signs = 0;
		while (bytes[at] === SPACE || bytes[at] === TAB) {
			signs = SIGNS.odd;
			at += 1;
		}
		if (bytes[at] === QUOTE) return this.readQuoted(from, at);
		for (;;) {
			let kind = 0;
			while (at < length && (kind = kindAt(bytes, at)) < SPECIAL) {
				signs |= kind;
				at += 1;
			}
			if (bytes[at] !== QUOTE) break;
			signs |= SIGNS.odd | CELL.loose;
			at += 1;
		}
		this.cellStart = from;
		this.cellEnd = at;
		this.cellSigns = signs;
		return at;
	}

	/** @param quote where the opening quote is */
	private readQuoted(from: number, quote: number): number {
		const { bytes } = this;
		const { length } = bytes;
		let signs: number = CELL.quoted | (quote > from ? CELL.loose : 0);
		let at = quote + 1;
		for (;;) {
			while (at < length && bytes[at] !== QUOTE) {
				signs |= kindAt(bytes, at);
				at += 1;
			}
			this.cellEnd = at;
			this.isQuoteOpen = at === length;
			at = Math.min(at + 1, length);
			if (bytes[at] !== QUOTE) break;
			signs |= SIGNS.odd | CELL.doubled;
			at += 1;
		}
		this.cellStart = quote + 1;
		while (bytes[at] === SPACE || bytes[at] === TAB) {
			signs |= CELL.loose;
			at += 1;
		}
		if (at < length && !isDelimiter(bytes[at])) {
			signs |= SIGNS.odd | CELL.stray;
			while (at < length && !isDelimiter(bytes[at])) {
				signs |= kindAt(bytes, at);
				at += 1;
			}
			this.cellStart = from;
			this.cellEnd = at;
		}
		this.cellSigns = signs;
		return at;
	}

	private grow(): void {
		const { signs } = this;
		this.starts = doubled(this.starts);
		this.ends = doubled(this.ends);
		this.stops = doubled(this.stops);
		this.signs = new Uint8Array(signs.length * 2);
		this.signs.set(signs);
	}
}

/** Returns what a byte is. The end of the bytes ends a cell, as a comma does. */
const kindAt = (bytes: Uint8Array, at: number) => KINDS[bytes[at] ?? COMMA] ?? SPECIAL;

const isDelimiter = (byte: number | undefined) => byte === COMMA || byte === LF || byte === CR;

/** Returns a copy with room for twice as many numbers. */
export function doubled(array: Int32Array) {
	const larger = new Int32Array(array.length * 2);
	larger.set(array);
	return larger;
}
