import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const OPERATIONS = [
	{ type: 'appcuesEndUser', operation: 'update', id: 'userId', column: 'user_id' },
	{ type: 'appcuesGroup', operation: 'update', id: 'groupId', column: 'group_id' },
] as const;

type Target = (typeof OPERATIONS)[number];

const [USER] = OPERATIONS;

const run = async (
	{ type, operation, id }: Target,
	input: IDataObject[],
	parameters: IDataObject = {},
	rest = {},
) =>
	await appcues.run({
		type,
		parameters: { operation, [id]: '={{ $json.id }}', attributesMode: 'allFields', ...parameters },
		input,
		...rest,
	});

const sent = () => appcues.fake.requests('PATCH').map(({ body }) => body);

describe.each(OPERATIONS)('All Input Fields in $type', (target) => {
	it('sends every field except the one with the ID', async () => {
		const got = await run(target, [{ id: 'a', plan: 'pro', seats: 5, trial: null, beta: false }]);
		expect(sent()).toEqual([{ plan: 'pro', seats: 5, trial: null, beta: false }]);
		expect(got.hints).toEqual([]);
		expect(got.json()).toEqual([
			{
				[target.column]: 'a',
				success: true,
				attributes: { plan: 'pro', seats: 5, trial: null, beta: false },
			},
		]);
	});

	it('sends the fields of each item', async () => {
		await run(target, [
			{ id: 'a', plan: 'pro' },
			{ id: 'b', seats: 5, row_number: 3 },
		]);
		expect(sent()).toEqual(expect.arrayContaining([{ plan: 'pro' }, { seats: 5, row_number: 3 }]));
	});

	it('sends all 40 columns of a CRM', async () => {
		const columns = Object.fromEntries(
			Array.from({ length: 40 }, (_, index) => [`Column ${index}`, `value ${index}`]),
		);
		const got = await run(target, [{ id: 'a', ...columns }]);
		expect(sent()).toEqual([columns]);
		expect(got.hints).toEqual([]);
	});

	it('never sends a field with Appcues’ name for the ID, and shows a hint if it is another one', async () => {
		const same = await run(target, [{ id: 'a', [target.column]: 'a', plan: 'pro' }]);
		expect(same.hints).toEqual([]);
		const other = await run(target, [{ id: 'a', [target.column]: 'b', plan: 'pro' }]);
		expect(other.hints).toEqual([
			expect.stringMatching(
				new RegExp(`Appcues' name for the ID.*'${target.column}' \\(item 0: "b"\\)`),
			),
		]);
		expect(sent()).toEqual([{ plan: 'pro' }, { plan: 'pro' }]);
	});

	it('shows a hint if a nested value would replace another field', async () => {
		const got = await run(target, [{ id: 'a', 'b.c': 1, b: { c: 2, d: 3 } }]);
		expect(sent()).toEqual([{ 'b.c': 1, 'b.d': 3 }]);
		expect(got.hints).toEqual([
			`Some nested values weren't sent, because another field of the item has the name that they would get. Rename one of them. Found in 'b.c' (item 0: "2").`,
		]);
		const twice = await run(target, [{ id: 'a', b: { 'c.d': 1, c: { d: 2 } } }]);
		expect(sent()[1]).toEqual({ 'b.c.d': 1 });
		expect(twice.hints).toEqual([expect.stringContaining(`'b.c.d' (item 0: "2")`)]);
		const same = await run(target, [{ id: 'a', 'b.c': 1, b: { c: 1 } }]);
		expect(same.hints).toEqual([]);
	});

	it('refuses an item with nothing but the ID before anything is sent', async () => {
		const input = [{ id: 'a', plan: 'pro' }, { id: 'b' }];
		const got = await run(target, input);
		expect(got.error).toMatchObject({
			message: 'The item has no fields to send',
			item: 1,
			description: expect.stringContaining("set 'Specify Properties' to"),
		});
		expect(appcues.fake.log).toEqual([]);
		const continued = await run(target, input, {}, { onError: 'continueErrorOutput' });
		expect(continued.paired(0)).toEqual([[0]]);
		expect(continued.paired(1)).toEqual([[1]]);
	});
});

describe('the field that the ID comes from', () => {
	it.each<[string, IDataObject]>([
		['={{ $json["User ID"] }}', { 'User ID': 'a' }],
		["={{ $json['User ID'].trim() }}", { 'User ID': ' a ' }],
		['=crm-{{ $json.id }}', { id: 7 }],
		['={{ String($json.id).toLowerCase() }}', { id: 'A' }],
		['={{ $json?.id?.toString() }}', { id: 5 }],
		['={{ $json.user.id }}', { user: { id: 'a' } }],
		['={{ `${$json.id}` }}', { id: 'a' }],
		['={{ $json.id || $json.id }}', { id: 'a' }],
		['={{ $input.item.json.id }}', { id: 'a' }],
		['={{ $json["a.b"] }}', { 'a.b': 'x' }],
	])('%s is not sent', async (userId, fields) => {
		const got = await run(USER, [{ ...fields, plan: 'pro' }], { userId });
		expect(got.error).toBeUndefined();
		expect(got.hints).toEqual([]);
		expect(sent()).toEqual([{ plan: 'pro' }]);
	});

	it('leaves the other fields of its object', async () => {
		const input = [{ user: { id: 'a', name: 'Ada' }, plan: 'pro' }];
		await run(USER, input, { userId: '={{ $json.user.id }}' });
		expect(sent()).toEqual([{ 'user.name': 'Ada', plan: 'pro' }]);
		expect(input).toEqual([{ user: { id: 'a', name: 'Ada' }, plan: 'pro' }]);
	});

	it.each<[string, IDataObject]>([
		['user-1', { id: 'a' }],
		['={{ $json.org + "-" + $json.id }}', { org: 'x', id: 'a' }],
		['={{ $input.first().json.id }}', { id: 'a' }],
		['={{ $json[["i", "d"].join("")] }}', { id: 'a' }],
	])('is unknown for %s, so all fields are sent', async (userId, fields) => {
		const got = await run(USER, [{ ...fields, plan: 'pro' }], { userId });
		expect(got.error).toBeUndefined();
		expect(sent()).toEqual([{ ...fields, plan: 'pro' }]);
	});

	it('is refused if only its name was typed', async () => {
		const got = await run(USER, [{ id: 'a', plan: 'pro' }], { userId: 'id' });
		expect(got.error?.message).toContain('\'User ID\' is "id", which is the name of a field');
		expect(appcues.fake.log).toEqual([]);
	});
});

describe('values', () => {
	it('are checked and flattened like those of imports', async () => {
		const got = await run(USER, [
			{
				id: 'a',
				' plan ': 'pro',
				name: 'undefined',
				company: { name: 'Acme', id: 3 },
				tags: ['x', 'y'],
				deals: [{ id: 1 }],
				signedUp: new Date('2026-01-15T12:00:00Z') as unknown as string,
				missing: undefined,
				col_7: 'x',
			},
		]);
		expect(sent()).toEqual([
			{
				plan: 'pro',
				'company.name': 'Acme',
				'company.id': 3,
				tags: 'x, y',
				signedUp: '2026-01-15T12:00:00.000Z',
			},
		]);
		expect(got.hints).toEqual(
			expect.arrayContaining([
				expect.stringContaining(
					"because Appcues only stores strings, numbers, booleans and dates. Found in 'deals' (item 0).",
				),
				expect.stringContaining("'name'"),
				expect.stringContaining("'col_7'"),
			]),
		);
	});

	it('that are nested are skipped if set to', async () => {
		const got = await run(USER, [{ id: 'a', plan: 'pro', company: { name: 'Acme' } }], {
			options: { nested: 'drop' },
		});
		expect(sent()).toEqual([{ plan: 'pro' }]);
		expect(got.hints).toEqual([expect.stringContaining("Found in 'company' (item 0)")]);
	});

	it('that all are nested are refused with their names', async () => {
		const got = await run(USER, [{ id: 'a', deals: [{ id: 1 }] }]);
		expect(got.error?.message).toBe('The item has no fields to send');
		expect(got.error?.description).toContain("doesn't store objects and arrays: deals");
	});
});

describe('Exclude Fields', () => {
	const item = {
		id: 'a',
		plan: 'pro',
		Notes: 'private',
		address: { street: 'Main', city: 'Rome', geo: { lat: 1, lon: 2 } },
	};

	it.each<[string, unknown]>([
		['names', 'Notes, address.street, address.geo.lat'],
		['dragged fields', "Notes, address['street'], address.geo['lat']"],
		['an array', ['Notes', 'address.street', 'address.geo.lat']],
		['an expression', '={{ ["Notes", "address.street", "address.geo.lat"] }}'],
	])('of %s are not sent', async (_, excludeFields) => {
		const got = await run(USER, [item], { options: { excludeFields } as IDataObject });
		expect(got.hints).toEqual([]);
		expect(sent()).toEqual([{ plan: 'pro', 'address.city': 'Rome', 'address.geo.lon': 2 }]);
	});

	it('can be a whole object', async () => {
		await run(USER, [item], { options: { excludeFields: 'address' } });
		expect(sent()).toEqual([{ plan: 'pro', Notes: 'private' }]);
	});

	it('ignores invisible characters and spaces in the names of fields', async () => {
		const fields = { id: 'a', plan: 'pro', '\ufeffNotes ': 'private' };
		await run(USER, [fields], { options: { excludeFields: 'Notes' } });
		expect(sent()).toEqual([{ plan: 'pro' }]);
	});

	it('shows a hint for a name that no item has', async () => {
		const input = [item, { ...item, Phone: '1' }];
		const got = await run(USER, input, { options: { excludeFields: 'notes, Phone' } });
		expect(got.hints).toEqual([expect.stringMatching(/^No item has .* Found in 'notes'\.$/)]);
	});

	it('refuses anything but names', async () => {
		const got = await run(USER, [item], { options: { excludeFields: '={{ [3] }}' } });
		expect(got.error?.message).toContain("'Exclude Fields' contains something other than a name");
		expect(appcues.fake.log).toEqual([]);
	});
});

describe('All Input Fields in Track Event', () => {
	const track = async (input: IDataObject[], parameters: IDataObject = {}) =>
		await appcues.run({
			type: 'appcuesImport',
			parameters: {
				operation: 'userActivity',
				userId: '={{ $json.user_id }}',
				eventName: '={{ $json.event }}',
				attributesMode: 'allFields',
				options: {
					timestamp: '={{ $json.at }}',
					groupId: '={{ $json.account }}',
					excludeFields: 'notes',
				},
				...parameters,
			},
			input,
		});

	const events = () =>
		appcues.fake.requests('POST', /users\/[^/]+\/events/).map(({ body }) => body);

	const ROW = { user_id: 'user-ada', event: 'Paid', at: '2026-01-15T12:00:00Z', account: 'acme' };

	it('sends the fields that no other parameter uses', async () => {
		const got = await track([{ ...ROW, total: 3, notes: 'private', cart: { items: 2 } }]);
		expect(got.error).toBeUndefined();
		expect(got.hints).toEqual([]);
		expect(events()).toEqual([
			expect.objectContaining({
				name: 'Paid',
				group_id: 'acme',
				attributes: { total: 3, 'cart.items': 2 },
			}),
		]);
	});

	it('sends an event without properties if nothing is left', async () => {
		await track([{ ...ROW, notes: '' }]);
		expect(events()).toEqual([expect.not.objectContaining({ attributes: expect.anything() })]);
	});
});

it('refuses an unknown way to specify properties', async () => {
	const got = await run(USER, [{ id: 'a', plan: 'pro' }], { attributesMode: '={{ "all" }}' });
	expect(got.error?.message).toContain("'Specify Properties' has an invalid value");
	expect(appcues.fake.log).toEqual([]);
});
