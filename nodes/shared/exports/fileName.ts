import type { ByteStream } from '../api/byteStream';
import type { ExportFormat } from '../api/endpoints/types';

/** A kind of file: the endings it can have, the usual one first, and its MIME type. */
interface Kind {
	endings: string[];
	mimeType: string;
}

const CSV: Kind = { endings: ['.csv', '.txt'], mimeType: 'text/csv' };
const JSON_LINES: Kind = {
	endings: ['.jsonl', '.ndjson', '.json'],
	mimeType: 'application/x-ndjson',
};
const JSON_ARRAY: Kind = { endings: ['.json'], mimeType: 'application/json' };
const ZIP: Kind = { endings: ['.zip'], mimeType: 'application/zip' };

/** The format of an export: the one that was requested, or one JSON array, as analytics write. */
export type FileFormat = ExportFormat | 'array';

/** Endings that say what is in a file: a wrong one is replaced. */
const KNOWN_ENDING = /\.(csv|txt|jsonl|ndjson|json|gz|zip)$/i;

export interface NamedFile {
	fileName: string;
	mimeType: string;
}

/**
 * Returns the name of a result file, with the ending that fits its content.
 *
 * @param wanted a name, with or without an ending; a path before it is dropped
 * @param format what was requested, for content that doesn't say what it is
 */
export function nameFile(wanted: string, format: FileFormat, content: Content): NamedFile {
	const name = wanted.replace(/^.*[/\\]/s, '');
	const { endings, mimeType } = kindOf(format, content);
	const fits = endings.some((ending) => name.toLowerCase().endsWith(ending));
	return { fileName: fits ? name : stem(name) + endings[0], mimeType };
}

function kindOf(format: FileFormat, content: Content): Kind {
	if (content === 'zip') return ZIP;
	if (content === 'csv') return CSV;
	const asked = format === 'csv' ? CSV : JSON_LINES;
	// The content of a gzip file isn't known before it is unpacked.
	const packed = format === 'array' ? JSON_ARRAY : asked;
	if (content === 'gzip') {
		return {
			endings: packed.endings.map((ending) => `${ending}.gz`),
			mimeType: 'application/gzip',
		};
	}
	if (content === 'array') return JSON_ARRAY;
	return content === 'lines' ? JSON_LINES : asked;
}

function stem(name: string): string {
	const shorter = name.replace(KNOWN_ENDING, '');
	return shorter === name || shorter === '' ? name : stem(shorter);
}

/** What a result file is by its first bytes. `unknown` is an empty file, or one that is none of the others. */
export type Content = 'zip' | 'gzip' | 'array' | 'lines' | 'csv' | 'unknown';

/** How many bytes of a file are read for {@link contentOf}: there can be blanks before its first character. */
const START_BYTES = 256;

/** Returns what a file is, from its first bytes: the reader of rows decides in the same way. */
export function contentOf(start: Uint8Array): Content {
	const [first, second, third] = start;
	if (first === 0x1f && second === 0x8b) return 'gzip';
	// "PK" and 3 (a file), 5 (an empty archive) or 7 (a part of one).
	const isZip = first === 0x50 && second === 0x4b;
	if (isZip && (third === 3 || third === 5 || third === 7)) return 'zip';
	// The bytes can end within a character, which decodes as another one.
	const [character] = new TextDecoder().decode(start).trimStart();
	if (character === '[') return 'array';
	if (character === '{') return 'lines';
	// Control characters are no text, and `<` begins a web page or XML.
	return character === undefined || character < ' ' || character === '<' ? 'unknown' : 'csv';
}

/**
 * Reads the first bytes of a stream and puts them back, so that the next reader gets all of it.
 *
 * @returns fewer bytes if the file is shorter, or if the download broke off: the next reader reports that
 */
export async function peek(body: ByteStream): Promise<Uint8Array> {
	return await new Promise((resolve) => {
		const check = () => {
			const start: unknown = body.read(START_BYTES);
			const isOver = body.readableEnded || body.destroyed;
			if (!(start instanceof Uint8Array) && !isOver) return;
			for (const event of EVENTS) body.off(event, check);
			// Immediately: a stream that was read to its end takes nothing back a moment later.
			if (start instanceof Uint8Array) body.unshift(start);
			resolve(start instanceof Uint8Array ? start : new Uint8Array());
		};
		for (const event of EVENTS) body.on(event, check);
		check();
	});
}

/** What can change the outcome of a check: more bytes, or no more of them. */
const EVENTS = ['readable', 'end', 'error', 'close'];
