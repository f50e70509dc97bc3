import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';

import { elementAt } from '../../../dev/elements.cjs';
import { cellText, rawCell, writtenCell } from '../../../nodes/AppcuesImport/file/csvCell';
import { CELL } from '../../../nodes/AppcuesImport/file/csvBytes';
import { CsvScanner } from '../../../nodes/AppcuesImport/file/csvScanner';
import { chunkSizes } from './chunks.cjs';
import { BYTE_SIGNS, SIGNS } from '../../../nodes/shared/checks/bytes';
import { byteAt } from '../../../nodes/shared/util/elementAt';

/** Returns the cells of all records, however the text is split into chunks. */
function read(text: string, sizes = [7]): string[][] {
	const scanner = new CsvScanner();
	const records: string[][] = [];
	const take = () =>
		records.push(Array.from({ length: scanner.count }, (_, cell) => cellText(scanner, cell)));
	const bytes = Buffer.from(text);
	for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
		const size = elementAt(sizes, turn % sizes.length);
		scanner.push(bytes.subarray(at, at + size));
		while (scanner.next()) take();
		at += size;
	}
	if (scanner.finish()) take();
	return records;
}

/** What the scanner reports about the cells of a record. */
function seen(record: string) {
	const scanner = new CsvScanner();
	scanner.push(Buffer.from(record));
	scanner.finish();
	return Array.from({ length: scanner.count }, (_, cell) => ({
		value: cellText(scanner, cell),
		raw: rawCell(scanner, cell),
		isLoose: (byteAt(scanner.signs, cell) & CELL.loose) !== 0,
		isStray: (byteAt(scanner.signs, cell) & CELL.stray) !== 0,
	}));
}

const unit = fc.constantFrom('a', 'ü', '😀', ' ', ',', '"', '\n', '\r\n', '\r', ';', '\t');
const value = fc.string({ unit, maxLength: 8 });
/** Tables whose first column is never blank. */
const tables = fc.array(
	fc.array(value, { minLength: 1, maxLength: 4 }).map(([id, ...rest]) => [`i${id}`, ...rest]),
	{ minLength: 1, maxLength: 12 },
);
const lineEnds = fc.constantFrom('\n', '\r\n', '\r');

describe('the records of a CSV', () => {
	it('are what a parser finds, however the file is split into chunks', () => {
		fc.assert(
			fc.property(tables, chunkSizes, lineEnds, fc.boolean(), (table, sizes, end, isEnded) => {
				const text = table.map((row) => row.map(writtenCell).join(',')).join(end);
				expect(read(isEnded ? text + end : text, sizes)).toEqual(table);
				const options = { relax_column_count: true, record_delimiter: end };
				expect(parse(text, options)).toEqual(table);
			}),
		);
	});

	it('are the same for any text, however it is split', () => {
		fc.assert(
			fc.property(fc.string({ unit, maxLength: 60 }), chunkSizes, (text, sizes) => {
				expect(read(text, sizes)).toEqual(read(text, [1000]));
			}),
		);
	});

	it.each([
		['CR', 'a,b\rc,d\r'],
		['CRLF', 'a,b\r\nc,d\r\n'],
		['LF', 'a,b\nc,d'],
		['CR and LF mixed', 'a,b\rc,d\n'],
		['CR CR LF, as a program that converts twice writes', 'a,b\r\r\nc,d\r\r\n'],
	])('end at %s', (_, text) => {
		for (const size of [1, 2, 3, 4, 100]) {
			expect(read(text, [size]).filter((record) => record.join('') !== '')).toEqual([
				['a', 'b'],
				['c', 'd'],
			]);
		}
	});

	it('keep all kinds of line breaks within quotes', () => {
		expect(read('"a\rb","c\nd","e\r\nf"\rg,h,i', [1])).toEqual([
			['a\rb', 'c\nd', 'e\r\nf'],
			['g', 'h', 'i'],
		]);
	});
});

describe('the signs of a cell', () => {
	const OF_BYTES = SIGNS.odd | SIGNS.nonAscii | SIGNS.control;

	const signsOf = (text: string) =>
		Buffer.from(text).reduce((signs, byte) => signs | byteAt(BYTE_SIGNS, byte), 0);
	const any = fc.constantFrom(
		'a',
		'b',
		'0',
		'-',
		'&',
		'\x7f',
		'\x01',
		'ü',
		'😀',
		' ',
		',',
		'"',
		'\n',
		'\r',
	);

	it('are those of all its bytes, wherever it starts and however it is split', () => {
		const cells = fc.array(fc.string({ unit: any, maxLength: 20 }), { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(cells, chunkSizes, fc.nat(3), (values, sizes, skipped) => {
				// At any place in memory: even or odd.
				const text = Buffer.from('x'.repeat(skipped) + values.map(writtenCell).join(','));
				const bytes = text.subarray(skipped);
				fc.pre(bytes.length > 0);
				const scanner = new CsvScanner();
				for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
					const size = elementAt(sizes, turn % sizes.length);
					scanner.push(bytes.subarray(at, at + size));
					while (scanner.next());
					at += size;
				}
				scanner.finish();
				values.forEach((value, cell) => {
					// Line breaks aren't control characters, because they are allowed in quotes.
					const expected = signsOf(value.replaceAll(/[\r\n]/g, ','));
					expect(byteAt(scanner.signs, cell) & OF_BYTES).toBe(expected);
					expect((byteAt(scanner.signs, cell) & CELL.lineBreak) !== 0).toBe(/[\r\n]/.test(value));
				});
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('a cell', () => {
	it.each([
		['5" pipe', '5" pipe'],
		[' "pro"', 'pro'],
		['"pro" ', 'pro'],
		['\t"a ""b"""  ', 'a "b"'],
	])('%j is clear, but must be rewritten', (text, expected) => {
		const cells = seen(`x,${text},y`);
		expect(cells.map((cell) => cell.value)).toEqual(['x', expected, 'y']);
		expect(cells[1]).toMatchObject({ isLoose: true, isStray: false, raw: text });
	});

	it.each(['"say "this" now"', '"a"b', ' "a" b', '"a""" b'])(
		'%j has text after its closing quote, and is unchanged',
		(text) => {
			const cells = seen(`x,${text},y`);
			expect(cells.map((cell) => cell.value)).toEqual(['x', text, 'y']);
			expect(cells[1]).toMatchObject({ isStray: true, raw: text });
		},
	);

	it.each(['', 'a', ' a ', '""', '"a"', '"a,""b"'])('%j is valid', (text) => {
		expect(seen(`x,${text},y`)[1]).toMatchObject({ isLoose: false, isStray: false, raw: text });
	});

	it('is the same when it is written and read', () => {
		fc.assert(
			fc.property(value, (text) => {
				const [, cell] = seen(`x,${writtenCell(text)}`);
				expect(cell).toMatchObject({ value: text, isLoose: false, isStray: false });
			}),
		);
	});

	it('is recognized among many', () => {
		const wide = Array.from({ length: 300 }, (_, index) => `c${index}`);
		expect(read(wide.join(','), [11])).toEqual([wide]);
	});
});

describe('an open quote', () => {
	it.each([
		['"a', true],
		['a,"b\nc,d\n', true],
		['"a"', false],
		['"a""', true],
		['a\n"b"', false],
		['a', false],
	])('at the end of %j: %j', (text, isOpen) => {
		for (const size of [1, 100]) {
			const scanner = new CsvScanner();
			for (let at = 0; at < text.length; at += size) {
				scanner.push(Buffer.from(text.slice(at, at + size)));
				while (scanner.next());
			}
			scanner.finish();
			expect(scanner.isQuoteOpen).toBe(isOpen);
		}
	});
});
