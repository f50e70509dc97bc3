import type { ExportFormat } from '../api/types';
import type { Content } from './content';

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
