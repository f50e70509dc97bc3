import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { first } from '../../dev/elements.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesImport';

const run = async (
	operation: string,
	input: IDataObject[],
	parameters: IDataObject = {},
	rest = {},
) => await appcues.run({ type, parameters: { operation, ...parameters }, input, ...rest });

const sent = (kind: string) => appcues.fake.requests('POST', `/import/${kind}`);

/** Returns the rows of all requests. */
const rows = (kind: string) => sent(kind).flatMap(({ body }) => body as IDataObject[]);

const MOMENT = '2026-01-15T12:00:00.000Z';

describe('Profiles', () => {
	it('sends the items as NDJSON in one request and waits for the job', async () => {
		const got = await run('profiles', [
			{ user_id: ' user-1 ', plan: 'pro', seats: 5, trial: false, ended: null },
			{ user_id: 42, code: '5' },
		]);
		expect(got.error).toBeUndefined();
		expect(got.json()).toEqual([
			expect.objectContaining({
				rows: 2,
				skipped: 0,
				jobId: expect.any(String),
				status: 'COMPLETED',
				durationMs: expect.any(Number),
			}),
		]);
		expect(got.json()[0]).not.toHaveProperty('skippedRows');
		expect(got.paired()).toEqual([[0, 1]]);
		expect(got.hints).toEqual([]);
		expect(sent('profiles').map(({ headers }) => headers['content-type'])).toEqual([
			'application/ndjson',
		]);
		expect(rows('profiles')).toEqual([
			{ user_id: 'user-1', plan: 'pro', seats: 5, trial: false, ended: null },
			{ user_id: '42', code: '5' },
		]);
		expect(appcues.fake.account().users.get('user-1')).toMatchObject({ plan: 'pro', seats: 5 });
	});

	it('flattens nested values and reports what it skipped', async () => {
		const got = await run('profiles', [
			{ user_id: 'a', company: { name: 'Acme', tags: ['x', 'y'] }, orders: [{ id: 1 }] },
		]);
		expect(rows('profiles')).toEqual([
			{ user_id: 'a', 'company.name': 'Acme', 'company.tags': 'x, y' },
		]);
		expect(got.hints).toEqual([expect.stringContaining("Found in 'orders' (item 0).")]);
	});

	it('skips nested values if set to', async () => {
		const got = await run('profiles', [{ user_id: 'a', company: { name: 'Acme' }, plan: 'pro' }], {
			options: { nested: 'drop' },
		});
		expect(rows('profiles')).toEqual([{ user_id: 'a', plan: 'pro' }]);
		expect(got.hints).toEqual([expect.stringContaining("Found in 'company' (item 0).")]);
	});

	it('sends only the selected columns, by name or by path', async () => {
		const got = await run(
			'profiles',
			[{ id: 'a', plan: 'pro', company: { name: 'Acme' }, secret: 1 }],
			{
				userIdField: 'id',
				columns: 'selected',
				selectedColumns: 'plan, company.name, unknown,',
			},
		);
		expect(rows('profiles')).toEqual([{ user_id: 'a', plan: 'pro', 'company.name': 'Acme' }]);
		expect(got.hints).toEqual(["No item has a field 'unknown': check 'Columns'."]);
	});

	it('accepts names as n8n inserts them when a field is dragged', async () => {
		const item = {
			'User ID': 'a',
			plan: 'pro',
			'Seats, paid': 5,
			company: { 'Legal Name': 'Acme' },
		};
		const got = await run('profiles', [item], {
			userIdField: "['User ID']",
			columns: 'selected',
			selectedColumns: "plan, ['Seats, paid'], company['Legal Name']",
		});
		expect(rows('profiles')).toEqual([
			{ user_id: 'a', plan: 'pro', 'Seats, paid': 5, 'company.Legal Name': 'Acme' },
		]);
		expect(got.hints).toEqual([]);
	});

	it('accepts the columns as an array, and the ID as a property when it is selected', async () => {
		await run('profiles', [{ email: 'a@example.com', plan: 'pro' }], {
			userIdField: '={{ "email" }}',
			columns: 'selected',
			selectedColumns: '={{ ["email"] }}',
		});
		expect(rows('profiles')).toEqual([{ user_id: 'a@example.com', email: 'a@example.com' }]);
	});

	it('finds the ID at a path, and omits it from the properties', async () => {
		await run('profiles', [{ user: { id: 'a', name: 'Ada' } }], { userIdField: 'user.id' });
		expect(rows('profiles')).toEqual([{ user_id: 'a', 'user.name': 'Ada' }]);
	});

	it('shows a hint when the ID replaces a column', async () => {
		const items = [
			{ id: 'a', user_id: 'a' },
			{ id: 'b', user_id: 'old' },
			{ id: 'c', user_id: '' },
		];
		const got = await run('profiles', items, { userIdField: 'id' });
		expect(rows('profiles')).toEqual([{ user_id: 'a' }, { user_id: 'b' }, { user_id: 'c' }]);
		expect(got.hints).toEqual([
			expect.stringMatching(/Appcues' name for the ID.*Found in 'user_id' \(item 1: "old"\)\.$/),
		]);
	});

	it('merges the rows of one user in the order of the items', async () => {
		const got = await run('profiles', [
			{ user_id: 'a', plan: 'free', seats: 1 },
			{ user_id: 'b', plan: 'free' },
			{ user_id: 'a ', plan: 'pro', trial: null },
			{ user_id: 'a', seats: null },
		]);
		expect(rows('profiles')).toEqual([
			{ user_id: 'a', plan: 'pro', seats: null, trial: null },
			{ user_id: 'b', plan: 'free' },
		]);
		expect(first(got.json()).rows).toBe(2);
		expect(got.paired()).toEqual([[0, 1, 2, 3]]);
	});

	it('sends 125,000 rows in three requests and waits for three jobs', async () => {
		const input = Array.from({ length: 125_000 }, (_, index) => ({ user_id: `user-${index}` }));
		const got = await run('profiles', input);
		expect(sent('profiles')).toHaveLength(3);
		expect(got.json().map(({ rows: count }) => count)).toEqual([50_000, 50_000, 25_000]);
		expect(got.json().map(({ status }) => status)).toEqual(Array(3).fill('COMPLETED'));
		expect(got.paired().flat()).toEqual([...Array(125_000).keys()]);
	});

	it('limits a request to 4,000,000 bytes', async () => {
		const input = Array.from({ length: 5 }, (_, index) => ({
			user_id: `user-${index}`,
			note: 'ü'.repeat(600_000),
		}));
		const got = await run('profiles', input);
		expect(got.json().map(({ rows: count }) => count)).toEqual([3, 2]);
		expect(sent('profiles').every(({ bodyBytes }) => bodyBytes <= 4_000_000)).toBe(true);
	});

	it('returns the job immediately if set not to wait', async () => {
		const got = await run('profiles', [{ user_id: 'a' }], { waitForCompletion: false });
		expect(got.json()).toEqual([
			{ rows: 1, skipped: 0, jobId: expect.any(String), status: 'ACCEPTED' },
		]);
		expect(appcues.fake.requests('GET')).toEqual([]);
	});
});

describe('Groups', () => {
	it('sends groups, each once', async () => {
		const got = await run(
			'groups',
			[
				{ account: 'acme', seats: 5 },
				{ account: 'acme', seats: 6 },
				{ account: 'ajax', seats: 1 },
			],
			{ groupIdField: 'account' },
		);
		expect(got.json()[0]).toMatchObject({ rows: 2, status: 'COMPLETED' });
		expect(rows('groups')).toEqual([
			{ group_id: 'acme', seats: 6 },
			{ group_id: 'ajax', seats: 1 },
		]);
		expect(appcues.fake.account().groups.get('acme')).toMatchObject({ seats: 6 });
	});
});

describe('Events', () => {
	const event = { user_id: 'a', name: 'Order Paid', timestamp: MOMENT };

	it('sends every event, with the other columns as properties', async () => {
		const got = await run('events', [
			{ ...event, total: 12, cart: { id: 7 }, group_id: 'acme' },
			{ ...event, total: null },
			{ ...event },
		]);
		expect(got.json()[0]).toMatchObject({ rows: 3, status: 'COMPLETED' });
		expect(rows('events')).toEqual([
			{ ...event, attributes: { total: 12, 'cart.id': 7 }, group_id: 'acme' },
			{ ...event, attributes: { total: null } },
			event,
		]);
		expect(appcues.fake.account().events.filter(({ userId }) => userId === 'a')).toHaveLength(3);
	});

	it('accepts the properties as an object, or as JSON', async () => {
		await run('events', [
			{ ...event, attributes: { total: 12 }, other: 1 },
			{ ...event, attributes: '{"total":13}', other: 1 },
			{ ...event, attributes: '', other: 1 },
			{ ...event, attributes: 'gold', other: 1 },
		]);
		expect(rows('events').map(({ attributes }) => attributes)).toEqual([
			{ total: 12 },
			{ total: 13 },
			{ other: 1 },
			{ attributes: 'gold', other: 1 },
		]);
	});

	it('sends both with selected columns; the object wins', async () => {
		await run(
			'events',
			[
				{ ...event, attributes: { total: 12 }, total: 1, other: 2, more: 3 },
				{ ...event, total: 1, other: 2, more: 3 },
			],
			{ columns: 'selected', selectedColumns: 'total, other' },
		);
		expect(rows('events').map(({ attributes }) => attributes)).toEqual([
			{ total: 12, other: 2 },
			{ total: 1, other: 2 },
		]);
	});

	it('reads the fields under other names, and times in many formats', async () => {
		const input = [
			{ who: 'a', what: 'x', when: 1_768_478_400 },
			{ who: 'a', what: 'x', when: '1768478400000' },
			{ who: 'a', what: 'x', when: '2026-01-15 13:00:00+01' },
		];
		await run('events', input, {
			userIdField: 'who',
			eventNameField: 'what',
			timestampField: 'when',
			attributesField: '',
			groupIdField: '',
		});
		expect(rows('events')).toEqual(Array(3).fill({ user_id: 'a', name: 'x', timestamp: MOMENT }));
	});

	it.each<[IDataObject, string]>([
		[{ user_id: '' }, "'user_id' is empty"],
		[{ user_id: { id: 1 } }, "'user_id' is an object instead of an ID"],
		[{ user_id: ['a'] }, "'user_id' is an array instead of an ID"],
		[{ user_id: true }, "'user_id' is true instead of an ID"],
		[
			{ user_id: 2 ** 60 },
			"'user_id' is 1152921504606847000, a number that is too large to be exact",
		],
		[{ user_id: 'a\ud800' }, "'user_id' contains half of a character"],
		[{ name: null }, "'name' is empty"],
		[{ name: {} }, "'name' is an object instead of a name"],
		[{ name: 'x'.repeat(128) }, "'name' has 128 characters"],
		[{ timestamp: undefined }, "'timestamp' is empty"],
		[{ timestamp: 'soon' }, `'timestamp' is "soon", which is not a time`],
		[{ timestamp: '2026-13-01' }, `'timestamp' is "2026-13-01", which is not a time`],
		[{ timestamp: 0 }, "'timestamp' is 0, which is not a time"],
		[{ group_id: {} }, "'group_id' is an object instead of an ID"],
	])('refuses %j, names the item, and sends nothing', async (wrong, message) => {
		const got = await run('events', [event, { ...event, ...wrong }]);
		expect(got.error?.message).toContain(message);
		expect(got.error?.description).not.toBe('');
		expect(got.error?.item).toBe(1);
		expect(appcues.fake.log).toEqual([]);
	});
});

describe('invalid rows', () => {
	const input = [{ plan: 'x' }, { user_id: 'a', plan: 'pro' }, { user_id: [] }, { user_id: 'b' }];

	it('are skipped and reported if set to', async () => {
		const got = await run('profiles', input, { options: { onInvalidRow: 'skip' } });
		expect(got.error).toBeUndefined();
		expect(got.json()[0]).toMatchObject({
			rows: 2,
			skipped: 2,
			skippedRows: [
				{ item: 0, field: 'user_id', reason: 'is empty' },
				{ item: 2, field: 'user_id', reason: 'is an array instead of an ID' },
			],
		});
		expect(got.paired()).toEqual([[0, 1, 2, 3]]);
		expect(got.hints).toEqual([
			"2 of 4 items were skipped: 'user_id' is empty (item 0), 'user_id' is an array instead of an ID (item 2).",
		]);
	});

	it('are listed up to the hundredth, and counted once', async () => {
		const many = [
			...Array(150).fill({}),
			...Array.from({ length: 50_001 }, (_, i) => ({ user_id: i })),
		];
		const got = await run('profiles', many, { options: { onInvalidRow: 'skip' } });
		expect(got.json().map(({ skipped }) => skipped)).toEqual([150, 0]);
		expect(first(got.json()).skippedRows).toHaveLength(100);
		expect(got.hints[0]).toMatch(/^150 of 50151 items were skipped: .*, …\.$/);
	});

	it.each(['skip', 'error'])(
		'stop the node when no row is left (%s), because a name is mistyped',
		async (onInvalidRow) => {
			const got = await run('profiles', Array(40).fill({ userid: 'a', plan: 'x' }), {
				options: { onInvalidRow },
			});
			expect(got.error?.message).toBe("No user ID in any of the 40 items: check 'User ID Field'");
			expect(got.error?.description).toContain("The item's fields are: userid, plan.");
			expect(appcues.fake.log).toEqual([]);
		},
	);

	it('stop the node when no row is left for different reasons', async () => {
		const got = await run('profiles', [{}, { user_id: [] }], { options: { onInvalidRow: 'skip' } });
		expect(got.error?.message).toBe(
			"Nothing to import in any of the 2 items: 'user_id' is empty (item 0)",
		);
	});

	it('become failed items when the node continues on errors', async () => {
		const got = await run('profiles', input, {}, { onError: 'continueErrorOutput' });
		expect(got.json(0)).toEqual([expect.objectContaining({ rows: 2, status: 'COMPLETED' })]);
		expect(got.paired(0)).toEqual([[1, 3]]);
		expect(got.json(1)).toEqual([
			expect.objectContaining({ plan: 'x', error: "'user_id' is empty" }),
			expect.objectContaining({ error: "'user_id' is an array instead of an ID" }),
		]);
		expect(got.paired(1)).toEqual([[0], [2]]);
	});
});

describe('source parameters', () => {
	it.each<[IDataObject, string]>([
		[{ userIdField: ' ' }, "'User ID Field' is empty"],
		[{ columns: 'selected', selectedColumns: ' , ' }, "'Columns' is empty"],
		[{ source: '={{ "table" }}' }, "'Source' has an invalid value"],
		[{ options: { onInvalidRow: '={{ "x" }}' } }, "'On Invalid Row' has an invalid value"],
		[{ options: { nested: '={{ "x" }}' } }, "'Nested Values' has an invalid value"],
		[{ options: { emptyValues: '={{ "x" }}' } }, "'Empty Values' has an invalid value"],
		[{ options: { timeout: 0 } }, "'Timeout (Seconds)'"],
	])('%j is refused before anything is sent', async (parameters, message) => {
		const got = await run('profiles', [{ user_id: 'a' }], parameters);
		expect(got.error?.message).toContain(message);
		expect(got.error?.description).not.toBe('');
		expect(appcues.fake.log).toEqual([]);
	});
});
