import type { Encoding } from './encodings';
import type { Decoded, Decoder } from './pieceDecoder';
import { cutAt, NOTHING, PieceDecoder } from './pieceDecoder';
import { Utf8Decoder } from './utf8';
import { byteAt } from '../../shared/util/elementAt';

/** Returns the decoder of an encoding. */
export function decoderFor(encoding: Encoding): Decoder {
	switch (encoding) {
		case 'utf-8':
			return new Utf8Decoder();
		case 'utf-16le':
		case 'utf-16be':
			return new Utf16Decoder(encoding === 'utf-16be');
		case 'big5':
		case 'euc-jp':
		case 'euc-kr':
		case 'gb18030':
		case 'shift_jis':
			return new MultiByteDecoder(encoding);
		default:
			return new SingleByteDecoder(encoding);
	}
}

const NO_TEXT = /[\p{Surrogate}\0]/u;

class Utf16Decoder extends PieceDecoder {
	private last = false;

	constructor(private readonly bigEndian: boolean) {
		super();
	}

	override end(): Decoded {
		this.last = true;
		return super.end();
	}

	protected wholeUntil(bytes: Buffer): number {
		const even = bytes.length - (bytes.length % 2);
		if (even === 0) return 0;
		const high = byteAt(bytes, this.bigEndian ? even - 2 : even - 1);
		// The first half of a pair waits for the second.
		return high >= 0xd8 && high <= 0xdb ? even - 2 : even;
	}

	protected decode(bytes: Buffer, all: Buffer): Decoded {
		if (this.last && bytes.length > 0) return cutAt(0, bytes, all);
		const little = this.bigEndian ? Buffer.from(bytes).swap16() : bytes;
		const text = little.toString('utf16le');
		const at = text.search(NO_TEXT);
		if (at === -1) return { text: Buffer.from(text) };
		return { ...cutAt(at * 2, bytes, all), text: Buffer.from(text.slice(0, at)) };
	}
}

/** Control characters that text never contains: an encoding that returns them is the wrong one. */
const C1 = /[\0\u0080-\u009f\ufffd]/;

/** East Asian encodings with one to four bytes per character. */
class MultiByteDecoder extends PieceDecoder {
	private readonly decoder;

	constructor(encoding: string) {
		super();
		this.decoder = new TextDecoder(encoding, { fatal: true });
	}

	/** Finds a byte that is a whole character in all of them: further bytes of a character are 0x30 or more. */
	protected wholeUntil(bytes: Buffer): number {
		let at = bytes.length;
		while (at > 0 && byteAt(bytes, at - 1) >= 0x30) at -= 1;
		return at;
	}

	protected decode(bytes: Buffer, all: Buffer): Decoded {
		const text = this.textOf(bytes);
		if (text !== undefined) return { text: Buffer.from(text) };
		const good: string[] = [];
		let at = 0;
		while (at < bytes.length) {
			let end = at + 1;
			while (end < bytes.length && byteAt(bytes, end - 1) >= 0x30) end += 1;
			const piece = this.textOf(bytes.subarray(at, end));
			if (piece === undefined) break;
			good.push(piece);
			at = end;
		}
		return { ...cutAt(at, bytes, all), text: Buffer.from(good.join('')) };
	}

	private textOf(bytes: Buffer): string | undefined {
		try {
			const text = this.decoder.decode(bytes);
			return C1.test(text) ? undefined : text;
		} catch {
			return undefined;
		}
	}
}

/** Some versions of Node, such as 20.20, decode these 32 as ISO-8859-1. A space marks a byte without a character. */
const WINDOWS_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** Encodings with one byte per character, of which the lower half is ASCII. */
class SingleByteDecoder implements Decoder {
	/** The UTF-8 of each byte, or undefined for bytes without a character. */
	private readonly table: ReadonlyArray<Buffer | undefined>;

	constructor(encoding: string) {
		this.table = Array.from({ length: 256 }, (_, byte) => utf8Of(byte, encoding));
	}

	push(bytes: Buffer): Decoded {
		let length = 0;
		let end = 0;
		for (; end < bytes.length; end += 1) {
			const byte = byteAt(bytes, end);
			const character = byte === 0 ? undefined : this.table[byte];
			if (!character) break;
			length += character.length;
		}
		const text = Buffer.allocUnsafe(length);
		let to = 0;
		for (let at = 0; at < end; at += 1) {
			const byte = byteAt(bytes, at);
			if (byte < 0x80) {
				text[to] = byte;
				to += 1;
			} else for (const part of this.table[byte] ?? NOTHING) to = text.writeUInt8(part, to);
		}
		return end === bytes.length ? { text } : { ...cutAt(end, bytes, bytes), text };
	}

	end(): Decoded {
		return { text: NOTHING };
	}
}

function utf8Of(byte: number, encoding: string): Buffer | undefined {
	if (byte < 0x80) return Buffer.of(byte);
	const character = characterOf(byte, encoding);
	return character === ' ' || C1.test(character) ? undefined : Buffer.from(character);
}

function characterOf(byte: number, encoding: string): string {
	if (encoding !== 'windows-1252' && encoding !== 'iso-8859-1') {
		return new TextDecoder(encoding).decode(Uint8Array.of(byte));
	}
	return byte < 0xa0 ? WINDOWS_1252.charAt(byte - 0x80) : String.fromCharCode(byte);
}
