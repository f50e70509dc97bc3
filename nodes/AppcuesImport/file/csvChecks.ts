import { isPlainId, mayBeDay, mayBeWrong } from '../../shared/checks/bytes';
import { isNameless } from '../../shared/checks/names';
import type { Property } from '../../shared/checks/properties';
import { cellText, cellTexts, rawCell, rawRecord, writtenCell } from './csvCell';
import type { CsvScanner } from './csvScanner';
import { CELL } from './csvBytes';
import type { Field, FieldChecks } from './fieldChecks';
import { isPlainEventName } from './fieldChecks';
import { isPlainTime } from './fileTime';
import { HeaderNames } from './headerNames';
import { JsonChecks } from './jsonChecks';
import { swallowsRows } from './swallowedRows';
import { byteAt, elementAt, numberAt } from '../../shared/util/elementAt';
import { jsonFault } from '../../shared/util/parseJson';

/** A column of a CSV. One without a name isn't sent. */
export interface Column extends Field {
	/** The column as the file names it, for messages. */
	inFile: Field;
	/** Whether the header has spaces around its name, so that its values can have some, too. */
	isTrimmed: boolean;
}

/** How to check the cells of a column. */
const PROPERTY = 0;
const ID = 1;
const EVENT_NAME = 2;
const TIME = 3;
/** Reads every cell that isn't empty. */
const ANY = 4;

const OPTIONAL_ID = 5;
/** A property whose name says that it holds dates. */
const DATE = 6;

/** Cells to read in every column. */
const ALWAYS_READ = CELL.stray | CELL.loose;

/**
 * Checks the rows of a CSV, each cell by its column. The bytes of most cells show that they are fine. Only the others are
 * read as strings, since that takes longer.
 */
export class CsvChecks {
	readonly count: number;

	/** Whether there are columns without a name, which aren't sent. */
	readonly leavesOut: boolean;

	/** How to check cells, by column. */
	private readonly looks: Uint8Array;

	private readonly header: HeaderNames;

	private readonly properties: Array<Property | undefined>;

	private readonly requiredCells: number[];

	/** For event properties as JSON in a cell. */
	private attributes: JsonChecks | undefined;

	/** New values of the last record that was checked, by column. */
	private readonly changes = new Map<number, string>();

	private row = 0;

	constructor(
		private readonly columns: readonly Column[],
		required: readonly string[],
		private readonly checks: FieldChecks,
	) {
		this.count = columns.length;
		this.header = new HeaderNames(columns.map(({ inFile }) => inFile.name));
		this.leavesOut = columns.some(({ name }) => name === '');
		this.requiredCells = required.map((wanted) => columns.findIndex(({ name }) => name === wanted));
		this.properties = columns.map(({ name, role }) =>
			role === 'property' || role === 'attributes' ? checks.properties.property(name) : undefined,
		);
		this.looks = Uint8Array.from(columns, (column, cell) => {
			const look = lookOf(column, required.includes(column.name));
			return look === PROPERTY && this.properties[cell]?.holdsDates ? DATE : look;
		});
	}

	/** Names a column in a message. */
	nameOf(cell: number): string {
		const name = this.columns[cell]?.inFile.name ?? '';
		return isNameless(name) ? `column ${cell + 1}` : `'${name}'`;
	}

	/**
	 * Checks the record that the scanner has just read.
	 *
	 * @returns whether it changes before it is sent
	 * @throws {InvalidInput} for an invalid value
	 */
	check(scanner: CsvScanner, row: number): boolean {
		this.row = row;
		if (this.changes.size > 0) this.changes.clear();
		const { bytes, count, starts, ends, signs } = scanner;
		if (count < this.count) this.noteShort(count);
		for (let cell = 0; cell < count; cell += 1) {
			const start = numberAt(starts, cell);
			const end = numberAt(ends, cell);
			if (!this.isFine(cell, bytes, start, end, byteAt(signs, cell))) this.read(scanner, cell);
		}
		return this.changes.size > 0 || this.leavesOut;
	}

	/** Returns the last record that was checked, as it is sent. */
	written(scanner: CsvScanner): Buffer {
		if (this.changes.size === 0 && !this.leavesOut) return rawRecord(scanner);
		const cells: string[] = [];
		for (let cell = 0; cell < scanner.count; cell += 1) {
			if (this.column(cell).name === '') continue;
			const value = this.changes.get(cell);
			cells.push(value === undefined ? rawCell(scanner, cell) : writtenCell(value));
		}
		return Buffer.from(cells.join(','));
	}

	private column(cell: number): Column {
		return elementAt(this.columns, cell);
	}

	private noteShort(count: number): void {
		const missing = this.requiredCells.find((cell) => cell >= count);
		if (missing !== undefined) {
			throw this.checks.missing(this.column(missing).inFile.name, this.row);
		}
		const { name } = this.column(count).inFile;
		this.checks.findings.note('shortRow', name, undefined, this.checks.place(this.row));
	}

	/** Returns whether a cell is fine by its bytes, as almost all are. */
	private isFine(cell: number, bytes: Buffer, start: number, end: number, seen: number): boolean {
		if ((seen & ALWAYS_READ) !== 0) return false;
		if ((seen & CELL.lineBreak) !== 0 && swallowsRows(bytes, start, end, this.count)) return false;
		switch (this.looks[cell]) {
			case PROPERTY:
				return start === end || !mayBeWrong(bytes, start, end, seen);
			case DATE:
				if (start === end) return true;
				return !mayBeDay(bytes, start, end) && !mayBeWrong(bytes, start, end, seen);
			case OPTIONAL_ID:
				if (start === end) return true;
			// falls through
			case ID:
				return (
					isPlainId(bytes, start, end, seen & ~CELL.quoted) &&
					!this.header.mayHave(bytes, start, end)
				);
			case TIME:
				return isPlainTime(bytes, start, end);
			case EVENT_NAME:
				return isPlainEventName(bytes, start, end, seen);
			default:
				return start === end;
		}
	}

	private read(scanner: CsvScanner, cell: number): void {
		const { name } = this.column(cell);
		const signs = byteAt(scanner.signs, cell);
		if ((signs & CELL.stray) !== 0) {
			this.note('strayQuote', cell, cellText(scanner, cell));
			return;
		}
		const value = cellText(scanner, cell);
		if (name === '') {
			if (value.trim() !== '') this.note('namelessProperty', cell, value);
			return;
		}
		const { bytes, starts, ends } = scanner;
		if (
			(signs & CELL.lineBreak) !== 0 &&
			swallowsRows(bytes, numberAt(starts, cell), numberAt(ends, cell), this.count)
		) {
			this.note('swallowedRows', cell, value);
		}
		const sent = this.sentAs(value, cell, (signs & CELL.quoted) !== 0);
		const look = this.looks[cell];
		if ((look === ID || look === OPTIONAL_ID) && this.header.hasAll(cellTexts(scanner))) {
			throw this.checks.secondHeader(sent, this.column(cell).inFile.name, this.row);
		}
		if (sent === '' && this.requiredCells.includes(cell)) {
			throw this.checks.missing(this.column(cell).inFile.name, this.row);
		}
		if (sent !== value || (signs & CELL.loose) !== 0) this.changes.set(cell, sent);
	}

	/** Returns a value as it is sent. */
	private sentAs(value: string, cell: number, isQuoted: boolean): string {
		const { checks, row } = this;
		const column = this.column(cell);
		switch (column.role) {
			case 'userId':
			case 'groupId':
				return checks.id(value, column.inFile, row);
			case 'eventName':
				return checks.eventName(value, column.inFile, row);
			case 'time':
				return value.trim() === '' ? '' : checks.time(value, column.inFile, row);
			default: {
				const trimmed = column.isTrimmed && !isQuoted ? value.trim() : value;
				if (column.role === 'attributes') return this.attributesAs(trimmed, cell);
				const isKept = this.properties[cell]?.accepts(trimmed, checks.place(row)) ?? true;
				return isKept ? trimmed : '';
			}
		}
	}

	/** Checks the properties of an event, as JSON. Appcues may refuse anything but an object, with the row. */
	private attributesAs(value: string, cell: number): string {
		const { checks, row } = this;
		const bytes = Buffer.from(value);
		this.attributes ??= new JsonChecks(() => 'property', [], checks);
		if (this.attributes.read(bytes, 0, bytes.length)) {
			return this.attributes.check(row) ? this.attributes.written() : value;
		}
		if (/^\s*\{/.test(value)) throw checks.noJson(row, jsonFault(value), this.nameOf(cell));
		return this.properties[cell]?.accepts(value, checks.place(row)) ? value : '';
	}

	private note(
		kind: 'strayQuote' | 'namelessProperty' | 'swallowedRows',
		cell: number,
		value: string,
	) {
		const { name } = this.column(cell);
		const subject = name === '' ? `column ${cell + 1}` : name;
		this.checks.findings.note(kind, subject, value, this.checks.place(this.row));
	}
}

function lookOf({ name, role, isTrimmed }: Column, isRequired: boolean): number {
	if (name === '') return ANY;
	switch (role) {
		case 'userId':
		case 'groupId':
			return isRequired ? ID : OPTIONAL_ID;
		case 'eventName':
			return EVENT_NAME;
		case 'time':
			return TIME;
		case 'attributes':
			return ANY;
		default:
			return isTrimmed ? ANY : PROPERTY;
	}
}
