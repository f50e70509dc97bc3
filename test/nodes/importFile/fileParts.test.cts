import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { atLeast, elementAt } from '../../../dev/elements.cjs';
import type { FilePart } from '../../../nodes/AppcuesImport/file/parts';
import { halvesOf, PartPacker, rowOfLine } from '../../../nodes/AppcuesImport/file/parts';
import { rowsAfter, rowsIn, serverRows } from '../../../nodes/AppcuesImport/file/serverRows';

const HEADER = 'user_id,note';

function pack(records: string[], { head = true, maxRows = 10_000, maxBytes = 4_000_000 } = {}) {
	const packer = new PartPacker(maxRows, maxBytes);
	const parts: FilePart[] = [];
	if (head) packer.head(Buffer.from(HEADER));
	records.forEach((record, index) => {
		// Every third row of the file is blank.
		packer.record(Buffer.from(record), index + 1 + Math.floor(index / 2), record.includes('\n'));
		parts.push(...packer.take());
	});
	return [...parts, ...packer.end()];
}

const rowAt = (index: number) => index + 1 + Math.floor(index / 2);

/** The records of a part, by its own counts. */
function recordsOf({ data, head, ends }: FilePart): string[] {
	return ends.map((end, index) =>
		data.subarray(index === 0 ? head : ends[index - 1], end - 1).toString(),
	);
}

const records = fc.array(fc.string({ unit: fc.constantFrom('a', 'ü', '\n'), maxLength: 12 }), {
	minLength: 1,
	maxLength: 30,
});

describe('the parts of a file', () => {
	it('contain all records in order, each part with the header, within both limits', () => {
		const limits = fc.record({
			maxRows: fc.integer({ min: 1, max: 5 }),
			maxBytes: fc.integer({ min: 1, max: 60 }),
			head: fc.boolean(),
		});
		fc.assert(
			fc.property(records, limits, (all, limit) => {
				const parts = pack(all, limit);
				expect(parts.flatMap(recordsOf)).toEqual(all);
				expect(parts.flatMap(({ rows }) => rows)).toEqual(all.map((_, index) => rowAt(index)));
				for (const { data, rows, head } of parts) {
					expect(data.subarray(0, head).toString()).toBe(limit.head ? `${HEADER}\n` : '');
					expect(rows.length).toBeGreaterThan(0);
					expect(rows.length).toBeLessThanOrEqual(limit.maxRows);
					if (rows.length > 1) expect(data.length).toBeLessThanOrEqual(limit.maxBytes);
				}
			}),
		);
	});

	it('are split into halves, down to one record', () => {
		fc.assert(
			fc.property(records, fc.boolean(), (all, head) => {
				const [part] = atLeast(1, pack(all, { head }));
				const halves = halvesOf(part);
				expect(halves).toHaveLength(all.length > 1 ? 2 : 0);
				if (halves.length === 0) return;
				expect(halves.flatMap(recordsOf)).toEqual(all);
				expect(halves.flatMap(({ rows }) => rows)).toEqual(part.rows);
				expect(elementAt(halves, 1).data.subarray(0, part.head)).toEqual(
					part.data.subarray(0, part.head),
				);
			}),
		);
	});
});

describe('a line of a part', () => {
	it('is mapped to the file, even when records have several lines', () => {
		fc.assert(
			fc.property(records, fc.boolean(), (all, head) => {
				const [part] = atLeast(1, pack(all, { head }));
				let line = head ? 1 : 0;
				all.forEach((record, index) => {
					for (let more = record.split('\n').length; more > 0; more -= 1) {
						line += 1;
						expect(rowOfLine(part, line)).toBe(rowAt(index));
					}
				});
				expect(rowOfLine(part, line + 1)).toBeUndefined();
				if (head) expect(rowOfLine(part, 1)).toBeUndefined();
			}),
		);
	});

	const [part] = atLeast(1, pack(['a,1', 'b,2', 'c,"3\n4"', 'd,5']));

	it.each([
		['line 3: user_id: must not be empty', 'Line 3 of this request is row 2 of "p.csv".'],
		['Invalid Record Length: on line 6', 'Line 6 of this request is row 5 of "p.csv".'],
		['bad value in row 4', 'Row 4 of this request is row 5 of "p.csv".'],
		['Row #1 and line: 5', 'Row #1 of this request is row 1 of "p.csv".\nLine: 5 of this request'],
		['deadline 3', undefined],
		['line 1: no such column', undefined],
		['line 99', undefined],
		['too many rows', undefined],
	])('%j is translated', (text, expected) => {
		const note = serverRows(text, rowsIn(part), 'p.csv');
		if (expected === undefined) expect(note).toBeUndefined();
		else expect(note).toContain(expected);
	});

	it('is mapped without the data when each row is one line', () => {
		const packer = new PartPacker(3);
		packer.head(Buffer.from(HEADER));
		for (let row = 1; row <= 6; row += 1) packer.record(Buffer.from(`u${row},x`), row, false);
		const [, second] = atLeast(2, packer.end());
		const find = rowsAfter(second);
		expect([find('line', 1), find('line', 2), find('line', 4), find('line', 5)]).toEqual([
			undefined,
			4,
			6,
			undefined,
		]);
		expect(find('row', 3)).toBe(6);
		expect(rowsAfter(part)('line', 2)).toBeUndefined();
	});
});
