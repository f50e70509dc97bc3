import type { CsvScanner } from './csvScanner';
import { CELL } from './csvBytes';
import { byteAt, numberAt } from '../../shared/util/elementAt';

/** Returns the last record that was read, unchanged, in the file's memory. */
export const rawRecord = ({ bytes, start, end }: CsvScanner): Buffer => bytes.subarray(start, end);

/** Returns the value of a cell of the last record that was read. A stray value keeps its quotes. */
export function cellText({ bytes, starts, ends, signs }: CsvScanner, cell: number): string {
	const text = bytes.toString('utf8', numberAt(starts, cell), numberAt(ends, cell));
	const isDoubled = (byteAt(signs, cell) & (CELL.doubled | CELL.stray)) === CELL.doubled;
	return isDoubled ? text.replaceAll('""', '"') : text;
}

/** Returns the values of all cells. */
export function* cellTexts(scanner: CsvScanner): Generator<string> {
	for (let cell = 0; cell < scanner.count; cell += 1) yield cellText(scanner, cell);
}

/** Returns a cell unchanged, with its quotes and the spaces around them. */
export function rawCell({ bytes, start, stops }: CsvScanner, cell: number): string {
	return bytes.toString(
		'utf8',
		cell === 0 ? start : numberAt(stops, cell - 1) + 1,
		numberAt(stops, cell),
	);
}

/** Writes a value as a cell (RFC 4180). */
export function writtenCell(text: string): string {
	return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
