import { placeName } from '../../shared/checks/findings';
import type { FilePart } from './parts';
import { rowOfLine } from './parts';
import { elementAt } from '../../shared/util/elementAt';

/** Returns the row of the file for a line or a row of a part, or undefined if it is unknown. */
export type FindRow = (unit: 'line' | 'row', count: number) => number | undefined;

/** How servers name lines and rows: `line 12`, `row 1,234`, `line: 5`. */
const MENTION = /\b(?:line|row)(?:\s*[:#]\s*|\s+(?:number\s+|#\s*)?)(?:\d{1,3}(?:,\d{3})+|\d+)/gi;

/**
 * Returns the rows of a file that Appcues means by lines or rows of one part. The header of a part is line 1, and rows are
 * counted without it.
 *
 * @param text Appcues' message
 * @param file the name of the file
 * @returns undefined if the message names none
 */
export function serverRows(text: string, find: FindRow, file: string): string | undefined {
	const notes = new Set<string>();
	for (const [mention] of text.matchAll(MENTION)) {
		const count = Number(mention.replace(/\D+/g, ''));
		const row = find(/^line/i.test(mention) ? 'line' : 'row', count);
		if (row === undefined) continue;
		const name = mention.charAt(0).toUpperCase() + mention.slice(1);
		notes.add(`${name} of this request is ${placeName({ row, file })}.`);
	}
	return notes.size > 0 ? [...notes].join('\n') : undefined;
}

/** Finds rows in a part. */
export const rowsIn =
	(part: FilePart): FindRow =>
	(unit, count) =>
		unit === 'line' ? rowOfLine(part, count) : part.rows[count - 1];

/** Finds rows in a part without its data, if each row is one line and none is skipped. */
export function rowsAfter({ head, rows, hasLineBreaks }: FilePart): FindRow {
	const first = elementAt(rows, 0);
	const { length } = rows;
	const isPlain = !hasLineBreaks && rows[length - 1] === first + length - 1;
	const headLines = head > 0 ? 1 : 0;
	return (unit, count) => {
		const at = unit === 'line' ? count - 1 - headLines : count - 1;
		return isPlain && at >= 0 && at < length ? first + at : undefined;
	};
}
