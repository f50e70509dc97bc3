import type { IDataObject } from 'n8n-workflow';

import { parseJson } from '../util/parseJson';
import { isRow, MAX_ROW_LENGTH, NESTED, RowFault, tooLong } from './rowFormat';
import type { RowFormat } from './rowFormat';

/**
 * NDJSON: one JSON object a line. Blank lines count, so that a message names the line as an editor does.
 *
 * A file with a single object may not be NDJSON: see {@link rowsOfOnly}.
 */
export class JsonLines implements RowFormat {
	readonly unit = 'line';

	/** The first row, until there is a second one. */
	private only: IDataObject | undefined;

	private isFirst = true;

	/** The line that isn't complete yet. */
	private open = '';

	/** @param count how many blank lines came before the first piece */
	constructor(public count: number) {}

	push(piece: string): IDataObject[] {
		const lines = piece.split('\n');
		lines[0] = this.open + lines[0];
		this.open = lines.pop() ?? '';
		const rows = this.holdFirst(this.parse(lines));
		if (this.open.length > MAX_ROW_LENGTH) throw tooLong('line', this.count + 1, this.open);
		return rows;
	}

	end(): IDataObject[] {
		const rows = this.holdFirst(this.parse([this.open]));
		return this.only ? rowsOfOnly(this.only) : rows;
	}

	private holdFirst(rows: IDataObject[]): IDataObject[] {
		const [first] = rows;
		if (first === undefined) return rows;
		if (this.isFirst) {
			this.isFirst = false;
			if (rows.length > 1) return rows;
			this.only = first;
			return [];
		}
		const { only } = this;
		this.only = undefined;
		return only ? [only, ...rows] : rows;
	}

	private parse(lines: string[]): IDataObject[] {
		const rows: IDataObject[] = [];
		for (const line of lines) {
			this.count += 1;
			if (line.trim() === '') continue;
			const row = parseJson(line, 'exact');
			if (!isRow(row)) throw noObject(`Line ${this.count}`, line);
			rows.push(row);
		}
		return rows;
	}
}

/** What every row of events, members and groups has, and most rows of analytics. */
const ROW_KEYS = ['user_id', 'group_id', 'timestamp'];

/** What Appcues and storage services answer with instead of a file. */
const RESPONSE_KEYS = new Set([
	...['code', 'detail', 'details', 'error', 'errors', 'job_id', 'job_url', 'message'],
	...['request_id', 'requestId', 'status', 'title'],
]);

/** What an array of rows is called in an object around it. */
const WRAPPER =
	/^(?:data|docs|elements|entries|events|export|items|list|members|profiles|records|responses?|results?|rows|users)$/i;

/**
 * Returns the rows in the only object of a file: the object itself, or those of the array in it.
 *
 * @throws {RowFault} for a response of Appcues in place of an export
 */
function rowsOfOnly(only: IDataObject): IDataObject[] {
	if (ROW_KEYS.some((key) => key in only)) return [only];
	const arrays = Object.entries(only).filter(([, value]) => Array.isArray(value));
	const [name = '', rows] = (arrays.length === 1 && arrays[0]) || [];
	const isWrapper = WRAPPER.test(name);
	if (isResponse(only, isWrapper)) {
		throw new RowFault(
			'The download is a response of Appcues, not the export',
			JSON.stringify(only).slice(0, 1000),
			'The export may not be finished, or Appcues refused it. Check the job, or start the export again.',
		);
	}
	if (!isTable(rows) || NESTED.includes(name)) return [only];
	const hasOthers = Object.keys(only).length > 1;
	const isRowItself = hasOthers && !isWrapper && (rows.length === 0 || 'name' in only);
	return isRowItself ? [only] : rows;
}

const isTable = (value: unknown): value is IDataObject[] =>
	Array.isArray(value) && value.every(isRow);

function isResponse(object: IDataObject, isWrapper: boolean): boolean {
	const { error, status, title } = object;
	if (error || Number(status) >= 400 || 'job_id' in object) return true;
	// A job, whose `events` are its log.
	if (typeof status === 'string' && 'id' in object) return true;
	if (isWrapper) return false;
	const keys = Object.keys(object);
	return (
		(status !== undefined && title !== undefined) ||
		(keys.length > 0 && keys.every((key) => RESPONSE_KEYS.has(key)))
	);
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPENING_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/**
 * One JSON array of objects. Its elements are cut at the commas between them and parsed one by one: if each is valid,
 * the whole array is.
 */
export class JsonArray implements RowFormat {
	readonly unit = 'row';

	count = 0;

	/** The element that isn't complete yet. */
	private open = '';

	/** How many brackets and braces are open in the element. */
	private depth = 0;

	private isInString = false;

	/** The last character so far was a backslash in a string. */
	private isEscaped = false;

	private state: 'before' | 'within' | 'after' = 'before';

	/** The first piece starts with the opening bracket. */
	push(piece: string): IDataObject[] {
		const rows: IDataObject[] = [];
		const text = this.state === 'before' ? piece.slice(1) : piece;
		if (this.state === 'before') this.state = 'within';
		let from = 0;
		let at = this.isInString ? this.endOfString(text, 0) + 1 : 0;
		let { depth } = this;
		for (; at < text.length && this.state === 'within'; at += 1) {
			const code = text.charCodeAt(at);
			if (code === QUOTE) {
				at = this.endOfString(text, at + 1);
			} else if (code === OPENING_BRACE || code === OPENING_BRACKET) {
				depth += 1;
			} else if (depth === 0 && (code === COMMA || code === CLOSING_BRACKET)) {
				this.open += text.slice(from, at);
				from = at + 1;
				if (code === CLOSING_BRACKET) this.state = 'after';
				const row = this.take();
				if (row) rows.push(row);
			} else if (code === CLOSING_BRACE || code === CLOSING_BRACKET) {
				depth -= 1;
			}
		}
		this.depth = depth;
		this.open += text.slice(from);
		if (this.state === 'after') this.requireNothingElse();
		if (this.open.length > MAX_ROW_LENGTH) throw tooLong('row', this.count + 1, this.open);
		return rows;
	}

	end(): IDataObject[] {
		if (this.state === 'after') return [];
		throw new RowFault(`The export is cut off in row ${this.count + 1}`, this.open);
	}

	/** @returns undefined for what is between the brackets of an empty array */
	private take(): IDataObject | undefined {
		const text = this.open;
		this.open = '';
		if (this.state === 'after' && this.count === 0 && text.trim() === '') return undefined;
		this.count += 1;
		const row = parseJson(text, 'exact');
		if (isRow(row)) return row;
		throw noObject(`Row ${this.count}`, text);
	}

	/** Returns where a string ends: at its closing quote, or with the text. */
	private endOfString(text: string, from: number): number {
		let at = this.isEscaped ? from + 1 : from;
		this.isEscaped = false;
		for (; at < text.length; at += 1) {
			const code = text.charCodeAt(at);
			if (code === QUOTE) break;
			if (code !== BACKSLASH) continue;
			at += 1;
			this.isEscaped = at === text.length;
		}
		this.isInString = at >= text.length;
		return at;
	}

	private requireNothingElse(): void {
		const rest = this.open.trim();
		this.open = '';
		if (rest === '') return;
		throw new RowFault('The export has text after the end of its array', rest);
	}
}

const noObject = (what: string, text: string) =>
	new RowFault(`${what} of the export is not a JSON object`, text.trim());
