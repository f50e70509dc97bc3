import { InvalidInput } from '../../shared/invalidInput';
import { CsvChecks } from './csvChecks';
import { readColumns, writtenHeader } from './csvColumns';
import { CELL, CsvScanner } from './csvScanner';
import type { Reading, RecordReader } from './recordReader';
import { IT_IS_EMPTY, MAX_RECORD_BYTES, tooLarge } from './recordReader';

/**
 * Reads the records of a CSV. Blank rows count but are left out, also those that spreadsheets fill with commas.
 *
 * A row with more cells than the header is refused: nearly always a value with a comma has no quotes. One with fewer is
 * sent as it is, with a hint: some programs leave out empty cells at the end, and Appcues may take or refuse it.
 */
export class CsvReader implements RecordReader {
	rows = 0;

	rewrites = false;

	private readonly scanner = new CsvScanner();

	/** The number of the record that was read last. */
	private row = 0;

	private columns: CsvChecks | undefined;

	constructor(private readonly reading: Reading) {}

	push(text: Buffer): void {
		const { scanner } = this;
		scanner.push(text);
		while (scanner.next()) this.take();
		if (scanner.pending > MAX_RECORD_BYTES) {
			throw tooLarge(
				this.here(),
				'Look for a quote (") that opens a value there and is never closed.',
			);
		}
	}

	end(): void {
		if (this.scanner.finish()) this.take();
		const { file } = this.reading.checks;
		if (this.rows === 0) {
			throw new InvalidInput(
				`The file "${file}" has no rows`,
				this.columns ? 'There is nothing below its header.' : IT_IS_EMPTY,
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
		const { kind, required, checks, sink } = this.reading;
		this.requireClosed();
		const columns = readColumns(scanner, kind, required, checks);
		this.columns = new CsvChecks(columns, required, checks);
		this.rewrites = this.columns.leavesOut;
		sink?.head(writtenHeader(scanner, columns));
	}

	private takeRow(columns: CsvChecks): void {
		const { scanner } = this;
		const { sink, looksAtValues } = this.reading;
		this.row += 1;
		if (isBlank(scanner)) return;
		this.rows += 1;
		if (looksAtValues) {
			this.requireClosed();
			if (scanner.count > columns.count) throw this.tooManyCells(columns.count);
			if (columns.check(scanner, this.row)) this.rewrites = true;
		}
		sink?.record(
			looksAtValues ? columns.written(scanner) : scanner.bytes.subarray(scanner.start, scanner.end),
			this.row,
			hasLineBreak(scanner),
		);
	}

	/**
	 * A quote that isn't closed swallows what follows, up to the opening quote of another value, behind which there is
	 * text, or to the end of the file. In a header, there is no text behind quotes that could be meant.
	 */
	private requireClosed(): void {
		const { scanner, columns, row } = this;
		const { checks } = this.reading;
		const open = columns ? CELL.stray | CELL.lineBreak : CELL.stray;
		for (let cell = 0; cell < scanner.count; cell += 1) {
			const isLast = cell === scanner.count - 1;
			const isOpen = isLast && scanner.isQuoteOpen;
			if (!isOpen && (scanner.signs[cell] & open) !== open) continue;
			const where = columns ? checks.here(row) : this.here();
			throw new InvalidInput(
				`A quote (") in ${where} is not closed`,
				`It opens the value of ${columns?.nameOf(cell) ?? `column ${cell + 1}`}, and all that follows would be part of that value. Close it, or write "" for a quote that belongs to the value.`,
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
				: 'A value with a comma in it needs quotes around it. Correct the row in the file.',
		);
	}
}

/** Whether there is nothing in a record but spaces and commas. */
function isBlank({ bytes, count, starts, ends, isQuoteOpen }: CsvScanner): boolean {
	if (isQuoteOpen) return false;
	for (let cell = 0; cell < count; cell += 1) {
		for (let at = starts[cell]; at < ends[cell]; at += 1) if (bytes[at] > 0x20) return false;
	}
	return true;
}

function hasLineBreak({ signs, count }: CsvScanner): boolean {
	for (let cell = 0; cell < count; cell += 1) {
		if ((signs[cell] & CELL.lineBreak) !== 0) return true;
	}
	return false;
}
