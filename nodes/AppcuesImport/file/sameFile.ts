import { createHash } from 'crypto';

/** A file is read twice: to check it, and to send it. Both readings must be of the same bytes. */

/** How many bytes are compared at a time, and held in memory for it. */
const BLOCK_BYTES = 1_048_576;

/** Some bytes of a file, in the chunks in which they were read. */
interface Block {
	chunks: Uint8Array[];
	hash: string;
}

/** The file isn't the one that was checked. */
export class Changed extends Error {
	constructor() {
		super('The file has changed since it was checked');
	}
}

/**
 * Passes on a file while it is checked.
 *
 * @param hashes receives what {@link sameChunks} needs
 */
export async function* notedChunks(
	file: AsyncIterable<Uint8Array>,
	hashes: string[],
	blockBytes = BLOCK_BYTES,
): AsyncGenerator<Uint8Array> {
	for await (const { chunks, hash } of blocksOf(file, blockBytes)) {
		hashes.push(hash);
		yield* chunks;
	}
}

/**
 * Passes on a file that was checked. Each block is compared first, so that no byte gets through that wasn't checked. Only
 * a reader that takes everything learns whether the file has become shorter or longer.
 *
 * @throws {Changed} if it isn't the same
 */
export async function* sameChunks(
	file: AsyncIterable<Uint8Array>,
	hashes: readonly string[],
	blockBytes = BLOCK_BYTES,
): AsyncGenerator<Uint8Array> {
	const expected = hashes.values();
	for await (const { chunks, hash } of blocksOf(file, blockBytes)) {
		if (hash !== expected.next().value) throw new Changed();
		yield* chunks;
	}
	if (expected.next().done !== true) throw new Changed();
}

/** Splits a file into blocks of the same size, however it is read. The last one may be smaller. */
async function* blocksOf(
	file: AsyncIterable<Uint8Array>,
	blockBytes: number,
): AsyncGenerator<Block> {
	let chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const read of file) {
		let rest = read;
		while (bytes + rest.length >= blockBytes) {
			const end = blockBytes - bytes;
			yield blockOf([...chunks, rest.subarray(0, end)]);
			rest = rest.subarray(end);
			chunks = [];
			bytes = 0;
		}
		if (rest.length > 0) chunks.push(rest);
		bytes += rest.length;
	}
	if (bytes > 0) yield blockOf(chunks);
}

function blockOf(chunks: Uint8Array[]): Block {
	const hash = createHash('sha256');
	for (const chunk of chunks) hash.update(chunk);
	return { chunks, hash: hash.digest('base64') };
}
