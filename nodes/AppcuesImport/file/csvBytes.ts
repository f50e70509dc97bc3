import { BYTE_SIGNS, SIGNS } from '../../shared/checks/bytes';
import { byteAt } from '../../shared/util/elementAt';

/** What the bytes of a CSV mean. */

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

export const COMMA = 0x2c;
export const QUOTE = 0x22;
export const CR = 0x0d;
export const LF = 0x0a;

/** Bits of bytes above those in a cell: what ends a cell, and a quote. */
export const DELIMITER = 16;
export const QUOTING = 32;
const IN_CELL = DELIMITER - 1;

const KINDS = Uint8Array.from(BYTE_SIGNS);
KINDS[COMMA] = DELIMITER | SIGNS.odd;
KINDS[QUOTE] = QUOTING | SIGNS.odd;
KINDS[CR] = DELIMITER | SIGNS.odd | CELL.lineBreak;
KINDS[LF] = DELIMITER | SIGNS.odd | CELL.lineBreak;

/** Returns what a byte is. There must be one. */
export const kindAt = (bytes: Uint8Array, at: number): number => KINDS[bytes[at] ?? 0] ?? 0;

/** Returns what a byte means in a cell, where it doesn't end the cell or its quotes. */
export const signsOf = (kind: number): number => kind & IN_CELL;

/** What two bytes are together. */
const PAIRS = new Uint8Array(65_536);
for (let byte = 0; byte < 256; byte += 1) {
	PAIRS.set(
		KINDS.map((kind) => kind | byteAt(KINDS, byte)),
		byte * 256,
	);
}

/** Bytes of a CSV, and a quick way through its cells. */
export class CellBytes {
	bytes: Buffer = Buffer.alloc(0);

	/** What the cell contains that is being read. */
	protected cellSigns = 0;

	/** The bytes two by two, since that is faster; none of them if they start at an odd place in memory. */
	private pairs: Uint16Array = new Uint16Array();

	protected setBytes(bytes: Buffer): void {
		this.bytes = bytes;
		const { buffer, byteOffset, length } = bytes;
		this.pairs = new Uint16Array(buffer, byteOffset & ~1, byteOffset % 2 === 0 ? length >> 1 : 0);
	}

	/** Skips bytes of a cell up to one with one of the bits from `stop` on, and notes what they are. */
	protected skip(from: number, stop: number): number {
		const { bytes, pairs } = this;
		const { length } = bytes;
		let at = from;
		let signs = this.cellSigns;
		let kind = 0;
		if ((at & 1) === 1 && at < length && (kind = kindAt(bytes, at)) < stop) {
			signs |= kind;
			at += 1;
		}
		if (kind < stop && (at & 1) === 0) {
			let pair = at >> 1;
			while (pair < pairs.length && (kind = PAIRS[pairs[pair] ?? 0] ?? 0) < stop) {
				signs |= kind;
				pair += 1;
			}
			at = pair << 1;
			while (at < length && (kind = kindAt(bytes, at)) < stop) {
				signs |= kind;
				at += 1;
			}
		}
		this.cellSigns = signsOf(signs);
		return at;
	}
}

export const isDelimiter = (byte: number | undefined) =>
	byte === COMMA || byte === LF || byte === CR;

/** Returns a copy with room for twice as many numbers. */
export function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
	const larger = new Int32Array(array.length * 2);
	larger.set(array);
	return larger;
}
