import type { Decoded } from './pieceDecoder';
import { cutAt, PieceDecoder } from './pieceDecoder';
import { byteAt } from '../../shared/util/elementAt';

/** Checks bytes and returns them unchanged. */
export class Utf8Decoder extends PieceDecoder {
	protected wholeUntil(bytes: Buffer): number {
		return wholeUtf8(bytes);
	}

	protected decode(bytes: Buffer, all: Buffer): Decoded {
		const at = invalidUtf8At(bytes);
		return at === -1 ? { text: bytes } : cutAt(at, bytes, all);
	}
}

/** Returns the number of bytes that are whole characters of UTF-8, if they are valid. */
export function wholeUtf8(bytes: Uint8Array): number {
	const { length } = bytes;
	for (let back = 1; back <= Math.min(3, length); back += 1) {
		const byte = byteAt(bytes, length - back);
		if (byte < 0x80) break;
		if (byte >= 0xc0) return bytesOfCharacter(byte) > back ? length - back : length;
	}
	return length;
}

function bytesOfCharacter(first: number): number {
	if (first < 0xe0) return 2;
	return first < 0xf0 ? 3 : 4;
}

/**
 * Returns the position of the first invalid byte of UTF-8 (RFC 3629) or NUL, or -1. A TextDecoder also finds it, but
 * creates a string of everything, which takes more time and memory.
 */
export function invalidUtf8At(bytes: Uint8Array): number {
	const nul = bytes.indexOf(0);
	const length = nul === -1 ? bytes.length : nul;
	const words = wordsOf(bytes, length);
	let at = 0;
	while (at < length) {
		const first = byteAt(bytes, at);
		if (first < 0x80) {
			at += 1;
			if ((at & 3) === 0) at = skipAscii(words, at);
			continue;
		}
		const second = bytes[at + 1];
		if (!isNext(second)) return at;
		if (first < 0xe0) {
			if (first < 0xc2) return at;
			at += 2;
			continue;
		}
		if (!isNext(bytes[at + 2])) return at;
		if (first < 0xf0) {
			// Too long for its character, or half of a surrogate pair.
			if ((first === 0xe0 && second < 0xa0) || (first === 0xed && second >= 0xa0)) return at;
			at += 3;
			continue;
		}
		if (!isNext(bytes[at + 3]) || first > 0xf4) return at;
		// Too long, or after the last character.
		if ((first === 0xf0 && second < 0x90) || (first === 0xf4 && second >= 0x90)) return at;
		at += 4;
	}
	return nul;
}

/** Returns whether all bytes are ASCII. */
export function isAscii(bytes: Uint8Array): boolean {
	let at = skipAscii(wordsOf(bytes, bytes.length), 0);
	while (at < bytes.length && byteAt(bytes, at) < 0x80) at += 1;
	return at === bytes.length;
}

/** Returns the same bytes in groups of four, as far as possible. */
function wordsOf({ buffer, byteOffset }: Uint8Array, length: number): Uint32Array {
	return new Uint32Array(buffer, byteOffset & ~3, byteOffset % 4 === 0 ? length >> 2 : 0);
}

const NON_ASCII = 0x80808080;

/** Returns the position of the next four bytes that aren't all ASCII. */
function skipAscii(words: Uint32Array, at: number): number {
	let word = at >> 2;
	while (word + 4 <= words.length && (fourWords(words, word) & NON_ASCII) === 0) word += 4;
	while (word < words.length && ((words[word] ?? 0) & NON_ASCII) === 0) word += 1;
	return Math.max(at, word << 2);
}

/** Returns the bits of four words together. It is faster to look at many bytes at a time. */
const fourWords = (words: Uint32Array, at: number) =>
	(words[at] ?? 0) | (words[at + 1] ?? 0) | (words[at + 2] ?? 0) | (words[at + 3] ?? 0);

/** Returns whether a byte continues a character. */
const isNext = (byte: number | undefined): byte is number =>
	byte !== undefined && (byte & 0xc0) === 0x80;
