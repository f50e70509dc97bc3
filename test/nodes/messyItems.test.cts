import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { elementAt, first } from '../../dev/elements.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';

/** Items as spreadsheets, CRMs and mistyped expressions pass them to an import. */
const appcues = useAppcues();
useFastTime();

const run = async (operation: string, input: IDataObject[], parameters: IDataObject = {}) =>
	await appcues.run({ type: 'appcuesImport', parameters: { operation, ...parameters }, input });

const rows = (kind: string) =>
	appcues.fake
		.requests('POST', `/import/${kind}`)
		.flatMap(({ body }) => body as Array<Record<string, unknown>>);

const MOMENT = '2026-01-15T12:00:00.000Z';
const event = (fields: IDataObject) => ({
	user_id: 'u-1',
	name: 'Paid',
	timestamp: MOMENT,
	...fields,
});

describe('column names with invisible characters', () => {
	it.each(['user_id', '\ufeffuser_id', ' user_id '])(
		'the ID is found by %j',
		async (userIdField) => {
			const got = await run('profiles', [{ '\ufeffuser_id': 'u-1', plan: 'pro' }], { userIdField });
			expect(got.hints).toEqual([]);
			expect(rows('profiles')).toEqual([{ user_id: 'u-1', plan: 'pro' }]);
		},
	);

	it('properties are sent under their clean names, with a hint', async () => {
		const got = await run('profiles', [
			{ user_id: 'u-1', ' plan': 'pro', 'seats\u200b': 5, company: { 'name ': 'Acme' } },
		]);
		expect(rows('profiles')).toEqual([
			{ user_id: 'u-1', plan: 'pro', seats: 5, 'company.name': 'Acme' },
		]);
		expect(got.hints).toEqual([
			expect.stringMatching(
				/sent without them\. Found in '␠plan' \(item 0\), 'seats\\u200b' \(item 0\), 'company\.name␠' \(item 0\)\.$/,
			),
		]);
	});

	it.each([' plan', 'plan', '\u00a0plan'])('a selected column is found: %j', async (column) => {
		await run('profiles', [{ user_id: 'u-1', ' plan': 'pro', other: 1 }], {
			columns: 'selected',
			selectedColumns: column,
		});
		expect(rows('profiles')).toEqual([{ user_id: 'u-1', plan: 'pro' }]);
	});

	it('the fields of events are found too', async () => {
		const got = await run('events', [
			{ 'user_id ': 'u-1', '\ufeffname': 'Paid', ' timestamp': MOMENT, 'group_id\u200b': 'g-1' },
		]);
		expect(got.hints).toEqual([]);
		expect(rows('events')).toEqual([
			{ user_id: 'u-1', name: 'Paid', timestamp: MOMENT, group_id: 'g-1' },
		]);
	});

	it('a message shows them', async () => {
		const got = await run('profiles', [{ '\ufeffuser': 'u-1', ' plan': 'pro' }]);
		expect(got.error?.description).toContain('\\ufeffuser, ␠plan');
	});

	it('a column without a name isn’t sent, with a hint', async () => {
		const got = await run('profiles', [{ user_id: 'u-1', '': 'x', ' ': 'y' }]);
		expect(rows('profiles')).toEqual([{ user_id: 'u-1' }]);
		expect(got.hints).toEqual([expect.stringMatching(/have no name.*''.*'␠'/)]);
	});

	it('of two columns that look the same, the clean one is sent, with a hint', async () => {
		const got = await run('profiles', [{ user_id: 'u-1', ' plan': 'old', plan: 'new' }]);
		expect(rows('profiles')).toEqual([{ user_id: 'u-1', plan: 'new' }]);
		expect(got.hints).toContainEqual(expect.stringMatching(/have the same name.*'␠plan'/));
	});
});

describe('event properties in an object', () => {
	const record = {
		attributes: { type: 'Opportunity', url: '/services/data/v59.0/sobjects/Opportunity/006A' },
		Id: '006A',
		App_User_Id__c: 'u-1',
		StageName: 'Closed Won',
		Amount: 1200,
		CloseDate: '2026-11-01T00:00:00Z',
	};
	const fields = {
		userIdField: 'App_User_Id__c',
		eventNameField: 'StageName',
		timestampField: 'CloseDate',
	};

	it('the fields that Salesforce adds are not properties', async () => {
		const got = await run('events', [record], fields);
		expect(first(rows('events')).attributes).toEqual({ Id: '006A', Amount: 1200 });
		expect(got.hints).toEqual([]);
	});

	it('nor as JSON text, as in a CSV of such records', async () => {
		const attributes = JSON.stringify(record.attributes);
		await run('events', [{ ...record, attributes }], fields);
		expect(first(rows('events')).attributes).toEqual({ Id: '006A', Amount: 1200 });
	});

	it('nor in a profile', async () => {
		await run('profiles', [record], { userIdField: 'App_User_Id__c' });
		expect(Object.keys(first(rows('profiles')))).toEqual([
			...['user_id', 'Id', 'StageName', 'Amount', 'CloseDate'],
		]);
	});

	it('a hint names the fields beside the object, which are not sent', async () => {
		const got = await run('events', [
			event({ attributes: { plan: 'pro' }, amount: 12, empty: '' }),
			event({ attributes: { plan: 'pro' }, amount: 13, id: 'e-2' }),
		]);
		expect(rows('events').map(({ attributes }) => attributes)).toEqual([
			{ plan: 'pro' },
			{ plan: 'pro' },
		]);
		expect(got.hints).toEqual([
			expect.stringMatching(
				/weren't sent\. Found in 'amount' \(2 items, first item 0\), 'id' \(item 1\)\.$/,
			),
		]);
	});

	it('there is no hint without other fields, or when the columns were selected', async () => {
		const plain = await run('events', [event({ attributes: { plan: 'pro' } })]);
		expect(plain.hints).toEqual([]);
		const selected = await run(
			'events',
			[event({ attributes: { plan: 'pro' }, amount: 1, x: 2 })],
			{
				columns: 'selected',
				selectedColumns: 'amount',
			},
		);
		expect(selected.hints).toEqual([]);
		expect(elementAt(rows('events'), 1).attributes).toEqual({ amount: 1, plan: 'pro' });
	});
});

describe('joined files', () => {
	it.each(['profiles', 'events'])('a second header row is refused: %s', async (kind) => {
		const got = await run(kind, [
			event({ plan: 'pro' }),
			event({ user_id: ' user_id', name: 'name', timestamp: 'timestamp', plan: 'plan' }),
		]);
		expect(got.error?.message).toBe("'user_id' is the name of the column itself");
		expect(got.error?.item).toBe(1);
		expect(rows(kind)).toEqual([]);
	});
});

describe('event properties that an AI model wrote as JSON', () => {
	it('are read inside a code fence', async () => {
		await run('events', [event({ attributes: '```json\n{ "plan": "pro" }\n```' })]);
		expect(first(rows('events')).attributes).toEqual({ plan: 'pro' });
	});

	it.each([
		'Here you are: { "plan": "pro" }',
		'```json\n{ "plan": "pro" }\n``` I hope this helps!',
		'{ "plan": "pro", }',
		"{'plan': 'pro'}",
		'{ plan: "pro" }',
	])('are refused when they are invalid JSON: %s', async (attributes) => {
		const got = await run('events', [event({}), event({ attributes })]);
		expect(got.error?.message).toBe("'attributes' is not valid JSON");
		expect(got.error?.item).toBe(1);
		expect(rows('events')).toEqual([]);
	});

	it.each(['gold', 'Hi {name}', '{ gold', ':-}'])(
		'are plain strings without braces around them: %s',
		async (attributes) => {
			await run('events', [event({ attributes })]);
			expect(first(rows('events')).attributes).toEqual({ attributes });
		},
	);
});

describe('event names', () => {
	it.each(['PaÃ¯d', 'Pa\ufffdd'])('in the wrong encoding get a hint: %s', async (name) => {
		const got = await run('events', [event({ name })]);
		expect(got.hints).toEqual([expect.stringMatching(/wrong encoding.*'name' \(item 0/)]);
	});

	it('that are a template are refused', async () => {
		const got = await run('events', [event({ name: '{{event}}' })]);
		expect(got.error?.message).toContain(`'name' is "{{event}}"`);
		expect(rows('events')).toEqual([]);
	});
});

describe('strings that software writes by mistake', () => {
	it.each([['profiles', 'groups', 'events']])('as IDs they are refused: %s', async (...kinds) => {
		for (const kind of kinds) {
			for (const id of ['[object Object]', 'undefined', 'NaN', 'None']) {
				const got = await run(kind, [event({ user_id: id, group_id: id })]);
				expect(got.error?.message).toContain(`is "${id}"`);
				expect(got.error?.item).toBe(0);
			}
			expect(rows(kind)).toEqual([]);
		}
	});

	it('as the name of an event they are refused', async () => {
		const got = await run('events', [event({ name: 'undefined' })]);
		expect(got.error?.message).toContain(`'name' is "undefined"`);
		expect(rows('events')).toEqual([]);
	});

	it('as values they are skipped, with a hint', async () => {
		const got = await run('profiles', [
			{ user_id: 'u-1', plan: 'pro', renews_at: 'Invalid DateTime' },
			{ user_id: 'u-2', plan: 'Undefined Ltd', renews_at: '2026-01-01' },
		]);
		expect(rows('profiles')).toEqual([
			{ user_id: 'u-1', plan: 'pro' },
			{ user_id: 'u-2', plan: 'Undefined Ltd', renews_at: '2026-01-01' },
		]);
		expect(got.hints).toEqual([
			expect.stringMatching(/weren't sent.*'renews_at' \(item 0: "Invalid DateTime"\)/),
		]);
	});

	it('also in event properties and nested values', async () => {
		const got = await run('events', [
			event({ attributes: { a: 'NaN', b: { c: '[object Object]', d: 1 } } }),
		]);
		expect(first(rows('events')).attributes).toEqual({ 'b.d': 1 });
		expect(got.hints).toEqual([expect.stringMatching(/'a' .*'b\.c' /)]);
	});
});

describe('IDs', () => {
	it.each(['9.91214E+15', '9,91214E+15', '1.0e+16'])(
		'that a spreadsheet shortened are refused, and never merge two users: %s',
		async (id) => {
			const got = await run('profiles', [
				{ user_id: id, plan: 'pro' },
				{ user_id: id, plan: 'free' },
			]);
			expect(got.error?.message).toBe(
				`'user_id' is "${id}", a number that a spreadsheet has shortened`,
			);
			expect(rows('profiles')).toEqual([]);
		},
	);

	it.each(['profiles', 'events'])('that look like email addresses get a hint: %s', async (kind) => {
		const got = await run(kind, [
			event({ user_id: 'ada@acme.example' }),
			event({ user_id: 'u-1' }),
			event({ user_id: 'tim@acme.example' }),
		]);
		expect(got.hints).toEqual([
			expect.stringMatching(
				/mail addresses.*'user_id' \(2 items, first item 0: "ada@acme\.example"\)/,
			),
		]);
		expect(rows(kind)).toHaveLength(3);
	});

	it('of groups can be email addresses', async () => {
		const got = await run('groups', [{ group_id: 'team@acme.example', plan: 'pro' }]);
		expect(got.hints).toEqual([]);
	});

	it.each(['user-1;user-2', 'user-1, user-2', '"user-1"', "'user-1'", '[user-1]'])(
		'that contain more than one ID, or signs around it, get a hint: %s',
		async (id) => {
			const got = await run('profiles', [{ user_id: id, plan: 'pro' }]);
			expect(got.hints).toEqual([expect.stringMatching(/'user_id' \(item 0: /)]);
			expect(rows('profiles')).toHaveLength(1);
		},
	);

	it.each(['auth0|5f7c8ec7', '{3F2504E0-4F89-11D3-9A0C-0305E82C3301}', "o'brien", 'Smith, Ann'])(
		'of any other kind get none: %s',
		async (id) => {
			const got = await run('profiles', [{ user_id: id, plan: 'pro' }]);
			expect(got.hints).toEqual([]);
		},
	);

	it('that pandas turned into decimals get a hint', async () => {
		const got = await run('profiles', [{ user_id: '1042.0', plan: 'pro' }]);
		expect(got.hints).toEqual([expect.stringMatching(/end in "\.0".*"1042\.0"/)]);
	});

	it('read in the wrong encoding get a hint', async () => {
		const got = await run('profiles', [{ user_id: 'Zo\ufffd', plan: 'pro' }]);
		expect(got.hints).toEqual([expect.stringMatching(/'Encoding'.*'user_id'/)]);
	});
});

describe('selected columns that no item has', () => {
	it.each([
		['profiles', {}],
		['groups', {}],
		['events', {}],
	])('stop the node before anything is sent: %s', async (kind, parameters) => {
		const got = await run(kind, [event({ group_id: 'g', plan: 'pro' }), event({ group_id: 'h' })], {
			columns: 'selected',
			selectedColumns: 'plam, seets',
			...parameters,
		});
		expect(got.error?.message).toBe("No item has any of the columns in 'Columns'");
		expect(got.error?.description).toContain("'plam', 'seets'");
		expect(rows(kind)).toEqual([]);
	});

	it('only some of them: the others are sent, with a hint', async () => {
		const got = await run('profiles', [{ user_id: 'u-1', plan: 'pro' }], {
			columns: 'selected',
			selectedColumns: 'plan, seets',
		});
		expect(rows('profiles')).toEqual([{ user_id: 'u-1', plan: 'pro' }]);
		expect(got.hints).toEqual([expect.stringContaining("'seets'")]);
	});
});
