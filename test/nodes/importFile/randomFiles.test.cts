import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';

import { first } from '../../../dev/elements.cjs';
import { ENCODINGS, type Encoding } from '../../../nodes/AppcuesImport/file/encodings';
import { useAppcues, useFastTime } from '../../support/appcues.cjs';
import { chunkSizes } from './chunks.cjs';
import { canEncode, encode } from './encode.cjs';
import { outcomeOf } from './pipeline.cjs';

/** Files with a known meaning, all in one encoding. */
interface MadeFiles {
	encoding: Encoding;
	files: Array<{ table: string[][]; text: string; isMarked: boolean }>;
}

const MARKS: Partial<Record<Encoding, number[]>> = {
	'utf-8': [0xef, 0xbb, 0xbf],
	'utf-16le': [0xff, 0xfe],
	'utf-16be': [0xfe, 0xff],
};

const encodings = Object.keys(ENCODINGS) as Encoding[];
const letters = 'ab 0-,"\n\r;\'éüßŁžПя東京プ서울北€’😀';
/** Without surrounding spaces, which get a hint. */
const cell = fc
	.string({ unit: fc.constantFrom(...letters), maxLength: 6 })
	.filter((text) => text.trim() === text);
const id = fc.string({
	unit: fc.constantFrom('a', '7', '-', '_', 'é', '東'),
	minLength: 1,
	maxLength: 5,
});

const tables = fc
	.record({
		names: fc.uniqueArray(fc.constantFrom('plan', 'size, "net"', 'città', 'a b', 'n'), {
			maxLength: 3,
		}),
		rows: fc.array(fc.tuple(id, fc.array(cell, { minLength: 3, maxLength: 3 })), {
			minLength: 1,
			maxLength: 8,
		}),
	})
	.map(({ names, rows }) => [
		['user_id', ...names],
		...rows.map(([key, cells], index) => [`u${index}${key}`, ...cells.slice(0, names.length)]),
	]);

interface Style {
	end: string;
	isEnded: boolean;
	quoting: string;
	blankRows: string;
}

const styles: fc.Arbitrary<Style> = fc.record({
	end: fc.constantFrom('\n', '\r\n', '\r', '\r\r\n'),
	isEnded: fc.boolean(),
	quoting: fc.constantFrom('all', 'needed'),
	blankRows: fc.constantFrom('', ' ', ',,'),
});

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;

function write(table: string[][], { end, isEnded, quoting, blankRows }: Style) {
	const cells = (row: string[]) =>
		row.map((value) =>
			quoting === 'all' || /[",\r\n]|^\s|\s$/.test(value) ? quoted(value) : value,
		);
	const lines = table.map((row) => cells(row).join(','));
	if (blankRows !== '') lines.splice(1, 0, blankRows);
	return lines.join(end) + (isEnded ? end : '');
}

const made: fc.Arbitrary<MadeFiles> = fc
	.tuple(
		fc.constantFrom(...encodings),
		fc.array(fc.tuple(tables, styles, fc.boolean()), { minLength: 1, maxLength: 6 }),
	)
	.map(([encoding, files]) => ({
		encoding,
		files: files
			.map(([table, style, isMarked]) => ({ table, text: write(table, style), isMarked }))
			.filter(({ text }) => canEncode(text, encoding)),
	}))
	.filter(({ files }) => files.length > 0);

const bytesOf = (text: string, encoding: Encoding, isMarked: boolean) =>
	Buffer.concat([Buffer.from((isMarked && MARKS[encoding]) || []), encode(text, encoding)]);

/** Returns the rows of a table as the fake keeps them. */
const rowsOf = ([header = [], ...rows]: string[][]) =>
	rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] || null])));

describe('random files', () => {
	const appcues = useAppcues();
	useFastTime();

	it('arrive at Appcues as meant, in any encoding, with any line breaks and quotes', async () => {
		let sentFiles = 0;
		const check = async ({ encoding, files }: MadeFiles) => {
			const { length: before } = appcues.fake.requests('POST', '/import/profiles');
			const stored = files.map(async ({ text, isMarked }, index) => ({
				data: await appcues.engine.store(
					bytesOf(text, encoding, isMarked),
					`${index}.csv`,
					'text/csv',
				),
			}));
			const got = await appcues.run({
				type: 'appcuesImport',
				parameters: { operation: 'profiles', source: 'file', options: { encoding } },
				input: files.map(() => ({})),
				binary: await Promise.all(stored),
				onError: 'continueErrorOutput',
			});
			// A few bytes of an East Asian encoding can happen to be UTF-8, which is refused.
			for (const { error } of got.json(1)) expect(error).toContain('is in UTF-8, not in');
			const refused = new Set(got.paired(1).flat());
			const sent = appcues.fake.requests('POST', '/import/profiles').slice(before);
			const found = Object.fromEntries(sent.map(({ file, body }) => [file?.name, body]));
			const expected = files.flatMap(({ table }, index) =>
				refused.has(index) ? [] : [[`${index}.csv`, rowsOf(table)]],
			);
			expect(found).toEqual(Object.fromEntries(expected));
			expect(got.hints).toEqual([]);
			sentFiles += expected.length;
		};
		await fc.assert(fc.asyncProperty(made, check), { numRuns: 60 });
		expect(sentFiles).toBeGreaterThan(60);
	});
});

describe('random damage to a file', () => {
	/** One random error at a random place in a file. */
	const damages: Array<(text: string, at: number, rest: string) => string> = [
		(text, at) => text.slice(0, at) + text.slice(at + 1),
		(text, at) => `${text.slice(0, at)}"${text.slice(at)}`,
		(text, at) => `${text.slice(0, at)},${text.slice(at)}`,
		(text, at) => `${text.slice(0, at)}\n${text.slice(at)}`,
		(text, at) => `${text.slice(0, at)}\r${text.slice(at)}`,
		(text, at) => `${text.slice(0, at)} ${text.slice(at)}`,
		(text, at) => `${text.slice(0, at)}\ufeff${text.slice(at)}`,
		(text, at) => `${text.slice(0, at)}\0${text.slice(at)}`,
		(text, at) => text.slice(0, at),
		(text) => `${text}\n${text}`,
		(text, at) => `${text.slice(0, at)}${text.slice(at).replace(',', ',NaN,')}`,
		(text, at) => `${text.slice(0, at)}${text.slice(at).replace(/u\d[^,\r\n"]*/, '1.5E+12')}`,
		(text, at) => `${text.slice(0, at)}${text.slice(at).replaceAll('"', '')}`,
		(text) => text.replaceAll(',', ', '),
		(text) => text.replaceAll(/\r?\n/g, ',,\n'),
	];

	/** Returns what a parser reads, or undefined when it refuses. */
	function read(text: string, options: object): string[][] | undefined {
		try {
			return parse(text, { record_delimiter: ['\r\n', '\n', '\r'], ...options });
		} catch {
			return undefined;
		}
	}

	/** Returns what all programs read in the same way, or else what tolerant programs read. */
	function readings(text: string): string[][][] {
		const strict = read(text, {});
		if (strict) return [strict];
		const loose = { relax_column_count: true };
		return [{ relax_quotes: true }, { trim: true }, { trim: true, relax_quotes: true }].flatMap(
			(more) => {
				const found = read(text, { ...loose, ...more });
				return found ? [found] : [];
			},
		);
	}

	/**
	 * Returns a table without what is dropped on purpose: blank rows, columns without a name, spaces and BOMs
	 * at the ends.
	 */
	function plain(table: string[][]): string[][] {
		const filled = table.filter((row) => row.some((value) => value.trim() !== ''));
		const cells = filled.map((row) => row.map(plainCell));
		return cells.map((row) => row.filter((_, at) => first(cells)[at] !== ''));
	}

	const plainCell = (value: string) =>
		value
			.replaceAll('\ufeff', '')
			.trim()
			.replace(/^"([^]*)"$/, '$1')
			.replaceAll('""', '"')
			.trim();

	const counts = { right: 0, refused: 0, hinted: 0 };

	it('is never sent silently: it is refused, gets a hint, or makes no difference', async () => {
		const damaged = fc.tuple(tables, styles, fc.constantFrom(...damages), fc.nat(), chunkSizes);
		await fc.assert(
			fc.asyncProperty(damaged, async ([table, style, damage, at, sizes]) => {
				const text = write(table, style);
				const broken = damage(text, at % (text.length + 1), text);
				const { refused, parts, hints } = await outcomeOf(Buffer.from(broken), { sizes });
				if (refused) {
					expect(parts).toEqual([]);
					expect(refused.remedy).not.toBe('');
					counts.refused += 1;
				} else if (hints.length > 0) counts.hinted += 1;
				else {
					const options = { relax_column_count: true };
					const sent = parts.flatMap((part, at) => (read(part, options) ?? []).slice(at && 1));
					expect(readings(broken).map(plain)).toContainEqual(plain(sent));
					counts.right += 1;
				}
			}),
			{ numRuns: 2000 },
		);
		for (const count of Object.values(counts)) expect(count).toBeGreaterThan(100);
	});

	it('has the same outcome however the file is split into chunks', async () => {
		const damaged = fc.tuple(tables, styles, fc.constantFrom(...damages), fc.nat(), chunkSizes);
		await fc.assert(
			fc.asyncProperty(damaged, async ([table, style, damage, at, sizes]) => {
				const text = write(table, style);
				const bytes = Buffer.from(damage(text, at % (text.length + 1), text));
				const whole = await outcomeOf(bytes, { sizes: [100_000] });
				expect(await outcomeOf(bytes, { sizes })).toEqual(whole);
			}),
			{ numRuns: 500 },
		);
	});
});
