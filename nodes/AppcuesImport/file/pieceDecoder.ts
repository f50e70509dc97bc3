import { byteAt } from '../../shared/util/elementAt';

/** Bytes of which some aren't text. */
export interface Sample {
	bytes: Uint8Array;
	/** Where the first of them is. */
	at: number;
}

/** What a decoder returns. */
export interface Decoded {
	/** UTF-8. */
	text: Buffer;
	/** The bytes after the text, if they are invalid in this encoding. */
	bad?: Sample;
}

/** Converts a file to UTF-8, piece by piece. A character can be split between pieces. */
export interface Decoder {
	push(bytes: Buffer): Decoded;
	/** Call this once, after the last piece. */
	end(): Decoded;
}

export const NOTHING = Buffer.alloc(0);

/** How much of a file to guess its encoding by, from the start of the word with the first invalid byte. */
const SAMPLE_BYTES = 4096;
const LONGEST_WORD = 64;

/** Keeps an incomplete character at the end of a piece until the next piece. */
export abstract class PieceDecoder implements Decoder {
	private rest: Buffer = NOTHING;

	push(piece: Buffer): Decoded {
		const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, piece]) : piece;
		const end = this.wholeUntil(bytes);
		this.rest = bytes.subarray(end);
		return this.decode(bytes.subarray(0, end), bytes);
	}

	end(): Decoded {
		return this.decode(this.rest, this.rest);
	}

	/** Returns the number of bytes that are whole characters. */
	protected abstract wholeUntil(bytes: Buffer): number;

	/** @param all the same bytes and what follows */
	protected abstract decode(bytes: Buffer, all: Buffer): Decoded;
}

/**
 * Returns the text up to a byte that isn't text, and a sample to guess the encoding by.
 *
 * @param all the same bytes and what follows
 */
export function cutAt(at: number, bytes: Buffer, all: Buffer): Decoded {
	// In UTF-16, the byte before the first NUL shows the byte order.
	let start = all[at] === 0 ? Math.max(0, at - 1) : at;
	while (start > Math.max(0, at - LONGEST_WORD) && byteAt(all, start - 1) >= 0x30) start -= 1;
	const sample = Uint8Array.from(all.subarray(start, at + SAMPLE_BYTES));
	return { text: bytes.subarray(0, at), bad: { bytes: sample, at: at - start } };
}
