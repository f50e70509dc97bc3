import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { flatten } from '../../nodes/shared/checks/flatten';
import { Hints } from '../../nodes/shared/operation/hints';
import { useAppcues, useFastTime } from '../support/appcues.cjs';

/** Empty cells of spreadsheets and files, in every operation that sends the fields of items as properties. */
const appcues = useAppcues();
useFastTime();

const MOMENT = '2026-01-15T12:00:00Z';
const ID = '={{ $json.id }}';

interface Sender {
	type: string;
	parameters: IDataObject;
	/** Fields of an item that aren't properties. */
	keys: IDataObject;
}

const allFields = { attributesMode: 'allFields' };

const SENDERS: Array<[string, Sender]> = [
	[
		'Create or Update User',
		{
			type: 'appcuesEndUser',
			parameters: { operation: 'update', userId: ID, ...allFields },
			keys: {},
		},
	],
	[
		'Update Group',
		{
			type: 'appcuesGroup',
			parameters: { operation: 'update', groupId: ID, ...allFields },
			keys: {},
		},
	],
	[
		'Track Event',
		{
			type: 'appcuesImport',
			parameters: { operation: 'userActivity', userId: ID, eventName: 'Upgraded', ...allFields },
			keys: {},
		},
	],
	[
		'Import Profiles',
		{ type: 'appcuesImport', parameters: { operation: 'profiles', userIdField: 'id' }, keys: {} },
	],
	[
		'Import Groups',
		{ type: 'appcuesImport', parameters: { operation: 'groups', groupIdField: 'id' }, keys: {} },
	],
	[
		'Import Events',
		{
			type: 'appcuesImport',
			parameters: { operation: 'events', userIdField: 'id' },
			keys: { name: 'Upgraded', timestamp: MOMENT },
		},
	],
];

/** Returns the sent properties, one object for each item. */
const sent = () =>
	appcues.fake.log
		.filter(({ method }) => method === 'PATCH' || method === 'POST')
		.flatMap(({ body }) => (Array.isArray(body) ? body : [body]) as IDataObject[])
		.map(({ user_id: _user, group_id: _group, ...row }) =>
			'timestamp' in row ? ((row.attributes ?? {}) as IDataObject) : row,
		);

const HINT =
	"Some properties are empty strings, which were sent. In a profile, they replace what it has. To skip or clear them, add 'Empty Values' in 'Options'. Found in ";

describe.each(SENDERS)('Empty cells in %s', (_, { type, parameters, keys }) => {
	const run = async (items: IDataObject[], options: IDataObject = {}) =>
		await appcues.run({
			type,
			parameters: { ...parameters, options },
			input: items.map((each) => ({ ...each, ...keys })),
		});

	const ITEMS = [
		{ id: 'a', plan: 'pro', seats: 5, owner: { name: '' } },
		{ id: 'b', plan: '', seats: null, owner: { name: 'Ada' } },
		{ id: 'c', plan: '', seats: 7 },
	];

	it('are sent, with a hint that names the fields and items', async () => {
		const got = await run(ITEMS);
		expect(got.error).toBeUndefined();
		expect(sent()).toEqual([
			{ plan: 'pro', seats: 5, 'owner.name': '' },
			{ plan: '', seats: null, 'owner.name': 'Ada' },
			{ plan: '', seats: 7 },
		]);
		expect(got.hints).toEqual([`${HINT}'owner.name' (item 0), 'plan' (2 items, first item 1).`]);
	});

	it('give no hint if there are none', async () => {
		const got = await run([{ id: 'a', plan: 'pro', seats: 0, beta: false, ended: null }]);
		expect(got.hints).toEqual([]);
	});

	it('are skipped if set to, also null and blanks', async () => {
		const items = [...ITEMS, { id: 'd', plan: ' \u00a0', seats: 8 }];
		const got = await run(items, { emptyValues: 'skip' });
		expect(got.hints).toEqual([]);
		expect(sent()).toEqual([
			{ plan: 'pro', seats: 5 },
			{ 'owner.name': 'Ada' },
			{ seats: 7 },
			{ seats: 8 },
		]);
	});

	it('become null if set to', async () => {
		const got = await run(ITEMS, { emptyValues: 'clear' });
		expect(got.hints).toEqual([]);
		expect(sent()).toEqual([
			{ plan: 'pro', seats: 5, 'owner.name': null },
			{ plan: null, seats: null, 'owner.name': 'Ada' },
			{ plan: null, seats: 7 },
		]);
	});

	it('are sent without a hint if set to', async () => {
		const got = await run(ITEMS, { emptyValues: 'send' });
		expect(got.hints).toEqual([]);
		expect(sent()[1]).toEqual({ plan: '', seats: null, 'owner.name': 'Ada' });
	});

	it('with an invalid choice stop before anything is sent', async () => {
		const got = await run(ITEMS, { emptyValues: '={{ "ignore" }}' });
		expect(got.error?.message).toBe("'Empty Values' has an invalid value");
		expect(appcues.fake.log).toEqual([]);
	});
});

describe('Empty strings', () => {
	const update = async (parameters: IDataObject, input: IDataObject[]) =>
		await appcues.run({
			type: 'appcuesEndUser',
			parameters: { operation: 'update', userId: ID, ...parameters },
			input,
		});

	const assigned = (value: string) => ({
		attributes: { assignments: [{ id: '1', name: 'plan', value, type: 'string' }] },
	});

	it.each([
		['from an expression', assigned('={{ $json.plan }}')],
		['in a field that was left empty', assigned('')],
		[
			'in JSON with an expression',
			{ attributesMode: 'json', attributesJson: '={ "plan": "{{ $json.plan }}" }' },
		],
	])('get a hint %s', async (_, parameters) => {
		const got = await update(parameters, [{ id: 'a', plan: '' }]);
		expect(sent()).toEqual([{ plan: '' }]);
		expect(got.hints).toEqual([`${HINT}'plan' (item 0).`]);
	});

	it('that were typed as JSON get no hint', async () => {
		const parameters = { attributesMode: 'json', attributesJson: '{ "plan": "" }' };
		const got = await update(parameters, [{ id: 'a' }]);
		expect(sent()).toEqual([{ plan: '' }]);
		expect(got.hints).toEqual([]);
	});

	it('refuse an item of which nothing is left', async () => {
		const parameters = { ...allFields, options: { emptyValues: 'skip' } };
		const input = [
			{ id: 'a', plan: 'pro' },
			{ id: 'b', plan: '' },
		];
		const got = await update(parameters, input);
		expect(got.error).toMatchObject({ message: 'The item has no fields to send', item: 1 });
		expect(got.error?.description).toContain(`'plan' is ""`);
		expect(appcues.fake.log).toEqual([]);
	});

	describe.each(['number', 'boolean', 'array', 'object', 'string'])('of the type %s', (type) => {
		const parameters = {
			attributes: {
				assignments: [
					{ id: '1', name: 'other', value: 'x', type: 'string' },
					{ id: '2', name: 'value', value: '={{ $json.value }}', type },
				],
			},
		};
		const withOption = async (emptyValues: string) =>
			await update({ ...parameters, options: { emptyValues } }, [{ id: 'a', value: ' ' }]);

		it('can be skipped', async () => {
			const got = await withOption('skip');
			expect([got.error, got.hints, sent()]).toEqual([undefined, [], [{ other: 'x' }]]);
		});

		it('can be cleared', async () => {
			const got = await withOption('clear');
			expect([got.error, got.hints, sent()]).toEqual([
				undefined,
				[],
				[{ other: 'x', value: null }],
			]);
		});
	});

	it.each([
		['number', 'a number'],
		['boolean', 'true or false'],
	])(
		'of the type %s stop before anything is sent, and the message names the option',
		async (type, wanted) => {
			const assignments = [{ id: '1', name: 'value', value: '={{ $json.value }}', type }];
			const got = await update({ attributes: { assignments } }, [{ id: 'a', value: '' }]);
			expect(got.error).toMatchObject({
				message: `The property 'value' is "", which is not ${wanted}`,
				description: expect.stringContaining("add 'Empty Values' in 'Options'"),
				item: 0,
			});
			expect(appcues.fake.log).toEqual([]);
		},
	);

	it('keep the value of an earlier item of the same user if they are skipped', async () => {
		await appcues.run({
			type: 'appcuesImport',
			parameters: { operation: 'profiles', options: { emptyValues: 'skip' } },
			input: [
				{ user_id: 'a', plan: 'pro' },
				{ user_id: 'a', plan: '', seats: 5 },
			],
		});
		expect(sent()).toEqual([{ plan: 'pro', seats: 5 }]);
	});

	it('are skipped among selected columns and in an object of event properties', async () => {
		await appcues.run({
			type: 'appcuesImport',
			parameters: {
				operation: 'events',
				columns: 'selected',
				selectedColumns: 'plan, seats',
				options: { emptyValues: 'skip' },
			},
			input: [
				{
					user_id: 'a',
					name: 'Upgraded',
					timestamp: MOMENT,
					plan: 'pro',
					seats: '',
					attributes: { plan: '', source: 'web' },
				},
			],
		});
		expect(sent()).toEqual([{ plan: 'pro', source: 'web' }]);
	});

	it('change nothing else', () => {
		const value = fc.oneof(fc.constantFrom('', ' ', null), fc.integer(), fc.boolean(), fc.string());
		const isEmpty = (each: unknown) => each === null || (typeof each === 'string' && !each.trim());
		fc.assert(
			fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{3,8}$/), value), (values) => {
				const under = (empty?: 'clear' | 'send' | 'skip') => {
					const { properties } = new Hints();
					const checks = { properties, place: { item: 0 } };
					return flatten(values, { nested: 'flatten', empty }, { checks }).attributes;
				};
				const asTheyAre = under();
				expect(under('send')).toEqual(asTheyAre);
				const entries = Object.entries(asTheyAre);
				expect(under('clear')).toEqual(
					Object.fromEntries(entries.map(([key, each]) => [key, isEmpty(each) ? null : each])),
				);
				expect(under('skip')).toEqual(
					Object.fromEntries(entries.filter(([, each]) => !isEmpty(each))),
				);
			}),
		);
	});
});
