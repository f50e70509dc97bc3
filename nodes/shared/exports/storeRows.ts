import type { IDataObject } from 'n8n-workflow';

import type { Download } from '../api/download';
import type { ExportFormat } from '../api/endpoints/types';
import { nameFile } from './fileName';
import type { StoreBinary, StoredFile } from './readRows';

/** Rows that the node makes of a file, instead of returning the file's own. */
export interface Conversion {
	/** Reads the download to its end. */
	read(download: Download): Promise<IDataObject[]>;
	/** The first columns, which a CSV without rows has too. */
	columns: readonly string[];
}

/** How long a piece of text may get before it is encoded, in characters. */
const PIECE = 65_536;

/**
 * Stores rows as a file: as CSV (RFC 4180) or as NDJSON, in UTF-8.
 *
 * A CSV has a column for each field of any row. An array becomes a cell with one entry per line, an object JSON text.
 *
 * @param rows without nested fields for a CSV
 * @param columns the first columns, which a CSV without rows has too
 * @param wanted the file's name; its extension is corrected
 */
export async function storeRows(
	rows: readonly IDataObject[],
	columns: readonly string[],
	storeBinary: StoreBinary,
	wanted: string,
	format: ExportFormat,
): Promise<StoredFile> {
	const { fileName, mimeType } = nameFile(wanted, format, format === 'csv' ? 'csv' : 'lines');
	const bytes = encoded(format === 'csv' ? csvLines(rows, columns) : jsonLines(rows));
	const binary = await storeBinary(bytes, fileName, mimeType);
	return { binary, fileName, fileSize: bytes.length };
}

function encoded(lines: Iterable<string>): Buffer {
	const pieces: Buffer[] = [];
	let text = '';
	for (const line of lines) {
		text += line;
		if (text.length < PIECE) continue;
		pieces.push(Buffer.from(text));
		text = '';
	}
	pieces.push(Buffer.from(text));
	return Buffer.concat(pieces);
}

function* jsonLines(rows: readonly IDataObject[]): Generator<string> {
	for (const row of rows) yield `${JSON.stringify(row)}\n`;
}

function* csvLines(rows: readonly IDataObject[], first: readonly string[]): Generator<string> {
	const columns = new Set(first);
	for (const row of rows) for (const name of Object.keys(row)) columns.add(name);
	const names = [...columns];
	yield line(names);
	// A question can be called `constructor`.
	const cell = (row: IDataObject, name: string) => (Object.hasOwn(row, name) ? row[name] : null);
	for (const row of rows) yield line(names.map((name) => cellText(cell(row, name))));
}

const line = (cells: readonly string[]) => `${cells.map(quoted).join(',')}\r\n`;

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function cellText(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (Array.isArray(value)) return value.map(cellText).join('\n');
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
