import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { atLeast, first } from '../../dev/elements.cjs';
import { SECRET, useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesImport';

const run = async (parameters: IDataObject = {}, input?: IDataObject[], rest = {}) =>
	await appcues.run({
		type,
		parameters: {
			operation: 'userActivity',
			userId: 'user-ada',
			eventName: 'Subscription Upgraded',
			...parameters,
		},
		input,
		...rest,
	});

const sent = () => appcues.fake.requests('POST', /\/users\/.*\/events/);

const MOMENT = '2026-01-15T12:00:00.000Z';

describe('User Activity', () => {
	it('records an event with its properties, group, context and time', async () => {
		const got = await run({
			userId: ' user-ada ',
			attributesMode: 'json',
			attributesJson: '{ "plan": { "name": "pro" }, "seats": 5, "trial": null, "list": [{}] }',
			options: { timestamp: MOMENT, groupId: 'acme', context: '{ "url": "/billing" }' },
		});
		expect(got.json()).toEqual([
			{ user_id: 'user-ada', name: 'Subscription Upgraded', timestamp: MOMENT, success: true },
		]);
		expect(sent().map(({ body }) => body)).toEqual([
			{
				name: 'Subscription Upgraded',
				timestamp: MOMENT,
				attributes: { 'plan.name': 'pro', seats: 5, trial: null },
				group_id: 'acme',
				context: { url: '/billing' },
			},
		]);
		expect(appcues.fake.account().events.at(-1)).toMatchObject({
			userId: 'user-ada',
			name: 'Subscription Upgraded',
		});
		expect(got.hints).toContainEqual(
			expect.stringMatching(/because Appcues only stores.* Found in 'list' \(item 0\)\.$/),
		);
	});

	it('uses the current time by default, and sends only what is set', async () => {
		const before = Date.now();
		const got = await run({ options: { timestamp: '', groupId: ' ', context: '{}' } });
		const [{ timestamp }] = atLeast(1, got.json());
		expect(Date.parse(String(timestamp))).toBeGreaterThanOrEqual(before);
		expect(first(sent()).body).toEqual({ name: 'Subscription Upgraded', timestamp });
		expect(got.hints).toEqual([]);
	});

	it.each([
		['2026-01-15T13:00:00+01:00', MOMENT],
		['={{ new Date(Date.UTC(2026, 0, 15, 12)) }}', MOMENT],
		['={{ DateTime.fromISO("2026-01-15T12:00:00Z") }}', MOMENT],
		['={{ 1768478400 }}', MOMENT],
		['={{ 1768478400000 }}', MOMENT],
		// n8n's own default time zone is New York.
		['2026-01-15T07:00:00', MOMENT],
	])('understands the time %s', async (timestamp, iso) => {
		const got = await run({ options: { timestamp } });
		expect(got.error).toBeUndefined();
		expect(first(got.json()).timestamp).toBe(iso);
	});

	it('reads every parameter for each item, and keeps order and pairing', async () => {
		const got = await run(
			{
				userId: '={{ $json.id }}',
				eventName: '={{ $json.did }}',
				options: { timestamp: '={{ $json.at }}' },
			},
			[
				{ id: 'a/b', did: 'one', at: MOMENT },
				{ id: 'ü #?%', did: 'two', at: MOMENT },
				{ id: 'a/b', did: 'three', at: MOMENT },
			],
		);
		expect(got.json().map(({ user_id, name }) => [user_id, name])).toEqual([
			['a/b', 'one'],
			['ü #?%', 'two'],
			['a/b', 'three'],
		]);
		expect(got.paired()).toEqual([[0], [1], [2]]);
		const { events } = appcues.fake.account();
		expect(events.filter(({ userId }) => userId === 'a/b').map(({ name }) => name)).toEqual([
			'one',
			'three',
		]);
	});

	it('accepts a name of 127 characters, counted as people count them', async () => {
		const eventName = '😀'.repeat(127);
		const got = await run({ eventName });
		expect(first(got.json()).name).toBe(eventName);
	});

	it('cleans a name as an import does', async () => {
		const got = await run({ eventName: '\u202aPlan\u00a0up\u200bgraded\n' });
		expect(first(got.json()).name).toBe('Plan upgraded');
		expect(got.hints).toEqual([]);
	});

	it.each([
		[
			{ eventName: 'Upgraded &amp; paid' },
			/HTML codes.*'Event Name' \(item 0: "Upgraded &amp; paid"\)/,
		],
		[
			{ options: { groupId: 'acme;globex' } },
			/look like several.*'Group ID' \(item 0: "acme;globex"\)/,
		],
		[{ options: { groupId: '1042.0' } }, /end in "\.0".*'Group ID' \(item 0: "1042\.0"\)/],
	])('shows a hint for %j', async (parameters, hint) => {
		const got = await run(parameters);
		expect(got.hints).toContainEqual(expect.stringMatching(hint));
	});

	it.each<[IDataObject, string]>([
		[{ userId: ' ' }, "'User ID' is empty"],
		[{ userId: '..' }, `'User ID' is ".."`],
		[{ eventName: '  ' }, "'Event Name' is empty"],
		[{ eventName: '\u200b\ufeff' }, "'Event Name' is empty"],
		[{ eventName: '={{ "NaN" }}' }, `'Event Name' is "NaN", which comes from`],
		[{ eventName: 'x'.repeat(128) }, "'Event Name' has 128 characters"],
		[{ options: { timestamp: 'yesterday' } }, `'Timestamp' is "yesterday", which is not a time`],
		[{ options: { timestamp: '2026-02-30' } }, `'Timestamp' is "2026-02-30"`],
		[{ options: { context: '[1]' } }, "'Context (JSON)' is not a JSON object"],
		[{ options: { context: '{' } }, "'Context (JSON)' is not valid JSON"],
		[{ options: { groupId: '={{ ({}) }}' } }, "'Group ID' is an object"],
		[{ attributesMode: 'json', attributesJson: '3' }, "'Properties (JSON)' is not a JSON object"],
	])('refuses %j before it sends anything', async (parameters, message) => {
		const got = await run(parameters, [{}, {}]);
		expect(got.error?.message).toContain(message);
		expect(got.error?.description).not.toBe('');
		expect(got.error?.item).toBe(0);
		expect(appcues.fake.log).toEqual([]);
	});
});

describe('User Activity, when something goes wrong', () => {
	it.each([{ reset: 'after' as const }, { status: 503 }, { garbage: 'html' as const }])(
		'is not retried after %j, because it may have been counted',
		async (fault) => {
			appcues.fake.fault({ path: /events/, ...fault });
			const got = await run({ options: { timestamp: MOMENT } });
			expect(got.error?.description).toContain('may or may not have processed this request');
			expect(got.error?.description).toContain('Get User Events of the Appcues End User node');
			expect(got.error?.description).toContain(MOMENT);
			expect(sent()).toHaveLength(1);
		},
	);

	it('waits and retries after a 429', async () => {
		appcues.fake.fault({ path: /events/, status: 429, headers: { 'Retry-After': '3' } });
		const got = await run();
		expect(got.error).toBeUndefined();
		expect(sent()).toHaveLength(2);
		expect(appcues.fake.account().events.filter(({ name }) => /Upgraded/.test(name))).toHaveLength(
			1,
		);
	});

	it('reports a wrong secret, without the secret', async () => {
		const credentials = appcues.credentials({ apiSecret: `${SECRET}-wrong` });
		const got = await run({}, undefined, { credentials });
		expect(got.error?.message).toBe('Appcues did not accept the API key and secret');
		expect(got.everything).not.toContain(SECRET);
		expect(sent()).toHaveLength(1);
	});

	it('names a user that does not exist', async () => {
		appcues.fake.fault({ path: /events/, status: 404 });
		const got = await run({ userId: 'nobody' });
		expect(got.error?.message).toBe('Appcues has no user with the ID "nobody"');
	});

	it('sends failed items to the error output, and continues with the others', async () => {
		appcues.fake.fault({ path: /user-2/, status: 400 });
		const input = [{ id: 'user-1' }, { id: '' }, { id: 'user-2' }, { id: 'user-3' }];
		const got = await run({ userId: '={{ $json.id }}' }, input, {
			onError: 'continueErrorOutput',
		});
		expect(got.json(0).map(({ user_id }) => user_id)).toEqual(['user-1', 'user-3']);
		expect(got.paired(0)).toEqual([[0], [3]]);
		expect(got.json(1).map(({ error }) => error)).toEqual([
			"'User ID' is empty",
			expect.stringContaining('Appcues refused the request'),
		]);
		expect(got.paired(1)).toEqual([[1], [2]]);
	});
});
