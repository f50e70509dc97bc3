import type { IDataObject } from 'n8n-workflow';

import type { RowFormat } from './rowFormat';
import { MAX_ROW_LENGTH, RowFault, tooLong } from './rowFormat';
import { elementAt } from '../util/elementAt';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const COMMA = 0x2c;

/**
 * CSV with a header (RFC 4180). CRLF, LF and CR end a row. A quote opens a value only as its first character; elsewhere,
 * as in `5" pipe`, it is part of the value.
 *
 * Values are strings as they're written, since a CSV doesn't say which are numbers: `007` stays `007`. An empty cell is
 * no value. Rows without any value are skipped, and so is the header where it is repeated.
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

	/** The values of the row before. A repeated value is kept once: many are repeated, and rows stay in memory. */
	private above: string[] = [];

	/** The value that isn't complete yet. */
	private open = '';

	/** The place in the value. `closed` is after a quote: the closing one, or the first of two. */
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
				// Two quotes within quotes mean one.
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

	/** Returns undefined for the header, for a row without values, and for the header again. */
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
		if (isBlank || cells.every((cell) => cell === '')) return undefined;
		if (cells.length === header.length && cells.every((cell, column) => cell === header[column])) {
			return undefined;
		}
		if (cells.length !== header.length) {
			throw new RowFault(
				`Row ${this.count} of the export has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, but its header has ${header.length}`,
				cells.join(','),
			);
		}
		return this.isHeaderOdd ? this.oddRow(header, cells) : rowOf(header, cells);
	}

	/** A first line without a known column may be a message, or data, which would become the names of the columns. */
	private takeHeader(cells: string[]): void {
		const isHeader =
			cells.some((name) => ID.test(name)) ||
			(cells.some((name) => COLUMNS.has(name.toLowerCase())) &&
				cells.every((name) => FIELD.test(name)));
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
			const value = elementAt(cells, column);
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

	/** Returns the part of the row that has arrived. */
	private started(): string {
		return [...this.cells, this.open].join(',');
	}
}

function rowOf(header: string[], cells: string[]): IDataObject {
	const row: IDataObject = {};
	for (let column = 0; column < header.length; column += 1) {
		const cell = elementAt(cells, column);
		if (cell !== '') row[elementAt(header, column)] = cell;
	}
	return row;
}

/** A column of every export of events, members and groups. Studio's own exports may write it in another way. */
const ID = /^(?:user|group)[ _-]?id$/i;

/** A name as analytics have: `flow_id`, `interaction_data.0`. */
const FIELD = /^[a-z_][\w.]*$/i;

/** What analytics count and group by. Each of their files has at least one of these columns. */
const COLUMNS: ReadonlySet<string> = new Set(
	[
		'users events sessions groups nps_computed_score nps_promoters nps_neutrals nps_detractors',
		'nps_survey_started nps_scores_submitted nps_feedbacks_submitted',
		'day week month timestamp name event_type source platform app_id attributes context',
		'user_id group_id session_id email identity flow_id flow_version flow_type step_id step_type',
		'step_child_id interaction_type interaction_data step_error_message step_error_url',
		'step_child_error_message step_child_error_url experience_id experience_type survey_id',
		'response_value search_query checklist_id checklist_item_id item_id goal_id goal_version',
		'experiment_id experiment_group score feedback window url hostname path hash query screen_id',
		'user_agent_browser user_agent_os user_agent_device locale_id locale_name segment_id',
		'user_segment_id campaign_id tactic_id',
	].flatMap((names) => names.split(' ')),
);

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
