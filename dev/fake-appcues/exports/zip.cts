import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** A file to zip. */
export interface ZipEntry {
	name: string;
	content: Iterable<Buffer>;
}

/** The same in every run. */
const MODIFIED = new Date(2026, 0, 1);

/** Returns a ZIP, written as the content of its files comes. */
export function zip(entries: Iterable<ZipEntry>): AsyncIterable<Buffer> {
	const file = new ZipFile();
	for (const { name, content } of entries) {
		file.addReadStream(Readable.from(withoutEmpty(content)), name, {
			mtime: MODIFIED,
			forceDosTimestamp: true, // no extra fields
		});
	}
	file.end();
	return file.outputStream as Readable;
}

/** A stream takes an empty chunk for its end. */
function* withoutEmpty(content: Iterable<Buffer>): Generator<Buffer> {
	for (const chunk of content) {
		if (chunk.length > 0) yield chunk;
	}
}
