import type { ByteStream } from '../api/byteStream';
import type { ExportFormat } from '../api/endpoints/types';

/** What the file holds: the endings it may have, its own first, and its type. */
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

/** What Appcues writes: what it was asked for, or one JSON array, as analytics do. */
export type FileFormat = ExportFormat | 'array';

/** Endings that say what a file holds: a wrong one is replaced. */
const KNOWN_ENDING = /\.(csv|txt|jsonl|ndjson|json|gz|zip)$/i;

export interface NamedFile {
	fileName: string;
	mimeType: string;
}

/**
 * Names a result file by what its bytes are. A name that fits is kept as it is.
 *
 * @param wanted a name, with or without an ending; what comes before a slash is dropped
 */
export function nameFile(wanted: string, format: FileFormat, content: Content): NamedFile {
	const name = wanted.replace(/^.*[/\\]/s, '');
	const { endings, mimeType } = kindOf(format, content);
	const fits = endings.some((ending) => name.toLowerCase().endsWith(ending));
	return { fileName: fits ? name : stem(name) + endings[0], mimeType };
}

function kindOf(format: FileFormat, content: Content): Kind {
	if (content === 'zip') return ZIP;
	const asked = format === 'csv' ? CSV : JSON_LINES;
	// What a gzip file holds shows only when it is unpacked.
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

/** What a result file is by its first bytes, whatever its name and headers say. */
export type Content = 'zip' | 'gzip' | 'array' | 'lines' | 'text';

/** How many bytes tell: a ZIP's signature has four. */
const SIGNATURE_BYTES = 4;

export function contentOf(start: Uint8Array): Content {
	const [first, second, third] = start;
	if (first === 0x1f && second === 0x8b) return 'gzip';
	// "PK" and 3 (a file), 5 (an empty archive) or 7 (a part of one).
	if (first === 0x50 && second === 0x4b && [3, 5, 7].includes(third)) return 'zip';
	if (first === 0x5b) return 'array';
	return first === 0x7b ? 'lines' : 'text';
}

/**
 * Looks at the first bytes of a stream and puts them back, so that whoever reads it next gets all of it.
 *
 * @returns fewer bytes when the file is shorter, or broke off: the next reader will notice
 */
export async function peek(body: ByteStream): Promise<Uint8Array> {
	return await new Promise((resolve) => {
		const look = () => {
			const start: unknown = body.read(SIGNATURE_BYTES);
			const over = body.readableEnded || body.destroyed;
			if (!(start instanceof Uint8Array) && !over) return;
			for (const event of EVENTS) body.off(event, look);
			// At once: a stream that has been read to its end takes nothing back a moment later.
			if (start instanceof Uint8Array) body.unshift(start);
			resolve(start instanceof Uint8Array ? start : new Uint8Array());
		};
		for (const event of EVENTS) body.on(event, look);
		look();
	});
}

/** Whatever may bring a look further: more bytes, or no more of them. */
const EVENTS = ['readable', 'end', 'error', 'close'];
