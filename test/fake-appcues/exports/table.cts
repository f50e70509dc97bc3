/** What an export writes down. */
export interface Table {
	/** The columns of a CSV; JSON has every field of a row. */
	columns: readonly string[];
	count: number;
	rows: Iterable<Readonly<Record<string, unknown>>>;
}

export type ExportFormat = 'csv' | 'json';

/** Large enough to make a stream of millions of rows go fast. */
const CHUNK_LENGTH = 65_536;

/** Writes a table row by row: as CSV with a header row, or as NDJSON. */
export function* tableText(table: Table, format: ExportFormat): Generator<Buffer> {
	let text = '';
	for (const line of format === 'csv' ? csvLines(table) : jsonLines(table)) {
		text += line;
		if (text.length < CHUNK_LENGTH) continue;
		yield Buffer.from(text);
		text = '';
	}
	yield Buffer.from(text);
}

function* jsonLines({ rows }: Table): Generator<string> {
	for (const row of rows) yield `${JSON.stringify(row)}\n`;
}

function* csvLines({ columns, rows }: Table): Generator<string> {
	yield `${columns.map(cell).join(',')}\n`;
	for (const row of rows) yield `${columns.map((column) => cell(row[column])).join(',')}\n`;
}

/** A missing value is an empty cell; an object is JSON. */
function cell(value: unknown): string {
	if (value === undefined || value === null) return '';
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
