import { placeName } from '../../shared/checks/findings';
import type { FilePart } from './parts';
import { rowOfLine } from './parts';

/** Finds the row of the file for the number of a line or of a row in a part. Undefined when it can't be told. */
export type FindRow = (unit: 'line' | 'row', count: number) => number | undefined;

/** `line 12`, `row 1,234`, `line: 5`, as servers name them. */
const MENTION = /\b(line|row)(?:\s*[:#]\s*|\s+(?:number\s+|#\s*)?)(\d{1,3}(?:,\d{3})+|\d+)/gi;

/**
 * Says which rows of a file are meant where Appcues names lines or rows. It sees only one part of the file, in which the
 * header is line 1, while rows are counted without it.
 *
 * @param text what Appcues says
 * @param file its name
 * @returns undefined when nothing is named
 */
export function serverRows(text: string, find: FindRow, file: string): string | undefined {
	const notes = new Set<string>();
	for (const [mention, unit, digits] of text.matchAll(MENTION)) {
		const count = Number(digits.replaceAll(',', ''));
		const row = find(unit.toLowerCase() === 'line' ? 'line' : 'row', count);
		if (row === undefined) continue;
		const name = mention.charAt(0).toUpperCase() + mention.slice(1);
		notes.add(`${name} of this request is ${placeName({ row, file })}.`);
	}
	return notes.size > 0 ? [...notes].join('\n') : undefined;
}

/** Finds rows in a part that is at hand. */
export const rowsIn =
	(part: FilePart): FindRow =>
	(unit, count) =>
		unit === 'line' ? rowOfLine(part, count) : part.rows[count - 1];

/** Finds rows in a part whose data isn't kept: only when each row is one line, and none is left out. */
export function rowsAfter({ head, rows, hasLineBreaks }: FilePart): FindRow {
	const [first] = rows;
	const { length } = rows;
	const isPlain = !hasLineBreaks && rows[length - 1] === first + length - 1;
	const headLines = head > 0 ? 1 : 0;
	return (unit, count) => {
		const at = unit === 'line' ? count - 1 - headLines : count - 1;
		return isPlain && at >= 0 && at < length ? first + at : undefined;
	};
}
