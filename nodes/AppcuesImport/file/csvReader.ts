import { cleanName } from '../../shared/checks/names';
import { InvalidInput } from '../../shared/util/invalidInput';
import { MAP_LABEL } from '../columnMap';
import { cellText, rawRecord, writtenCell } from './csvCell';
import type { Column } from './csvChecks';
import { CsvChecks } from './csvChecks';
import { quotedList, rejectTwice, sentNames, shownList } from './csvNames';
import { CELL } from './csvBytes';
import { CsvScanner } from './csvScanner';
import { roleOf } from './fieldChecks';
import type { Reading, RecordReader } from './parts';
import { IT_IS_EMPTY, MAX_RECORD_BYTES, tooLarge } from './parts';
import { byteAt, elementAt, numberAt } from '../../shared/util/elementAt';

/**
 * Reads the records of a CSV. Blank rows count but are skipped, also those that spreadsheets fill with commas.
 *
 * Refuses a row with more cells than the header: almost always, a value with a comma has no quotes. Sends a row with fewer
 * cells unchanged, with a hint: some programs omit empty cells at the end, and Appcues may accept or refuse the row.
 */
export class CsvReader implements RecordReader {
	rows = 0;

	rewrites = false;

	private readonly scanner = new CsvScanner();

	/** The number of the last record that was read. */
	private row = 0;

	private columns: CsvChecks | undefined;

	constructor(private readonly reading: Reading) {}

	push(text: Buffer): void {
		const { scanner } = this;
		scanner.push(text);
		while (scanner.next()) this.take();
		if (scanner.pending > MAX_RECORD_BYTES) {
			throw tooLarge(this.here(), 'Look for an opening quote (") that is never closed.');
		}
	}

	end(): void {
		if (this.scanner.finish()) this.take();
		const { file } = this.reading.checks;
		if (this.rows === 0) {
			throw new InvalidInput(
				`The file "${file}" has no rows`,
				this.columns ? 'It has only a header.' : IT_IS_EMPTY,
			);
		}
	}

	here(): string {
		const { checks } = this.reading;
		return this.columns ? checks.here(this.row + 1) : `the header of "${checks.file}"`;
	}

	private take(): void {
		if (this.columns) this.takeRow(this.columns);
		else if (!isBlank(this.scanner)) this.takeHeader();
	}

	private takeHeader(): void {
		const { scanner } = this;
		const { required, checks, sink, plan } = this.reading;
		this.requireClosed();
		const columns = readColumns(scanner, this.reading);
		this.columns = new CsvChecks(columns, required, checks);
		this.rewrites = this.columns.leavesOut;
		const header = writtenHeader(scanner, columns);
		sink?.head(header);
		plan?.header(
			header,
			scanner.offset + scanner.start,
			scanner.offset + scanner.end,
			scanner.afterCr,
		);
	}

	private takeRow(columns: CsvChecks): void {
		const { scanner } = this;
		const { sink, plan, looksAtValues } = this.reading;
		this.row += 1;
		if (isBlank(scanner)) return;
		this.rows += 1;
		if (looksAtValues) {
			this.requireClosed();
			if (scanner.count > columns.count) throw this.tooManyCells(columns.count);
			if (columns.check(scanner, this.row)) this.rewrites = true;
		}
		const hasLineBreak = (scanner.allSigns & CELL.lineBreak) !== 0;
		if (plan) {
			const { offset, start, end, afterCr } = scanner;
			plan.record(offset + start, offset + end, afterCr, this.row, hasLineBreak);
		}
		sink?.record(
			looksAtValues ? columns.written(scanner) : rawRecord(scanner),
			this.row,
			hasLineBreak,
		);
	}

	/**
	 * Refuses an unclosed quote. Its value includes everything up to the opening quote of another value, which more text
	 * follows, or to the end of the file. In a header, any text after closing quotes is wrong.
	 */
	private requireClosed(): void {
		const { scanner, columns, row } = this;
		if ((scanner.allSigns & CELL.stray) === 0 && !scanner.isQuoteOpen) return;
		const { checks } = this.reading;
		const open = columns ? CELL.stray | CELL.lineBreak : CELL.stray;
		for (let cell = 0; cell < scanner.count; cell += 1) {
			const isLast = cell === scanner.count - 1;
			const isOpen = isLast && scanner.isQuoteOpen;
			if (!isOpen && (byteAt(scanner.signs, cell) & open) !== open) continue;
			const where = columns ? checks.here(row) : this.here();
			throw new InvalidInput(
				`A quote (") in ${where} is never closed`,
				`It opens the value of ${columns?.nameOf(cell) ?? `column ${cell + 1}`}, which then includes everything that follows. Close it, or write "" for a quote in the value.`,
			);
		}
	}

	private tooManyCells(expected: number): InvalidInput {
		const { starts, ends, count } = this.scanner;
		let filled = count;
		while (filled > expected && starts[filled - 1] === ends[filled - 1]) filled -= 1;
		return this.reading.checks.fault(
			this.row,
			`it has ${count} cells, but the header has ${expected}`,
			filled === expected
				? 'Remove the commas at the end of the row, or name their columns in the header.'
				: 'A value with a comma needs quotes around it. Correct the row in the file.',
		);
	}
}

/** Returns whether a record has nothing but spaces and commas. */
function isBlank({ bytes, count, starts, ends, isQuoteOpen }: CsvScanner): boolean {
	if (isQuoteOpen) return false;
	for (let cell = 0; cell < count; cell += 1) {
		const end = numberAt(ends, cell);
		for (let at = numberAt(starts, cell); at < end; at += 1) {
			if (byteAt(bytes, at) > 0x20) return false;
		}
	}
	return true;
}

/**
 * Returns the columns of a CSV from the header that the scanner has just read. Removes invisible characters from names,
 * then renames columns.
 *
 * @throws {InvalidInput} if a column is missing, or two have the same name
 */
function readColumns(scanner: CsvScanner, { kind, required, renames, checks }: Reading): Column[] {
	const written = Array.from({ length: scanner.count }, (_, cell) => cellText(scanner, cell));
	const cleaned = written.map(cleanName);
	const { names, isRenamed } = sentNames(cleaned, written, renames, checks.file);
	requireNames(required, names, written, checks.file);
	rejectTwice(cleaned, names, checks.file);
	return names.map((name, cell): Column => {
		const header = elementAt(written, cell);
		if (name !== '') checks.noteName(isRenamed(cell) ? name : header, name);
		const isQuoted = (byteAt(scanner.signs, cell) & CELL.quoted) !== 0;
		const isTrimmed = !isQuoted && header.trim() !== header;
		const role = roleOf(kind, name);
		return { name, role, isTrimmed, inFile: { name: elementAt(cleaned, cell), role } };
	});
}

/** Returns the header as it is sent. */
function writtenHeader(scanner: CsvScanner, columns: readonly Column[]): Buffer {
	const raw = rawRecord(scanner);
	const isClean = columns.every(
		({ name }, cell) =>
			name !== '' &&
			name === cellText(scanner, cell) &&
			(byteAt(scanner.signs, cell) & CELL.loose) === 0,
	);
	if (isClean) return raw;
	const named = columns.filter(({ name }) => name !== '');
	return Buffer.from(named.map(({ name }) => writtenCell(name)).join(','));
}

function requireNames(
	required: readonly string[],
	names: readonly string[],
	written: readonly string[],
	file: string,
): void {
	const missing = required.filter((name) => !names.includes(name));
	if (missing.length === 0) return;
	throw new InvalidInput(
		`The file "${file}" has no column${missing.length > 1 ? 's' : ''} ${quotedList(missing)}`,
		`Its header has: ${shownList(written)}. ${remedyFor(written, required)}`,
	);
}

/** The remedy for a header without a required column. It may be of another kind of file. */
function remedyFor([first = '']: readonly string[], required: readonly string[]): string {
	if (first.startsWith('<')) return HTML_REMEDY;
	if (/^[[{]/.test(first)) return JSON_REMEDY;
	return `It needs: ${required.join(', ')}. Rename columns with '${MAP_LABEL}' in 'Options', or in the file. Separate them with commas.`;
}

const HTML_REMEDY =
	'It is HTML or XML, which many servers return in place of a file. Check the node that created it.';
const JSON_REMEDY =
	"It is JSON. If each line is an object, choose 'NDJSON' in 'File Format'. Otherwise, read it with an Extract from File node, and set 'Source' to 'Input Items'.";
