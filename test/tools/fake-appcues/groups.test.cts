import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import { type FakeAppcues, startFakeAppcues } from '../../../dev/fake-appcues/index.cjs';
import { clientOf } from './testClient.cjs';

const OK = { status: 200, title: 'OK' };

describe('Groups', () => {
	let fake: FakeAppcues;
	let client: AxiosInstance;

	beforeEach(async () => {
		fake = await startFakeAppcues();
		client = clientOf(fake);
	});

	afterEach(async () => {
		await fake.close();
		expect(fake.violations).toEqual([]);
	});

	it('have a flat profile', async () => {
		expect((await client.get('/groups/group-globex/profile')).data).toEqual({
			name: 'Globex',
			plan: 'free',
			seats: 3,
			trial: null,
		});
	});

	it('that are unknown get 404, or are empty if set to', async () => {
		const missing = await client.get('/groups/nope/profile');
		fake.unknownUser = 'empty';
		const empty = await client.get('/groups/nope/profile');

		expect([missing.status, missing.data.detail]).toEqual([404, 'group not found']);
		expect([empty.status, empty.data]).toEqual([200, {}]);
	});

	it('are merged immediately, without nested values, and created when unknown', async () => {
		const { status, data } = await client.patch('/groups/group-acme/profile', {
			seats: 30,
			owner: { id: 'user-ada' },
		});
		await client.patch('/groups/a%2Fb/profile', { plan: null });

		expect([status, data]).toEqual([200, OK]);
		expect(fake.account().groups.get('group-acme')).toEqual({
			name: 'Acme',
			plan: 'pro',
			seats: 30,
			trial: false,
		});
		expect(fake.account().groups.get('a/b')).toEqual({ plan: null });
	});

	it('are joined immediately by users who are not in them yet', async () => {
		const join = (group: string) =>
			client.post(`/groups/${group}/users`, { user_ids: ['user-tim', 'newcomer'] });

		expect([(await join('group-acme')).status, (await join('new')).data]).toEqual([200, OK]);
		expect([...fake.account().groupUsers('group-acme')]).toEqual([
			...['user-ada', 'user-grace', 'user-tim', 'newcomer'],
		]);
		expect([...fake.account().groupUsers('new')]).toEqual(['user-tim', 'newcomer']);
		expect(fake.account().groups.get('new')).toEqual({});
	});

	it('are joined by a job if set to', async () => {
		fake.groupUsersAnswer = 'job';
		fake.jobDuration = 60_000;
		const { status, data } = await client.post('/groups/new/users', { user_ids: ['newcomer'] });

		expect([status, data]).toMatchObject([202, { title: 'Accepted' }]);
		expect(fake.account().groupUsers('new').size).toBe(0);
		fake.jobDuration = 0;
		await client.post('/groups/new/users', { user_ids: ['other'] });
		expect([...fake.account().groupUsers('new')]).toEqual(['other']);
		expect((await client.get(`/jobs/${data.job_id}`)).data.name).toBe('add_users_to_group');
	});

	it('are joined by POST, not by PATCH', async () => {
		const { status, headers } = await client.patch('/groups/group-acme/users', { user_ids: ['a'] });

		expect([status, headers.allow]).toEqual([405, 'POST']);
	});

	it.each([{}, { user_ids: [] }, { user_ids: [7] }, { user_ids: ['a'], role: 'x' }])(
		'are not joined with %j',
		async (body) => {
			expect((await client.post('/groups/group-acme/users', body)).status).toBe(400);
		},
	);
});
