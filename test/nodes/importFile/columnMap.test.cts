import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { encode } from './encode.cjs';
import { outcomeOf } from './pipeline.cjs';
import { told, useFiles } from './runFile.cjs';
import { useFastTime } from '../../support/appcues.cjs';

const { appcues, run, rows } = useFiles();
useFastTime();

type Column = [field: unknown, property: unknown];

const mapping = (...columns: Column[]) => ({
	options: {
		columnMap: { column: columns.map(([field, property]) => ({ field, property })) },
	} as IDataObject,
});

const CONTACTS = 'Product ID,Lifecycle Stage,plan\na,customer,pro\nb,lead,\n';

describe('Column Mapping of a CSV', () => {
	it('renames columns in the header, and no others', async () => {
		const got = await run(
			CONTACTS,
			mapping(['Product ID', 'user_id'], ['Lifecycle Stage', 'stage']),
		);
		expect(told(got).trim()).toBe('');
		expect(rows()).toEqual([
			{ user_id: 'a', stage: 'customer', plan: 'pro' },
			{ user_id: 'b', stage: 'lead', plan: null },
		]);
	});

	it('sends all rows byte for byte', async () => {
		const lines = 'a,"x, ""y""",\r\nb,2,3\r\n';
		const renames = [{ field: 'ID', property: 'user_id' }];
		const { parts } = await outcomeOf(Buffer.from(`ID,note,x\r\n${lines}`), { renames });
		expect(parts).toEqual(['user_id,note,x\na,"x, ""y""",\nb,2,3\n']);
	});

	it('changes nothing if it is empty', async () => {
		const got = await run('user_id,plan\na,pro\n', mapping());
		expect(told(got).trim()).toBe('');
		expect(rows()).toEqual([{ user_id: 'a', plan: 'pro' }]);
	});

	it.each<[string, string | Buffer, Column[]]>([
		['with a BOM', '\ufeffID,plan\na,pro\n', [['ID', 'user_id']]],
		['with a BOM in front of quotes', '\ufeff"ID","plan"\n"a","pro"\n', [['ID', 'user_id']]],
		['with spaces and zero-width characters', ' I\u200bD ,plan\na,pro\n', [['ID', 'user_id']]],
		['with quotes and commas in a name', '"ID, ""new""",plan\na,pro\n', [['ID, "new"', 'user_id']]],
		['with dots in a name', 'crm.ID,plan\na,pro\n', [['crm.ID', 'user_id']]],
		['with CRLF', 'ID,plan\r\na,pro\r\n', [['ID', 'user_id']]],
		['without names of its own', 'Unnamed: 0,plan\na,pro\n', [['Unnamed: 0', 'user_id']]],
		[
			'with the two names swapped',
			'plan,user_id\na,pro\n',
			[
				['plan', 'user_id'],
				['user_id', 'plan'],
			],
		],
		['in UTF-16', encode('\ufeffID,plan\na,pro\n', 'utf-16le'), [['ID', 'user_id']]],
	])('finds columns of a file %s', async (_, data, columns) => {
		const got = await run(data, mapping(...columns));
		expect(got.error).toBeUndefined();
		expect(rows()).toEqual([{ user_id: 'a', plan: 'pro' }]);
	});

	it('finds columns of a header that is longer than a chunk', async () => {
		const names = Array.from({ length: 20_000 }, (_, index) => `column number ${index}`);
		const values = names.map(() => 'x');
		const data = `${names.join(',')},ID\n${values.join(',')},a\n`;
		const got = await run(data, mapping(['ID', 'user_id'], ['column number 7', 'seven']));
		expect(got.error).toBeUndefined();
		expect(rows()[0]).toMatchObject({ user_id: 'a', seven: 'x', 'column number 8': 'x' });
	});

	it('writes names with commas and quotes', async () => {
		await run(CONTACTS, mapping(['Product ID', 'user_id'], ['plan', 'plan, "new"']));
		expect(rows()[0]).toEqual({
			user_id: 'a',
			'Lifecycle Stage': 'customer',
			'plan, "new"': 'pro',
		});
	});

	it('is in the header of each part', async () => {
		const lines = Array.from({ length: 7 }, (_, id) => `u-${id},${'x'.repeat(1_300_000)}\n`);
		const got = await run(`ID,note\n${lines.join('')}`, mapping(['ID', 'user_id']));
		expect(got.json().map(({ rows: count }) => count)).toEqual([3, 3, 1]);
		expect(rows().map(({ user_id }) => user_id)).toEqual(lines.map((_, id) => `u-${id}`));
	});

	it('applies to events with all their columns', async () => {
		const data = 'actor,action,at,cost\na,Paid,2026-01-15 12:00:00Z,3\n';
		const columns: Column[] = [
			['actor', 'user_id'],
			['action', 'name'],
			['at', 'timestamp'],
		];
		const got = await run(data, { operation: 'events', ...mapping(...columns) });
		expect(got.error).toBeUndefined();
		expect(rows('events')).toEqual([
			expect.objectContaining({ user_id: 'a', name: 'Paid', attributes: { cost: '3' } }),
		]);
	});

	it('checks values by the new name, and names columns as in the file', async () => {
		const columns = mapping(['Product ID', 'user_id']);
		const empty = await run('Product ID,plan\na,pro\n,pro\n', columns);
		expect(empty.error?.message).toBe(`Row 2 of "people.csv": 'Product ID' is empty`);
		const header = await run('Product ID,plan\na,pro\nProduct ID,plan\n', columns);
		expect(header.error?.message).toBe(
			`Row 2 of "people.csv": 'Product ID' is the name of the column itself`,
		);
		const email = await run('Product ID,plan\nada@example.com,pro\n', columns);
		expect(told(email)).toContain("'Product ID' (row 1");
		expect(rows()).toHaveLength(1);
	});

	it.each<[string, string, Column[], string, string]>([
		[
			'a column that the file does not have',
			CONTACTS,
			[
				['Product ID', 'user_id'],
				['lifecycle stage', 'stage'],
			],
			`The file "people.csv" has no column 'lifecycle stage', which 'Column Mapping' names`,
			'Its header has: "Product ID", "Lifecycle Stage", "plan".',
		],
		[
			'another separator than a comma',
			'ID;plan\na;pro\n',
			[['ID', 'user_id']],
			`has no column 'ID', which`,
			'"ID;plan"',
		],
		[
			'the name of another column of the file',
			'ID,user_id\na,b\n',
			[['ID', 'user_id']],
			`With 'Column Mapping', the columns 'ID' and 'user_id' of "people.csv" have the same name 'user_id'`,
			'another name',
		],
		[
			'a file that has a column twice',
			'ID,plan,ID\na,b,c\n',
			[['ID', 'user_id']],
			`The file "people.csv" has two columns 'ID'`,
			'Rename or remove one',
		],
		[
			'a mapping without the ID',
			CONTACTS,
			[['plan', 'tier']],
			`has no column 'user_id'`,
			"It needs: user_id. Rename columns with 'Column Mapping'",
		],
		[
			'two columns with one name',
			CONTACTS,
			[
				['plan', 'user_id'],
				['Product ID', 'user_id'],
			],
			"gives 'plan' and 'Product ID' the same name 'user_id'",
			'Choose another name',
		],
		[
			'an expression for each item',
			CONTACTS,
			[['={{ $json.x }}', 'user_id']],
			"'Column Mapping' contains an expression that reads an item",
			'Fixed',
		],
	])('refuses %s before anything is sent', async (_, data, columns, message, description) => {
		const got = await run(data, mapping(...columns));
		expect(got.error?.message).toContain(message);
		expect(got.error?.description).toContain(description);
		expect(appcues.fake.log).toEqual([]);
	});

	it('refuses NDJSON, in which only a part of each line could be renamed', async () => {
		const got = await run('{"ID":"a"}\n', {
			name: 'people.ndjson',
			...mapping(['ID', 'user_id']),
		});
		expect(got.error?.message).toContain(
			`'Column Mapping' can't rename the values of "people.ndjson", because it isn't a CSV`,
		);
		expect(got.error?.description).toContain('Extract from File');
		expect(appcues.fake.log).toEqual([]);
	});

	it('sends every value under its new name, whatever the names and values are', async () => {
		const name = fc.stringMatching(/^[A-Za-z][\w ,"'.;é-]{0,8}[a-z]$/);
		const names = fc.uniqueArray(name, { minLength: 2, maxLength: 6 });
		const columns = names.chain((given) =>
			fc.tuple(fc.constant(given), fc.shuffledSubarray(given)),
		);
		const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
		await fc.assert(
			fc.asyncProperty(columns, async ([header, renamed]) => {
				appcues.fake.log.length = 0;
				const newNames = new Map(renamed.map((field, index) => [field, `new-${index}`]));
				const data = ['user_id', ...header].map(cell).join(',');
				const values = header.map((_, index) => `v${index}`);
				const got = await run(
					`${data}\n${['a', ...values].map(cell).join(',')}\n`,
					mapping(...newNames),
				);
				expect(got.error).toBeUndefined();
				const expected = header.map((field, index) => [
					newNames.get(field) ?? field,
					values[index],
				]);
				expect(rows()).toEqual([{ user_id: 'a', ...Object.fromEntries(expected) }]);
			}),
			{ numRuns: 25 },
		);
	});
});
