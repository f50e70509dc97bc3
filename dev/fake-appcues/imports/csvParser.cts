import { type CsvError, type Parser, parse } from 'csv-parse';
import { Problem } from '../model/problem.cjs';
import type { Row } from './rowKinds.cjs';
import type { RowSink } from './rowSink.cjs';

/**
 * A stream that takes a CSV with a header row and passes its rows to the sink. It has nothing to read. A row is
 * named by the line it ends on. A BOM and CRLF are allowed.
 */
export function csvParser(sink: RowSink): Parser {
	let header: string[] | undefined;
	const parser = parse({
		bom: true,
		skip_empty_lines: true,
		on_record: (cells: string[], { lines }) => {
			if (header) sink.take(rowOf(sink, header, cells, lines), lines);
			else header = checkedHeader(sink, cells, lines);
			// Kept from the readable side, which would otherwise fill up and stop the upload.
			return null;
		},
	});
	return parser.resume();
}

/** Words the parser's error as a refusal. */
export function csvProblem(error: Error | CsvError): Problem {
	if (error instanceof Problem) return error;
	const line = 'lines' in error && typeof error.lines === 'number' ? `line ${error.lines}: ` : '';
	return new Problem(400, `${line}${error.message}`);
}

function checkedHeader({ kind }: RowSink, header: string[], line: number): string[] {
	const missing = kind.required.find((column) => !header.includes(column));
	if (missing !== undefined) {
		throw new Problem(400, `line ${line}: ${missing}: the header has no such column`);
	}
	return header;
}

function rowOf({ kind }: RowSink, header: string[], cells: string[], line: number): Row {
	const named: Record<string, string | null> = {};
	for (const [i, column] of header.entries()) named[column] = cells[i] || null;
	try {
		return kind.fromCells(named);
	} catch (error) {
		throw new Problem(
			400,
			`line ${line}: ${error instanceof Error ? error.message : String(error)}`,
		);
	}
}
