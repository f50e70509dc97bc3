import { SIGNS } from '../../shared/checks/bytes';
import {
	CELL,
	CellBytes,
	COMMA,
	CR,
	DELIMITER,
	LF,
	QUOTE,
	QUOTING,
	doubled,
	isDelimiter,
	kindAt,
	signsOf,
} from './csvBytes';

const SPACE = 0x20;
const TAB = 0x09;

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
export class CsvScanner extends CellBytes {
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

	/** What all cells together contain. */
	allSigns = 0;

	/** Whether the last record of the file ends in quotes. */
	isQuoteOpen = false;

	/** Where the bytes start in the file. */
	offset = 0;

	/** Whether the record ends with CR, so that an LF after it belongs to its end. */
	afterCr = false;

	/** Where the next record starts. */
	private from = 0;

	/** The chunk after the bytes, while reading a record that is in both. */
	private later: Buffer = NOTHING;

	/** After that record was read: how many of the bytes are from the chunk before. */
	private joined = 0;

	/** The cell that is being read. */
	private cellStart = 0;

	private cellEnd = 0;

	/** Adds bytes. Read all records with {@link next} before you add more. */
	push(chunk: Buffer): void {
		if (this.pending === 0) this.goTo(chunk, 0, this.bytes.length);
		else this.later = chunk;
	}

	/** The number of bytes of an incomplete record. */
	get pending(): number {
		return this.bytes.length - this.from;
	}

	/** Reads the next record. Returns false if it is incomplete. */
	next(): boolean {
		if (this.joined > 0) {
			this.goTo(this.later, this.from - this.joined, this.joined);
			this.joined = 0;
			this.later = NOTHING;
		}
		return this.later.length > 0 ? this.readAcross() : this.read(false);
	}

	/** Reads a record that starts in one chunk and ends in the next, and joins only as much of the two as necessary. */
	private readAcross(): boolean {
		const { later } = this;
		const rest = this.bytes.subarray(this.from);
		let skipped = this.from;
		for (let size = FIRST_PIECE; ; size *= 8) {
			this.goTo(Buffer.concat([rest, later.subarray(0, size)]), 0, skipped);
			skipped = 0;
			if (this.read(false)) {
				this.joined = rest.length;
				return true;
			}
			if (size < later.length) continue;
			this.later = NOTHING;
			return false;
		}
	}

	/** @param skipped how much further in the file these bytes start */
	private goTo(bytes: Buffer, from: number, skipped: number): void {
		this.offset += skipped;
		this.setBytes(bytes);
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
		let allSigns = 0;
		for (;;) {
			this.cellSigns = 0;
			this.cellStart = at;
			at = this.skip(at, DELIMITER);
			this.cellEnd = at;
			if (bytes[at] === QUOTE) at = this.readCell(this.cellStart, at);
			if (at === length && !isLast) return false;
			if (count === this.starts.length) this.grow();
			this.starts[count] = this.cellStart;
			this.ends[count] = this.cellEnd;
			this.stops[count] = at;
			this.signs[count] = this.cellSigns;
			allSigns |= this.cellSigns;
			count += 1;
			if (bytes[at] !== COMMA) break;
			at += 1;
		}
		this.start = start;
		this.end = at;
		this.count = count;
		this.allSigns = allSigns;
		this.afterCr = bytes[at] === CR;
		this.from = Math.min(at + 1, length);
		return true;
	}

	/**
	 * Reads a cell with quotes. Returns where it ends: at its comma, a line end or the end of the bytes.
	 *
	 * @param quote where its first quote is
	 */
	private readCell(from: number, quote: number): number {
		const { bytes } = this;
		let at = from;
		while (bytes[at] === SPACE || bytes[at] === TAB) at += 1;
		if (at === quote) return this.readQuoted(from, quote);
		at = quote;
		while (bytes[at] === QUOTE) at = this.skip(at + 1, DELIMITER);
		this.cellSigns |= SIGNS.odd | CELL.loose;
		this.cellStart = from;
		this.cellEnd = at;
		return at;
	}

	/** @param quote where the opening quote is */
	private readQuoted(from: number, quote: number): number {
		const { bytes } = this;
		const { length } = bytes;
		let signs: number = CELL.quoted | (quote > from ? CELL.loose : 0);
		let at = quote + 1;
		this.cellSigns = 0;
		for (;;) {
			at = this.skip(at, QUOTING);
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
				signs |= signsOf(kindAt(bytes, at));
				at += 1;
			}
			this.cellStart = from;
			this.cellEnd = at;
		}
		this.cellSigns |= signs;
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
