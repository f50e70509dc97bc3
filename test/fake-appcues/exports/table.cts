/** What an export writes down. */
export interface Table {
	/** The columns of a CSV; JSON has every field of a row. */
	columns: readonly string[];
	count: number;
	rows: Iterable<Readonly<Record<string, unknown>>>;
}

/** What an export can be asked to be; `json` is NDJSON. */
export type ExportFormat = 'csv' | 'json';

/** How a file is written; `array` is one JSON array of all rows. */
export type FileFormat = ExportFormat | 'array';

/** Large enough to make a stream of millions of rows go fast. */
const CHUNK_LENGTH = 65_536;

/** Writes a table row by row: as CSV with a header row, as NDJSON, or as one JSON array. */
export function* tableText(table: Table, format: FileFormat): Generator<Buffer> {
	let text = '';
	for (const line of LINES[format](table)) {
		text += line;
		if (text.length < CHUNK_LENGTH) continue;
		yield Buffer.from(text);
		text = '';
	}
	yield Buffer.from(text);
}

const LINES: Record<FileFormat, (table: Table) => Generator<string>> = {
	csv: csvLines,
	json: jsonLines,
	array: arrayLines,
};

function* arrayLines({ rows }: Table): Generator<string> {
	let before = '[';
	for (const row of rows) {
		yield `${before}${JSON.stringify(row)}`;
		before = ',\n';
	}
	yield before === '[' ? '[]' : ']';
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
