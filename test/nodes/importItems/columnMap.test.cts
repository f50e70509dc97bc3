import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { useAppcues, useFastTime } from '../../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

type Column = [field: unknown, property: unknown];

const mapOf = (...columns: Column[]) =>
	({ column: columns.map(([field, property]) => ({ field, property })) }) as IDataObject;

const run = async (input: IDataObject[], columns: Column[], parameters: IDataObject = {}) =>
	await appcues.run({
		type: 'appcuesImport',
		parameters: {
			operation: 'profiles',
			userIdField: 'id',
			columns: 'map',
			columnMap: mapOf(...columns),
			...parameters,
		},
		input,
	});

const rows = (kind = 'profiles') =>
	appcues.fake.requests('POST', `/import/${kind}`).flatMap(({ body }) => body as IDataObject[]);

const CONTACT = {
	id: 'a',
	'Lifecycle Stage': 'customer',
	company: { name: 'Acme', size: 5 },
	notes: 'private',
};

describe('Map Each Column', () => {
	it('sends only these fields, under their new names', async () => {
		const got = await run(
			[CONTACT, { id: 'b', 'Lifecycle Stage': null }],
			[
				['Lifecycle Stage', 'stage'],
				['company.name', 'account'],
			],
		);
		expect(got.error).toBeUndefined();
		expect(got.hints).toEqual([]);
		expect(rows()).toEqual([
			{ user_id: 'a', stage: 'customer', account: 'Acme' },
			{ user_id: 'b', stage: null },
		]);
	});

	it('finds fields that were dragged from the input', async () => {
		await run(
			[CONTACT],
			[
				["['Lifecycle Stage']", 'stage'],
				["company['name']", 'account'],
			],
		);
		expect(rows()).toEqual([{ user_id: 'a', stage: 'customer', account: 'Acme' }]);
	});

	it('flattens an object under its new name', async () => {
		await run([CONTACT], [['company', 'account']]);
		expect(rows()).toEqual([{ user_id: 'a', 'account.name': 'Acme', 'account.size': 5 }]);
	});

	it('finds fields with spaces or invisible characters around their names', async () => {
		const got = await run([{ id: 'a', '\ufeffPlan ': 'pro' }], [[' Plan', ' plan\u200b']]);
		expect(rows()).toEqual([{ user_id: 'a', plan: 'pro' }]);
		expect(got.hints).toEqual([]);
	});

	it('can send one field under two names, and swap two names', async () => {
		await run(
			[{ id: 'a', x: 1, y: 2 }],
			[
				['x', 'y'],
				['y', 'x'],
				['x', 'z'],
			],
		);
		expect(rows()).toEqual([{ user_id: 'a', y: 1, x: 2, z: 1 }]);
	});

	it('checks values as usual', async () => {
		const got = await run([{ id: 'a', P: '#N/A', plan: 'pro' }], [['P', 'stage']]);
		expect(rows()).toEqual([{ user_id: 'a' }]);
		expect(got.hints).toEqual([expect.stringContaining('\'stage\' (item 0: "#N/A")')]);
	});

	it('shows a hint for a field that no item has, and refuses if no item has any', async () => {
		const some = await run(
			[CONTACT],
			[
				['Lifecycle Stage', 'stage'],
				['lifecycle', 'x'],
			],
		);
		expect(some.hints).toEqual(["No item has a field 'lifecycle': check 'Column Mapping'."]);
		appcues.fake.log.length = 0;
		const none = await run([CONTACT], [['lifecycle', 'x']]);
		expect(none.error?.message).toBe("No item has any of the columns in 'Column Mapping'");
		expect(appcues.fake.log).toEqual([]);
	});

	it('can name the field of the ID, which is sent once', async () => {
		const got = await run(
			[CONTACT],
			[
				['id', 'user_id'],
				['notes', 'notes'],
			],
		);
		expect(rows()).toEqual([{ user_id: 'a', notes: 'private' }]);
		expect(got.hints).toEqual([]);
	});

	it('renames properties of events, and leaves those in an object', async () => {
		const event = { id: 'a', name: 'Paid', timestamp: '2026-01-15T12:00:00.000Z' };
		const parameters = { operation: 'events' };
		await run([{ ...event, Total: 3, x: 1 }], [['Total', 'total']], parameters);
		await run(
			[{ ...event, Total: 3, attributes: { plan: 'pro' } }],
			[['Total', 'total']],
			parameters,
		);
		expect(rows('events').map(({ attributes }) => attributes)).toEqual([
			{ total: 3 },
			{ total: 3, plan: 'pro' },
		]);
	});

	it.each<[string, Column[], string, string]>([
		['nothing', [], "'Column Mapping' is empty", "choose 'All' in 'Columns to Send'"],
		[
			'an empty field',
			[
				['x', 'y'],
				[' ', 'z'],
			],
			"'Field' of column 2 in 'Column Mapping' is empty",
			"Enter a name in 'Field'",
		],
		[
			'an empty property',
			[['x', '\u200b']],
			"'Property' of column 1 in 'Column Mapping' is empty",
			"Enter a name in 'Property'",
		],
		[
			'a name that means none',
			[['x', '__EMPTY_1']],
			"'Property' of column 1 in 'Column Mapping' is not a name",
			"Enter a name in 'Property'",
		],
		[
			'two fields with one name',
			[
				['x', 'plan'],
				['y', ' plan'],
			],
			"'Column Mapping' gives 'x' and 'y' the same name 'plan'",
			'Choose another name',
		],
		[
			'another field as the ID',
			[['crm', 'user_id']],
			"'Column Mapping' maps 'crm' to 'user_id', but the ID comes from 'id'",
			"Enter 'crm' in 'User ID Field', and remove it from 'Column Mapping'",
		],
		[
			'an expression for each item',
			[['={{ $json.x }}', 'x']],
			"'Column Mapping' contains an expression that reads an item",
			'enter the name of the field',
		],
		['an object', [['={{ ({}) }}', 'x']], "'Column Mapping: Field' is an object", 'expression'],
	])('refuses %s before anything is sent', async (_, columns, message, description) => {
		const got = await run([{ ...CONTACT, x: 1, y: 2, crm: 3 }], columns);
		expect(got.error?.message).toContain(message);
		expect(got.error?.description).toContain(description);
		expect(appcues.fake.log).toEqual([]);
	});

	it('refuses an unknown choice of columns', async () => {
		const got = await run([CONTACT], [], { columns: '={{ "mapped" }}' });
		expect(got.error?.message).toContain("'Columns to Send' has an invalid value");
		expect(appcues.fake.log).toEqual([]);
	});
});
