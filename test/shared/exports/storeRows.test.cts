import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { storeRows } from '../../../nodes/shared/exports/storeRows';

/** The file that is stored, as text. */
async function stored(
	rows: IDataObject[],
	columns: string[],
	format: 'csv' | 'json',
	wanted = 'rows',
) {
	const texts: string[] = [];
	const store = async (bytes: unknown): Promise<IBinaryData> => {
		texts.push(String(bytes));
		return await Promise.resolve({ data: '', mimeType: '' });
	};
	const file = await storeRows(rows, columns, store, wanted, format);
	const [text = ''] = texts;
	expect(file.fileSize).toBe(Buffer.byteLength(text));
	return { ...file, text };
}

const cells = fc.oneof(
	fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', ' ', 'é', '=') }),
	fc.string({ unit: 'grapheme' }),
);

describe('rows in a file', () => {
	it('can be read back from CSV', async () => {
		const rows = fc.array(fc.dictionary(fc.string({ minLength: 1 }), cells));
		await fc.assert(
			fc.asyncProperty(rows, async (all) => {
				const { text } = await stored(all, ['first'], 'csv');
				const [header = [], ...lines] = parse(text, {
					relax_column_count: false,
					skip_empty_lines: false,
				}) as string[][];
				expect(new Set(header)).toEqual(new Set(['first', ...all.flatMap(Object.keys)]));
				expect(lines).toEqual(
					all.map((row) => header.map((name) => (Object.hasOwn(row, name) ? row[name] : ''))),
				);
			}),
		);
	});

	it('of values that aren’t strings', async () => {
		const row = { a: 0, b: false, c: null, d: ['x', 'y'], e: { f: 1 } };
		expect((await stored([row], [], 'csv')).text).toBe(
			'a,b,c,d,e\r\n0,false,,"x\ny","{""f"":1}"\r\n',
		);
	});

	it('are JSON lines, which keep what is nested', async () => {
		const rows = [{ a: [1, { b: 2 }] }, { 'a\nb': 'c\nd' }];
		const { text, fileName } = await stored(rows, ['ignored'], 'json');
		const lines = text.trimEnd().split('\n');
		expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(rows);
		expect(fileName).toBe('rows.jsonl');
	});

	it('get the extension of their format', async () => {
		expect((await stored([], ['a'], 'csv', 'answers.json')).fileName).toBe('answers.csv');
		expect((await stored([], ['a'], 'csv', '/tmp/answers')).fileName).toBe('answers.csv');
	});

	it('can be many', async () => {
		const rows = Array.from({ length: 20_000 }, (_, n) => ({ n }));
		const { text } = await stored(rows, ['n'], 'csv');
		expect(text.split('\r\n')).toHaveLength(20_002);
	});
});
