import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { first } from '../../dev/elements.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';
import { describeEveryOperation } from '../support/everyOperation.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesEndUser';

const run = async (parameters: IDataObject, input?: IDataObject[], rest = {}) =>
	await appcues.run({ type, parameters, input, ...rest });

const profile = (id: string) => appcues.fake.account().users.get(id);

const ODD_IDS = [
	'acme corp/7',
	'100%',
	'a#b?c=d&e',
	'ü-ser 😀',
	'ada@example.com',
	'../../segments',
	'%2e%2e',
	'x'.repeat(1000),
];

/** Properties as n8n stores an assignment collection. */
const assignments = (...list: Array<[name: string, value: unknown, type: string]>) => ({
	assignments: list.map(([name, value, kind], index) => ({
		id: String(index),
		name,
		value,
		type: kind,
	})) as IDataObject[],
});

describe('Get', () => {
	it('returns the profile with the user’s ID', async () => {
		const got = await run({ operation: 'get', userId: ' user-ada ' });
		expect(got.json()).toEqual([{ user_id: 'user-ada', ...profile('user-ada') }]);
	});

	it('returns only the ID for an unknown user', async () => {
		appcues.fake.unknownUser = 'empty';
		const got = await run({ operation: 'get', userId: 'nobody' });
		expect(got.json()).toEqual([{ user_id: 'nobody' }]);
	});

	it('returns the user ID even when the profile has none', async () => {
		appcues.fake.account().people.mergeUser('user-ada', { user_id: null });
		const got = await run({ operation: 'get', userId: 'user-ada' });
		expect(got.json()[0]).toMatchObject({ user_id: 'user-ada', plan: 'pro' });
	});

	it('names a user that does not exist', async () => {
		const got = await run({ operation: 'get', userId: 'nobody' });
		expect(got.error?.message).toBe('Appcues has no user with the ID "nobody"');
	});

	it.each(ODD_IDS)('finds the user %j', async (id) => {
		appcues.fake.account().people.mergeUser(id, { plan: 'pro' });
		const got = await run({ operation: 'get', userId: '={{ $json.id }}' }, [{ id }]);
		expect(got.json()).toEqual([{ user_id: id, plan: 'pro' }]);
	});

	it.each([2 ** 60, Number.NaN, true, { id: 1 }, ['user-ada']])(
		'refuses %p, which would become another ID',
		async (id) => {
			const got = await run(
				{ operation: 'delete', userId: '={{ $json.id === null ? NaN : $json.id }}' },
				[{ id: id }],
			);
			expect(got.error?.message).toMatch(/^'User ID' is/);
			expect(appcues.fake.log).toEqual([]);
		},
	);

	it('does not treat the name of a field as an ID', async () => {
		const got = await run({ operation: 'get', userId: 'user_id' }, [{ user_id: 'user-ada' }]);
		expect(got.error).toMatchObject({
			message: `'User ID' is "user_id", which is the name of a field`,
			description: expect.stringContaining('Drag that field'),
		});
		expect(appcues.fake.log).toEqual([]);
	});

	it.each(['', ' ', '.', '..'])('refuses the ID %j before anything is sent', async (id) => {
		const got = await run({ operation: 'get', userId: '={{ $json.id }}' }, [
			{ id: 'user-ada' },
			{ id },
		]);
		expect(got.error?.message).toMatch(/^'User ID' is/);
		expect(got.error?.item).toBe(1);
		expect(appcues.fake.log).toEqual([]);
	});
});

describe('Update', () => {
	it('sets typed properties and keeps the others', async () => {
		const got = await run({
			operation: 'update',
			userId: 'user-ada',
			attributes: assignments(
				['plan', 'enterprise', 'string'],
				['seats', '12', 'number'],
				['beta', 'false', 'boolean'],
				['role', '={{ null }}', 'string'],
			),
		});
		const attributes = { plan: 'enterprise', seats: 12, beta: false, role: null };
		expect(got.json()).toEqual([{ user_id: 'user-ada', success: true, attributes }]);
		expect(profile('user-ada')).toEqual({ email: 'ada@acme.example', mrr: 249, ...attributes });
	});

	it('uses the selected type, also for the value of an expression', async () => {
		await run({
			operation: 'update',
			userId: 'user-ada',
			attributes: assignments(
				['zip', '={{ 1234 }}', 'string'],
				['seats', '={{ 12 }}', 'number'],
				['__proto__', 'a name like any other', 'string'],
			),
		});
		expect(JSON.stringify(first(appcues.fake.log).body)).toBe(
			'{"zip":"1234","seats":12,"__proto__":"a name like any other"}',
		);
		const wrong = await run({
			operation: 'update',
			userId: 'user-ada',
			attributes: assignments(['seats', '={{ true }}', 'number']),
		});
		expect(wrong.error?.message).toContain(`The property 'seats' is "true", which is not a number`);
	});

	it('accepts JSON, as text or from an expression', async () => {
		await run({
			operation: 'update',
			userId: 'user-ada',
			attributesMode: 'json',
			attributesJson: '{ "plan": "free", "mrr": null }',
		});
		expect(profile('user-ada')).toMatchObject({ plan: 'free', mrr: null });
		await run(
			{
				operation: 'update',
				userId: 'user-ada',
				attributesMode: 'json',
				attributesJson: '={{ $json }}',
			},
			[{ plan: 'pro' }],
		);
		expect(profile('user-ada')).toMatchObject({ plan: 'pro', mrr: null });
	});

	it('creates an unknown user', async () => {
		await run({
			operation: 'update',
			userId: 'new/user',
			attributes: assignments(['plan', 'pro', 'string']),
		});
		expect(profile('new/user')).toEqual({ plan: 'pro' });
	});

	it('keeps an empty string: only null is a missing value', async () => {
		await run({
			operation: 'update',
			userId: 'user-ada',
			attributes: assignments(['plan', '', 'string']),
		});
		expect(first(appcues.fake.log).body).toEqual({ plan: '' });
	});

	const nested =
		'{ "plan": { "name": "pro", "seats": 5 }, "tags": ["a", 1], "teams": [{ "id": 1 }] }';

	it('flattens nested values, skips arrays of objects, and shows a hint', async () => {
		const got = await run({
			operation: 'update',
			userId: 'user-ada',
			attributesMode: 'json',
			attributesJson: nested,
		});
		expect(first(appcues.fake.log).body).toEqual({
			'plan.name': 'pro',
			'plan.seats': 5,
			tags: 'a, 1',
		});
		expect(got.hints).toEqual([
			expect.stringMatching(/because Appcues only stores.*'teams' \(item 0\)\.$/),
		]);
	});

	it('skips nested values if set to', async () => {
		const got = await run({
			operation: 'update',
			userId: 'user-ada',
			attributesMode: 'json',
			attributesJson: `{ "beta": true, "plan": { "name": "pro" }, "tags": ["a"] }`,
			options: { nested: 'drop' },
		});
		expect(first(appcues.fake.log).body).toEqual({ beta: true });
		expect(got.hints).toEqual([expect.stringContaining("'plan' (item 0), 'tags' (item 0).")]);
	});

	it.each([
		[{ attributes: assignments() }, "'Properties' contains nothing to send"],
		[
			{ attributes: assignments(['', 'x', 'string']) },
			"'Properties' contains a value without a name",
		],
		[{ attributes: assignments(['seats', 'many', 'number']) }, `The property 'seats' is "many"`],
		[
			{ attributes: assignments(['beta', 'perhaps', 'boolean']) },
			`The property 'beta' is "perhaps"`,
		],
		[{ attributesMode: 'json', attributesJson: '{ plan: pro }' }, 'is not valid JSON'],
		[{ attributesMode: 'json', attributesJson: '["plan"]' }, 'is not a JSON object'],
		[{ attributesMode: 'json', attributesJson: '{}' }, 'contains nothing to send'],
	])('refuses %j before anything is sent', async (parameters, message) => {
		const got = await run({
			operation: 'update',
			userId: 'user-ada',
			...(parameters as IDataObject),
		});
		expect(got.error?.message).toContain(message);
		expect(appcues.fake.log).toEqual([]);
	});

	it('applies two updates of one user in the order of the items', async () => {
		const plans = ['a', 'b', 'c', 'd', 'e', 'f'];
		await run(
			{
				operation: 'update',
				userId: 'user-ada',
				attributes: assignments(['plan', '={{ $json.plan }}', 'string']),
			},
			plans.map((plan) => ({ plan })),
		);
		expect(appcues.fake.log.map(({ body }) => (body as { plan: string }).plan)).toEqual(plans);
		expect(profile('user-ada')).toMatchObject({ plan: 'f' });
	});

	it('updates 200 users, each once, within the account’s limit', async () => {
		const got = await run(
			{
				operation: 'update',
				userId: '={{ $json.id }}',
				attributes: assignments(['n', '={{ $json.n }}', 'number']),
			},
			Array.from({ length: 200 }, (_, n) => ({ id: `user-${n}`, n })),
		);
		expect(got.json().map(({ user_id }) => user_id)).toEqual(
			Array.from({ length: 200 }, (_, n) => `user-${n}`),
		);
		expect(appcues.fake.log.filter(({ status }) => status === 200)).toHaveLength(200);
		expect(profile('user-199')).toEqual({ n: 199 });
	});
});

describe('Get Events', () => {
	it('returns the most recent events, one item each', async () => {
		const got = await run({ operation: 'getEvents', userId: 'user-ada' });
		expect(got.json().map(({ name }) => name)).toEqual([
			'Invited teammate',
			'Created report',
			'Signed up',
		]);
		expect(got.paired()).toEqual([[0], [0], [0]]);
		expect(first(appcues.fake.log).query).toEqual({ limit: '50' });
	});

	it('requests as many as the limit, and filters those by name', async () => {
		const got = await run({
			operation: 'getEvents',
			userId: 'user-ada',
			limit: 2,
			options: { eventName: 'Created report', timeZone: 'America/New_York' },
		});
		expect(got.json().map(({ name }) => name)).toEqual(['Created report']);
		expect(first(appcues.fake.log).query).toEqual({ limit: '2', time_zone: 'America/New_York' });
	});

	it.each(['created_report', ' appcues:Created-Report ', 'CREATED REPORT'])(
		'compares names as the trigger does: %j',
		async (eventName) => {
			const options = { eventName };
			const got = await run({ operation: 'getEvents', userId: 'user-ada', options });
			expect(got.json().map(({ name }) => name)).toEqual(['Created report']);
		},
	);

	it('filters events without a name out', async () => {
		const body = [{ user_id: 'user-ada' }, { name: 5 }, { name: 'Été' }];
		appcues.fake.fault({ path: '/events', status: 200, body, times: 2 });
		const options = { eventName: 'E\u0301te\u0301' };
		const got = await run({ operation: 'getEvents', userId: 'user-ada', options });
		expect(got.json()).toEqual([{ name: 'Été' }]);
		expect((await run({ operation: 'getEvents', userId: 'user-ada' })).json()).toEqual(body);
	});

	it.each([0, 2.5, 'all'])('refuses a limit of %j', async (limit) => {
		const got = await run({ operation: 'getEvents', userId: 'user-ada', limit });
		expect(got.error?.message).toContain("'Limit'");
		expect(appcues.fake.log).toEqual([]);
	});
});

describe('Delete', () => {
	it('deletes the profile and waits for the job', async () => {
		const got = await run({ operation: 'delete', userId: 'user-ada' });
		expect(got.json()).toEqual([
			expect.objectContaining({
				deleted: true,
				user_id: 'user-ada',
				jobId: expect.any(String),
				status: 'COMPLETED',
			}),
		]);
		expect(profile('user-ada')).toBeUndefined();
	});

	it('does not report "deleted" for a job that it did not wait for', async () => {
		const got = await run({ operation: 'delete', userId: 'user-ada', waitForCompletion: false });
		expect(got.json()).toEqual([
			{ deleted: false, user_id: 'user-ada', jobId: expect.any(String), status: 'ACCEPTED' },
		]);
	});

	it('treats a response without a job as done', async () => {
		appcues.fake.fault({ method: 'DELETE', path: '/profile', status: 204 });
		const got = await run({ operation: 'delete', userId: 'user-ada' });
		expect(got.json()[0]).toMatchObject({ deleted: true, status: 'COMPLETED', jobId: null });
	});

	it('deletes many: sends all requests first, then polls all jobs together; a user named twice once', async () => {
		const ids = ['user-ada', 'user-grace', 'user-ada', 'user-tim'];
		const got = await run(
			{ operation: 'delete', userId: '={{ $json.id }}' },
			ids.map((id) => ({ id })),
		);
		expect(got.json().map(({ user_id }) => user_id)).toEqual([
			'user-ada',
			'user-grace',
			'user-tim',
		]);
		expect(got.paired()).toEqual([[0, 2], [1], [3]]);
		const methods = appcues.fake.log.map(({ method }) => method);
		expect(methods.slice(0, 3)).toEqual(['DELETE', 'DELETE', 'DELETE']);
	});

	it('continues with the other users if set to', async () => {
		const got = await run(
			{ operation: 'delete', userId: '={{ $json.id }}' },
			[{ id: 'nobody' }, { id: 'user-ada' }],
			{ onError: 'continueErrorOutput' },
		);
		expect(got.json(0)).toEqual([expect.objectContaining({ user_id: 'user-ada', deleted: true })]);
		expect(got.json(1)).toEqual([
			expect.objectContaining({ id: 'nobody', error: expect.stringContaining('no user') }),
		]);
	});

	it('treats a user who is not found on a retry as deleted', async () => {
		appcues.fake.nextJobs(1, { duration: 0 });
		appcues.fake.fault({ method: 'DELETE', path: '/profile', reset: 'after' });
		const got = await run({ operation: 'delete', userId: 'user-ada' });
		expect(got.json()).toEqual([expect.objectContaining({ deleted: true })]);
	});

	it('reports what was deleted, whatever fields the job has', async () => {
		appcues.fake.fault({
			method: 'GET',
			path: /jobs/,
			status: 200,
			body: { status: 'COMPLETED', deleted: 'no', user_id: null, jobId: 'other', durationMs: -1 },
		});
		const got = await run({ operation: 'delete', userId: 'user-ada' });
		expect(got.json()[0]).toMatchObject({ deleted: true, user_id: 'user-ada' });
		expect(first(got.json()).jobId).toMatch(/^job-/);
		expect(first(got.json()).durationMs).toBeGreaterThanOrEqual(0);
	});

	it.each([{}, [null], 'none', 7])('accepts %j as a job without a log', async (events) => {
		const body = { status: 'FAILED', events };
		appcues.fake.fault({ method: 'GET', path: /jobs/, status: 200, body });
		const got = await run({ operation: 'delete', userId: 'user-ada' });
		expect(got.error?.message).toMatch(/^Appcues job job-\d+ finished as FAILED$/);
	});

	it('reports a failed job', async () => {
		appcues.fake.failNextJobs(1, 'locked');
		const got = await run({ operation: 'delete', userId: 'user-ada' });
		expect(got.error?.message).toMatch(/^Appcues job job-\d+ finished as FAILED: locked$/);
		expect(profile('user-ada')).toBeDefined();
	});
});

describeEveryOperation(appcues, type);
