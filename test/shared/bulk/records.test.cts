import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';

import { columnNames } from '../../../nodes/shared/bulk/csvHeader';
import { fileParts } from '../../../nodes/shared/bulk/fileParts';
import type { RecordFormat } from '../../../nodes/shared/bulk/records';
import { recordsOf } from '../../../nodes/shared/bulk/records';

/** Bytes in chunks of sizes that come round and round. */
async function* chunked(bytes: Buffer, sizes: number[]) {
	for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
		const size = sizes[turn % sizes.length];
		yield bytes.subarray(at, at + size);
		at += size;
	}
}

async function cut(text: string, format: RecordFormat, sizes = [7], maxBytes?: number) {
	const records: string[] = [];
	for await (const some of recordsOf(chunked(Buffer.from(text), sizes), format, 'a', maxBytes)) {
		records.push(...some.map(String));
	}
	return records;
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const bom = fc.constantFrom('', '\ufeff');
const lineEnd = fc.constantFrom('\n', '\r\n');
const unit = fc.constantFrom('a', 'ü', '😀', ' ', ',', '"', '\n', '\r\n', ';');

/** Tables of two columns whose first is never blank. */
const tables = fc.array(
	fc.tuple(
		fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }).map((id) => `i${id}`),
		fc.string({ unit, maxLength: 8 }),
	),
	{ minLength: 1, maxLength: 20 },
);

const quoted = (value: string) =>
	/[",\r\n]/.test(value) || value.trim() !== value ? `"${value.replaceAll('"', '""')}"` : value;

const csvOf = (table: string[][], end: string) =>
	table.map((row) => row.map(quoted).join(',')).join(end);

describe('the records of a CSV', () => {
	it('are what a parser finds, however the file is cut into chunks', async () => {
		await fc.assert(
			fc.asyncProperty(tables, sizes, bom, lineEnd, async (table, chunks, mark, end) => {
				const records = await cut(mark + csvOf(table, end), 'csv', chunks);
				expect(records.map((record) => parse(record)[0] as unknown)).toEqual(table);
			}),
		);
	});

	it('do not end within quotes, and a quote within a value is a letter', async () => {
		expect(await cut('a,"b\nc"\r\n5" pipe,d\n"x""\n",e', 'csv', [1])).toEqual([
			'a,"b\nc"',
			'5" pipe,d',
			'"x""\n",e',
		]);
	});

	it.each([
		['csv', 'h\na\nb,"never\nclosed\nin\nthis\nfile', 'Row 2 of "a" is larger than 20 bytes'],
		['csv', `${'h'.repeat(30)}\na`, 'The header of "a" is larger than 20 bytes'],
		['ndjson', `{}\n${'x'.repeat(30)}`, 'Row 2 of "a" is larger than 20 bytes'],
	] as const)('of %s may not outgrow a request: %j', async (format, text, message) => {
		await expect(cut(text, format, [7], 20)).rejects.toThrow(message);
	});
});

describe('the lines of NDJSON', () => {
	it('are found however the file is cut into chunks; blank ones are left out', async () => {
		const lines = fc.array(fc.oneof(fc.json(), fc.constantFrom('', ' ', '\t')));
		await fc.assert(
			fc.asyncProperty(lines, sizes, bom, lineEnd, async (all, chunks, mark, end) => {
				const found = await cut(mark + all.join(end), 'ndjson', chunks);
				const wanted = all.filter((line) => line.trim() !== '');
				expect(found).toEqual(wanted);
			}),
		);
	});
});

describe('the column names of a CSV', () => {
	it('are what a parser finds', () => {
		const names = fc.array(fc.string({ unit, maxLength: 6 }), { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(names, (header) => {
				const text = header.map((name) => `"${name.replaceAll('"', '""')}"`).join(',');
				expect(columnNames(text)).toEqual(header);
				expect(columnNames(csvOf([header], ''))).toEqual(header);
			}),
		);
	});

	it('are exact: spaces around them count', () => {
		expect(columnNames(' user_id,"plan ",')).toEqual([' user_id', 'plan ', '']);
	});

	it('are found in whatever text there is', () => {
		fc.assert(fc.property(fc.string({ unit }), (text) => columnNames(text).length > 0));
	});
});

describe('the parts of a file', () => {
	const limits = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 60 }));

	it('hold all records in order, each with the header, within both limits', async () => {
		await fc.assert(
			fc.asyncProperty(tables, sizes, limits, async (table, chunks, [maxRows, maxBytes]) => {
				const text = csvOf([['user_id', 'note'], ...table], '\n');
				const records = recordsOf(chunked(Buffer.from(text), chunks), 'csv', 'a');
				const found: unknown[] = [];
				for await (const part of fileParts(records, true, maxRows, maxBytes)) {
					const [header, ...rows] = parse(part.data) as string[][];
					expect(header).toEqual(['user_id', 'note']);
					expect(rows).toHaveLength(part.rows);
					expect(part.firstRow).toBe(found.length + 1);
					expect(part.rows).toBeGreaterThan(0);
					expect(part.rows).toBeLessThanOrEqual(maxRows);
					if (part.rows > 1) expect(part.data.length).toBeLessThanOrEqual(maxBytes);
					found.push(...rows);
				}
				expect(found).toEqual(table);
			}),
		);
	});
});
