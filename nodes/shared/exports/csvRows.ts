import type { IDataObject } from 'n8n-workflow';

import type { RowFormat } from './rowFormat';
import { MAX_ROW_LENGTH, RowFault, tooLong } from './rowFormat';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const COMMA = 0x2c;

/**
 * CSV with a header (RFC 4180). CRLF, LF and CR end a row. A quote opens a value only as its first character; elsewhere,
 * as in `5" pipe`, it is part of the value.
 *
 * Values are strings as they're written, since a CSV doesn't say which are numbers: `007` stays `007`. An empty cell is
 * no value. Blank lines are skipped.
 */
export class CsvRows implements RowFormat {
	readonly unit = 'row';

	/** The header and blank lines aren't rows, but blank lines count, so that a message names the row as a sheet does. */
	count = 0;

	private header: string[] | undefined;

	/** Two columns have one name, or a column's name means something to JavaScript. */
	private isHeaderOdd = false;

	/** The values of the row that is being read. */
	private cells: string[] = [];

	/** Those of the row before. A value that is repeated is kept once: many are, and rows stay in memory. */
	private above: string[] = [];

	/** The value that isn't complete yet. */
	private open = '';

	/** Where in the value reading is. `closed` is behind a quote: the closing one, or the first of two. */
	private state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';

	/** The row before ended with CR: an LF that follows is part of that end. */
	private isAfterCr = false;

	/** How many characters have come since the last row ended. */
	private length = 0;

	push(piece: string): IDataObject[] {
		const rows: IDataObject[] = [];
		let rowStart = -this.length;
		let at = 0;
		while (at < piece.length) {
			const code = piece.charCodeAt(at);
			if (this.isAfterCr) {
				this.isAfterCr = false;
				if (code === LF) {
					at += 1;
					continue;
				}
			}
			if (this.state === 'quoted') {
				at = this.readQuoted(piece, at);
			} else if (code === QUOTE && this.state !== 'plain') {
				// Two quotes within quotes stand for one.
				if (this.state === 'closed') this.open += '"';
				this.state = 'quoted';
				at += 1;
			} else if (code === COMMA) {
				this.endCell();
				at += 1;
			} else if (code === LF || code === CR) {
				const row = this.endRow();
				if (row) rows.push(row);
				this.isAfterCr = code === CR;
				at += 1;
				rowStart = at;
			} else {
				at = this.readPlain(piece, at);
			}
		}
		this.length = piece.length - rowStart;
		if (this.length > MAX_ROW_LENGTH) throw tooLong('row', this.count + 1, this.started());
		return rows;
	}

	end(): IDataObject[] {
		if (this.state === 'quoted') {
			throw new RowFault(
				`A quote (") in ${this.place()} of the export is never closed`,
				this.started(),
			);
		}
		const row = this.endRow();
		return row ? [row] : [];
	}

	private readQuoted(piece: string, from: number): number {
		const quote = piece.indexOf('"', from);
		const end = quote === -1 ? piece.length : quote;
		this.open += piece.slice(from, end);
		if (quote !== -1) this.state = 'closed';
		return end + 1;
	}

	private readPlain(piece: string, from: number): number {
		if (this.state === 'closed') {
			throw new RowFault(
				`${capitalized(this.place())} of the export has text after a closing quote (")`,
				this.started(),
			);
		}
		this.state = 'plain';
		let end = from + 1;
		for (; end < piece.length; end += 1) {
			const code = piece.charCodeAt(end);
			if (code === COMMA || code === LF || code === CR) break;
		}
		this.open += piece.slice(from, end);
		return end;
	}

	private endCell(): void {
		const { open, cells, above } = this;
		const same = above[cells.length];
		cells.push(same === open ? same : open);
		this.open = '';
		this.state = 'start';
	}

	/** @returns undefined for the header and for a blank line */
	private endRow(): IDataObject | undefined {
		const isBlank = this.cells.length === 0 && this.state !== 'closed' && this.open.trim() === '';
		this.endCell();
		const { cells, header } = this;
		this.cells = [];
		this.above = cells;
		if (!header) {
			if (!isBlank) this.takeHeader(cells);
			return undefined;
		}
		this.count += 1;
		if (isBlank) return undefined;
		if (cells.length !== header.length) {
			throw new RowFault(
				`Row ${this.count} of the export has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, but its header has ${header.length}`,
				cells.join(','),
			);
		}
		return this.isHeaderOdd ? this.oddRow(header, cells) : rowOf(header, cells);
	}

	/** A first line that names no columns may be a message, or data: the rows below it would get false names. */
	private takeHeader(cells: string[]): void {
		const isHeader =
			cells.some((name) => USER_ID.test(name)) ||
			(cells.length > 1 && cells.every((name) => FIELD.test(name)));
		if (!isHeader) {
			throw new RowFault(
				'The export is neither JSON nor a CSV with the names of its columns in the first line',
				cells.join(','),
			);
		}
		this.header = cells;
		this.isHeaderOdd = new Set(cells).size < cells.length || cells.includes('__proto__');
	}

	private oddRow(header: string[], cells: string[]): IDataObject {
		const row = new Map<string, string>();
		for (const [column, name] of header.entries()) {
			const value = cells[column];
			if (value === '') continue;
			if ((row.get(name) ?? value) !== value) {
				throw new RowFault(
					`Row ${this.count} of the export has two values in columns of the same name`,
					`${name}: ${row.get(name)}, ${value}`,
				);
			}
			row.set(name, value);
		}
		return Object.fromEntries(row);
	}

	private place(): string {
		return this.header ? `row ${this.count + 1}` : 'the header';
	}

	/** What has come of the row that is being read. */
	private started(): string {
		return [...this.cells, this.open].join(',');
	}
}

function rowOf(header: string[], cells: string[]): IDataObject {
	const row: IDataObject = {};
	for (let column = 0; column < header.length; column += 1) {
		if (cells[column] !== '') row[header[column]] = cells[column];
	}
	return row;
}

/** The column of every export of events and members. Studio's own exports may write it in another way. */
const USER_ID = /^user[ _-]?id$/i;

/** A name as analytics have: `flow_id`, `interaction_data.0`. */
const FIELD = /^[a-z_][\w.]*$/i;

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
