import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

const VERSION = 20;
/** Sizes and checksum follow the data, and names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1 January 1980: the ZIP format requires a date. */
const [TIME, DATE] = [0, 0x0021];
const COMMON = Buffer.concat([uint16(FLAGS), uint16(DEFLATED), uint16(TIME), uint16(DATE)]);

/** A file to zip. */
export interface ZipEntry {
	name: string;
	content: Iterable<Buffer>;
}

/** A ZIP that is written while the content of its files arrives. Not for more than 4 GB. */
export async function* zip(entries: Iterable<ZipEntry>): AsyncGenerator<Buffer> {
	const directory: Buffer[] = [];
	let at = 0;
	for (const { name, content } of entries) {
		const start = at;
		const nameBytes = Buffer.from(name);
		const head = [Buffer.from('PK\x03\x04'), uint16(VERSION), COMMON, Buffer.alloc(12)];
		const local = Buffer.concat([...head, uint16(nameBytes.length), uint16(0), nameBytes]);
		yield local;
		const seen = { crc: 0, size: 0, deflated: 0 };
		for await (const chunk of Readable.from(counted(content, seen)).pipe(createDeflateRaw())) {
			seen.deflated += chunk.length;
			yield chunk;
		}
		const sums = [uint32(seen.crc), uint32(seen.deflated), uint32(seen.size)];
		const after = Buffer.concat([Buffer.from('PK\x07\x08'), ...sums]);
		yield after;
		at += local.length + seen.deflated + after.length;
		const about = [Buffer.from('PK\x01\x02'), uint16(VERSION), uint16(VERSION), COMMON, ...sums];
		// No extra field, no comment, first disk, no attributes.
		const place = [uint16(nameBytes.length), Buffer.alloc(12), uint32(start), nameBytes];
		directory.push(Buffer.concat([...about, ...place]));
	}
	yield ending(directory, at);
}

/** The directory with one entry per file, and its position. */
function ending(directory: readonly Buffer[], start: number): Buffer {
	const bytes = Buffer.concat(directory);
	const files = uint16(directory.length);
	const counts = [uint16(0), uint16(0), files, files];
	const end = [...counts, uint32(bytes.length), uint32(start), uint16(0)];
	return Buffer.concat([bytes, Buffer.from('PK\x05\x06'), ...end]);
}

function* counted(
	content: Iterable<Buffer>,
	seen: { crc: number; size: number },
): Generator<Buffer> {
	for (const chunk of content) {
		seen.crc = crc32(chunk, seen.crc);
		seen.size += chunk.length;
		// A stream takes an empty chunk as its end.
		if (chunk.length > 0) yield chunk;
	}
}

function uint16(value: number): Buffer {
	return Buffer.of(value & 0xff, value >>> 8);
}

function uint32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}
