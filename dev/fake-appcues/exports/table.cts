import { dotted } from './dotted.cjs';

/** What an export writes. */
export interface Table {
	/** The columns that a CSV always has. Columns for other fields of the rows follow. JSON has every field. */
	columns: readonly string[];
	count: number;
	/** All rows have the same fields, so the first one defines the columns. */
	uniform?: boolean;
	/** Can be read more than once. */
	rows: Iterable<Readonly<Record<string, unknown>>>;
}

/** The formats of an export. `json` is NDJSON. */
export type ExportFormat = 'csv' | 'json';

/** How a file is written. `array` is one JSON array of all rows. */
export type FileFormat = ExportFormat | 'array';

/** Large enough to stream millions of rows quickly. */
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

/** Nested fields become columns with dotted names, and lines end with CRLF, as in Studio's exports. */
function* csvLines({ columns: fixed, rows, uniform = false }: Table): Generator<string> {
	const columns = [...fixed, ...furtherColumns(fixed, rows, uniform)];
	yield `${columns.map(cell).join(',')}\r\n`;
	for (const row of rows) {
		const flat = dotted(row);
		yield `${columns.map((column) => cell(flat[column])).join(',')}\r\n`;
	}
}

/** Returns the columns of all rows beyond the fixed ones, in the order of the fields. */
function furtherColumns(fixed: readonly string[], rows: Table['rows'], uniform: boolean): string[] {
	const byField = new Map<string, Set<string>>();
	for (const row of rows) {
		for (const [field, value] of Object.entries(row)) {
			const columns = byField.get(field) ?? new Set();
			byField.set(field, columns);
			for (const column of Object.keys(dotted({ [field]: value }))) columns.add(column);
		}
		if (uniform) break;
	}
	const all = [...byField.values()].flatMap((columns) => [...columns]);
	return all.filter((column) => !fixed.includes(column));
}

/** A missing value is an empty cell. */
function cell(value: unknown): string {
	const text = String(value ?? '');
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
