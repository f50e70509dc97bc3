import type { Encoding } from './encodings';
import { decoderFor } from './decoders';
import type { Decoded, Sample } from './pieceDecoder';
import { invalidUtf8At, isAscii, wholeUtf8 } from './utf8';

/** Bytes that aren't text in the encoding in which they were read. All lines before them have been given out. */
export class Undecodable extends Error {
	constructor(
		readonly encoding: Encoding,
		readonly sample: Sample,
	) {
		super(`These bytes are not ${encoding}`);
	}
}

/** The user chose another encoding for a file that is valid UTF-8. */
export class IsUtf8 extends Error {
	constructor(readonly encoding: Encoding) {
		super(`This is UTF-8, not ${encoding}`);
	}
}

const MARKS: ReadonlyArray<readonly [encoding: Encoding, mark: readonly number[]]> = [
	['utf-8', [0xef, 0xbb, 0xbf]],
	['utf-16le', [0xff, 0xfe]],
	['utf-16be', [0xfe, 0xff]],
];

const LONGEST_MARK = 3;

/**
 * Reads a file as UTF-8, whatever its encoding is. Byte order marks at its start are left out, and they win over the
 * encoding that the user chose, as in browsers. What is given out ends with a whole character.
 *
 * @param encoding undefined for UTF-8, unless a mark says otherwise
 * @throws {Undecodable} for bytes that aren't text in this encoding, NUL included
 * @throws {IsUtf8} at the end of a file that is UTF-8 and has no mark, but was to be read in another encoding
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

/** Reads the bytes of a file as text of one encoding. */
class TextReader {
	private readonly encoding: Encoding;

	private readonly decoder;

	/** Finds out whether the file is UTF-8, where the user says otherwise. */
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
		yield* this.checked(this.decoder.end());
		if (this.probe?.saysYes) throw new IsUtf8(this.encoding);
	}

	private *checked({ text, bad }: Decoded): Generator<Buffer> {
		const given = this.atStart ? withoutMarks(text) : text;
		if (given.length > 0) {
			this.atStart = false;
			yield given;
		}
		if (bad) throw new Undecodable(this.encoding, bad);
	}
}

/** Some programs write the mark twice. */
function withoutMarks(text: Buffer): Buffer {
	const [, mark] = MARKS[0];
	let at = 0;
	while (mark.every((byte, index) => text[at + index] === byte)) at += mark.length;
	return text.subarray(at);
}

/** Whether all bytes are valid UTF-8 and some aren't ASCII: other encodings look like that only by a rare chance. */
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
