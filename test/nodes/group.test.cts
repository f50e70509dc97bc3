import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { first } from '../../dev/elements.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';
import { describeEveryOperation } from '../support/everyOperation.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesGroup';
const GROUP = 'group-acme';

const run = async (parameters: IDataObject, input?: IDataObject[], rest = {}) =>
	await appcues.run({ type, parameters, input, ...rest });

const profile = (id: string) => appcues.fake.account().groups.get(id);

const usersIn = (id: string) => [...appcues.fake.account().groupUsers(id)];

const additions = () => appcues.fake.requests('POST', /\/groups\/.*\/users$/);

/** Properties as n8n stores an assignment collection. */
const assignments = (...list: Array<[name: string, value: unknown, type: string]>) => ({
	assignments: list.map(([name, value, kind], index) => ({
		id: String(index),
		name,
		value,
		type: kind,
	})) as IDataObject[],
});

const ODD_IDS = [
	'acme corp/7',
	'100%',
	'a#b?c=d&e',
	'grüppe 😀',
	'acme@example.com',
	'../../segments',
	'%2e%2e',
	'x'.repeat(1000),
];

describe('Get', () => {
	it('returns the profile with the group’s ID', async () => {
		const got = await run({ operation: 'get', groupId: ` ${GROUP} ` });
		expect(got.json()).toEqual([{ group_id: GROUP, ...profile(GROUP) }]);
	});

	it('returns only the ID for an unknown group', async () => {
		appcues.fake.unknownUser = 'empty';
		const got = await run({ operation: 'get', groupId: 'nothing' });
		expect(got.json()).toEqual([{ group_id: 'nothing' }]);
	});

	it('returns the group ID even when the profile has none', async () => {
		appcues.fake.account().people.mergeGroup(GROUP, { group_id: null });
		const got = await run({ operation: 'get', groupId: GROUP });
		expect(got.json()[0]).toMatchObject({ group_id: GROUP, plan: 'pro' });
	});

	it('names a group that does not exist', async () => {
		const got = await run({ operation: 'get', groupId: 'nothing' });
		expect(got.error?.message).toBe('Appcues has no group with the ID "nothing"');
	});

	it.each(ODD_IDS)('finds the group %j', async (id) => {
		appcues.fake.account().people.mergeGroup(id, { plan: 'pro' });
		const got = await run({ operation: 'get', groupId: '={{ $json.id }}' }, [{ id }]);
		expect(got.json()).toEqual([{ group_id: id, plan: 'pro' }]);
	});

	it.each(['', ' ', '.', '..', 2 ** 60, true, { id: 1 }])(
		'refuses the ID %j before anything is sent',
		async (id) => {
			const got = await run({ operation: 'get', groupId: '={{ $json.id }}' }, [
				{ id: GROUP },
				{ id: id },
			]);
			expect(got.error?.message).toMatch(/^'Group ID' (is|holds)/);
			expect(got.error?.item).toBe(1);
			expect(appcues.fake.log).toEqual([]);
		},
	);
});

describe('Update', () => {
	it('sets typed properties and keeps the others', async () => {
		const got = await run({
			operation: 'update',
			groupId: GROUP,
			attributes: assignments(
				['plan', 'enterprise', 'string'],
				['seats', '30', 'number'],
				['trial', '={{ null }}', 'boolean'],
			),
		});
		const attributes = { plan: 'enterprise', seats: 30, trial: null };
		expect(got.json()).toEqual([{ group_id: GROUP, success: true, attributes }]);
		expect(profile(GROUP)).toEqual({ name: 'Acme', ...attributes });
	});

	it('flattens nested values, skips arrays of objects, and shows a hint', async () => {
		const got = await run({
			operation: 'update',
			groupId: 'new/group',
			attributesMode: 'json',
			attributesJson: '{ "plan": { "name": "pro" }, "tags": ["a", 1], "teams": [{ "id": 1 }] }',
		});
		expect(profile('new/group')).toEqual({ 'plan.name': 'pro', tags: 'a, 1' });
		expect(got.hints).toEqual([
			expect.stringMatching(/because Appcues only stores.*'teams' \(item 0\)\.$/),
		]);
	});

	it('skips nested values if set to', async () => {
		await run({
			operation: 'update',
			groupId: GROUP,
			attributesMode: 'json',
			attributesJson: '{ "seats": 1, "plan": { "name": "pro" } }',
			options: { nested: 'drop' },
		});
		expect(first(appcues.fake.log).body).toEqual({ seats: 1 });
	});

	it.each([
		[{ attributes: assignments() }, "'Properties' contains nothing to send"],
		[{ attributes: assignments(['seats', 'many', 'number']) }, `The property 'seats' is "many"`],
		[{ attributesMode: 'json', attributesJson: '{ plan: pro }' }, 'is not valid JSON'],
		[
			{ attributesMode: 'json', attributesJson: '{ "a": [{ "b": 1 }] }' },
			"'Properties (JSON)' contains nothing to send",
		],
	])('refuses %j before anything is sent', async (parameters, message) => {
		const got = await run({
			operation: 'update',
			groupId: GROUP,
			...(parameters as IDataObject),
		});
		expect(got.error?.message).toContain(message);
		expect(appcues.fake.log).toEqual([]);
	});

	it('applies updates of one group sequentially, in the order of the items', async () => {
		const plans = ['a', 'b', 'c', 'd', 'e', 'f'];
		appcues.fake.fault({ path: '/profile', delayMs: 3000 });
		await run(
			{
				operation: 'update',
				groupId: '={{ $json.id }}',
				attributes: assignments(['plan', '={{ $json.plan }}', 'string']),
			},
			plans.map((plan, index) => ({ plan, id: index % 2 === 0 ? GROUP : ` ${GROUP} ` })),
		);
		expect(appcues.fake.log.map(({ body }) => (body as { plan: string }).plan)).toEqual(plans);
		expect(profile(GROUP)).toMatchObject({ plan: 'f' });
	});
});

/** Responses to adding users: done immediately, or a job. */
describe.each(['ok', 'job'] as const)('Add Users, with the response "%s"', (answer) => {
	const addUsers = async (rest: IDataObject = {}, input?: IDataObject[], more = {}) => {
		appcues.fake.groupUsersAnswer = answer;
		return await run(
			{
				operation: 'addUsers',
				groupId: '={{ $json.group ?? "new" }}',
				userIds: '={{ $json.user }}',
				...rest,
			},
			input,
			more,
		);
	};

	const jobId = answer === 'job' ? expect.stringMatching(/^job-/) : null;

	it('sends the users of all items in one request and reports success', async () => {
		const got = await addUsers({}, [{ user: 'ada' }, { user: ' grace' }, { user: 'ada' }]);
		expect(got.error).toBeUndefined();
		expect(got.json()).toEqual([
			expect.objectContaining({ groupId: 'new', userCount: 2, jobId, status: 'COMPLETED' }),
		]);
		expect(got.paired()).toEqual([[0, 1, 2]]);
		expect(additions().map(({ body }) => body)).toEqual([{ user_ids: ['ada', 'grace'] }]);
		expect(usersIn('new')).toEqual(['ada', 'grace']);
	});

	it('sends one request for each group, and smaller ones if set to', async () => {
		const got = await addUsers({ options: { batchSize: 2 } }, [
			{ group: 'a', user: 'u1,u2,u3' },
			{ group: 'b/b', user: ['u1'] },
			{ group: ' a ', user: 'u3' },
		]);
		expect(got.json().map(({ groupId, userCount }) => [groupId, userCount])).toEqual([
			['a', 2],
			['a', 1],
			['b/b', 1],
		]);
		expect(got.paired()).toEqual([[0], [0, 2], [1]]);
		expect([usersIn('a'), usersIn('b/b')]).toEqual([['u1', 'u2', 'u3'], ['u1']]);
	});

	it('adds 25,000 users with three requests', async () => {
		const input = Array.from({ length: 25_000 }, (_, index) => ({ user: `user-${index}` }));
		const got = await addUsers({}, input);
		expect(additions()).toHaveLength(3);
		expect(got.json().map(({ userCount }) => userCount)).toEqual([10_000, 10_000, 5_000]);
		expect(usersIn('new')).toHaveLength(25_000);
	});

	it('skips blanks and reports how many; skips a group with only blanks', async () => {
		const got = await addUsers({}, [
			{ group: 'a', user: 'u1' },
			{ group: 'a', user: ' ' },
			{ group: 'b', user: null },
		]);
		expect(got.json()).toEqual([
			expect.objectContaining({ groupId: 'a', userCount: 1, skipped: 1 }),
			{ groupId: 'b', userCount: 0, skipped: 1, jobId: null, status: 'SKIPPED' },
		]);
		expect(got.hints).toEqual(['2 blank user IDs were skipped. Found in item 1, item 2.']);
	});

	it('stops before anything is sent when every ID is blank', async () => {
		const got = await addUsers({}, [{ id: 'u1' }, { id: 'u2' }]);
		expect(got.error?.message).toBe("No user ID in any of the 2 items: check 'User IDs'");
		expect(appcues.fake.log).toEqual([]);
	});

	it('shows a hint for email addresses', async () => {
		const got = await addUsers({}, [{ user: 'ada@example.com' }]);
		expect(got.hints).toEqual([
			expect.stringMatching(/email addresses.*'User IDs' \(item 0: "ada@example.com"\)\.$/),
		]);
	});

	it('does not wait if set not to', async () => {
		const got = await addUsers({ waitForCompletion: false }, [{ user: 'ada' }]);
		const status = answer === 'job' ? 'ACCEPTED' : 'COMPLETED';
		expect(got.json()).toEqual([{ groupId: 'new', userCount: 1, jobId, status }]);
		expect(appcues.fake.requests('GET')).toEqual([]);
	});

	it('halves a request that is too large for Appcues', async () => {
		appcues.fake.bodyLimit = 40;
		const got = await addUsers({}, [{ user: 'user-a,user-b' }, { user: 'user-c,user-d' }]);
		expect(got.json().map(({ userCount }) => userCount)).toEqual([2, 2]);
		expect(got.paired()).toEqual([[0], [1]]);
		expect(usersIn('new')).toEqual(['user-a', 'user-b', 'user-c', 'user-d']);
	});

	it('is retried after a transient fault, and adds every user once', async () => {
		appcues.fake.fault({ method: 'POST', path: /groups/, reset: 'after' });
		const got = await addUsers({}, [{ user: 'ada' }]);
		expect(got.json()[0]).toMatchObject({ status: 'COMPLETED' });
		expect(usersIn('new')).toEqual(['ada']);
	});

	it('continues with the other groups if set to', async () => {
		appcues.fake.fault({ path: '/groups/a/users', status: 400, times: Infinity });
		const got = await addUsers(
			{},
			[
				{ group: 'a', user: 'u1' },
				{ group: '..', user: 'u2' },
				{ group: 'b', user: 'u3' },
			],
			{ onError: 'continueErrorOutput' },
		);
		expect(got.json(0)).toEqual([expect.objectContaining({ groupId: 'b' })]);
		expect(got.json(1).map(({ group }) => group)).toEqual(['a', '..']);
	});
});

describe('Add Users, whose job', () => {
	const addUsers = async (options: IDataObject = {}) => {
		appcues.fake.groupUsersAnswer = 'job';
		return await run({ operation: 'addUsers', groupId: 'new', userIds: 'ada', options });
	};

	it('fails: names the job and what running again does', async () => {
		appcues.fake.failNextJobs(1, 'locked');
		const { error } = await addUsers();
		expect(error?.message).toMatch(/^Appcues job job-\d+ finished as FAILED: locked$/);
		expect(error?.description).toContain('users in the group stay in it');
	});

	it('never finishes: names the job and how to continue it later, or returns it', async () => {
		appcues.fake.nextJobs(2, { stuck: true });
		const { error } = await addUsers({ timeout: 5 });
		expect(error?.message).toMatch(
			/^Appcues job job-\d+ was still IN_PROGRESS after 5(\.\d)? seconds$/,
		);
		expect(error?.description).toContain('Wait for Jobs of the Appcues Job node');
		const got = await addUsers({ timeout: 5, onTimeout: 'returnJob' });
		expect(got.json()).toEqual([expect.objectContaining({ status: 'IN_PROGRESS' })]);
	});
});

describeEveryOperation(appcues, type);
