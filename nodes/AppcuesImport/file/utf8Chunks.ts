import type { Encoding } from './encodings';
import { decoderFor } from './decoders';
import type { Decoded, Sample } from './pieceDecoder';
import { invalidUtf8At, isAscii, wholeUtf8 } from './utf8';

/** Bytes that are invalid in the file's encoding. All lines before them have been returned. */
export class Undecodable extends Error {
	constructor(
		readonly encoding: Encoding,
		readonly sample: Sample,
		/** Whether the file ends within a character. */
		readonly isCutOff = false,
	) {
		super(`These bytes aren't ${encoding}`);
	}
}

/** A file in UTF-8 for which the user chose another encoding. */
export class IsUtf8 extends Error {
	constructor(readonly encoding: Encoding) {
		super(`This is UTF-8, not ${encoding}`);
	}
}

const UTF8_MARK = [0xef, 0xbb, 0xbf];

const MARKS: ReadonlyArray<readonly [encoding: Encoding, mark: readonly number[]]> = [
	['utf-8', UTF8_MARK],
	['utf-16le', [0xff, 0xfe]],
	['utf-16be', [0xfe, 0xff]],
];

const LONGEST_MARK = 3;

/**
 * Converts a file to UTF-8. Removes byte order marks at its start, which have priority over the encoding that the user
 * chose, as in browsers. Each chunk ends with a whole character.
 *
 * @param encoding UTF-8 by default, unless there is a mark
 * @throws {Undecodable} for invalid bytes, including NUL
 * @throws {IsUtf8} at the end of a file in UTF-8 without a mark, if the user chose another encoding
 */
export async function* utf8Chunks(
	chunks: AsyncIterable<Uint8Array>,
	encoding: Encoding = 'utf-8',
): AsyncGenerator<Buffer> {
	let reader: TextReader | undefined;
	let head = Buffer.alloc(0);
	for await (const chunk of chunks) {
		const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
		if (reader) {
			yield* reader.read(bytes);
			continue;
		}
		head = Buffer.concat([head, bytes]);
		if (head.length < LONGEST_MARK) continue;
		reader = new TextReader(head, encoding);
		yield* reader.read(head);
	}
	reader ??= new TextReader(head, encoding);
	if (head.length < LONGEST_MARK) yield* reader.read(head);
	yield* reader.end();
}

/** Reads a file of one encoding. */
class TextReader {
	private readonly encoding: Encoding;

	private readonly decoder;

	/** Checks whether the file is UTF-8, if the user chose another encoding. */
	private readonly probe: Utf8Probe | undefined;

	private atStart = true;

	constructor(head: Uint8Array, chosen: Encoding) {
		const marked = MARKS.find(([, mark]) => mark.every((byte, at) => head[at] === byte))?.[0];
		this.encoding = marked ?? chosen;
		this.decoder = decoderFor(this.encoding);
		if (!this.encoding.startsWith('utf-')) this.probe = new Utf8Probe();
	}

	*read(bytes: Buffer): Generator<Buffer> {
		this.probe?.push(bytes);
		yield* this.checked(this.decoder.push(bytes));
	}

	*end(): Generator<Buffer> {
		yield* this.checked(this.decoder.end(), this.encoding.startsWith('utf-'));
		if (this.probe?.saysYes) throw new IsUtf8(this.encoding);
	}

	private *checked({ text, bad }: Decoded, isCutOff = false): Generator<Buffer> {
		const given = this.atStart ? withoutMarks(text) : text;
		if (given.length > 0) {
			this.atStart = false;
			yield given;
		}
		if (bad) throw new Undecodable(this.encoding, bad, isCutOff);
	}
}

/** Some programs write the mark twice. */
function withoutMarks(text: Buffer): Buffer {
	let at = 0;
	while (UTF8_MARK.every((byte, index) => text[at + index] === byte)) at += UTF8_MARK.length;
	return text.subarray(at);
}

/** Checks whether all bytes are valid UTF-8 and some aren't ASCII, which other encodings almost never are. */
class Utf8Probe {
	private rest = Buffer.alloc(0);

	private valid = true;

	private ascii = true;

	push(piece: Buffer): void {
		if (!this.valid || (this.rest.length === 0 && isAscii(piece))) return;
		const bytes = Buffer.concat([this.rest, piece]);
		const end = wholeUtf8(bytes);
		this.rest = bytes.subarray(end);
		this.ascii = false;
		this.valid = invalidUtf8At(bytes.subarray(0, end)) === -1;
	}

	get saysYes(): boolean {
		return this.valid && !this.ascii && this.rest.length === 0;
	}
}
