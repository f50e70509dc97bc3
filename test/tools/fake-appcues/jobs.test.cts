import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import { type FakeAppcues, startFakeAppcues } from '../../../dev/fake-appcues/index.cjs';
import { TestClock, clientOf } from './testClient.cjs';

describe('Jobs', () => {
	let fake: FakeAppcues;
	let client: AxiosInstance;
	let clock: TestClock;

	beforeEach(async () => {
		clock = new TestClock();
		fake = await startFakeAppcues({ clock });
		client = clientOf(fake);
	});

	afterEach(async () => {
		await fake.close();
		expect(fake.violations).toEqual([]);
	});

	const add = async (userIds: string[], segment = 'seg-trial'): Promise<string> =>
		(await client.post(`/segments/${segment}/add_user_ids`, { user_ids: userIds })).data.job_id;
	const remove = async (userIds: string[], segment = 'seg-trial'): Promise<string> =>
		(await client.post(`/segments/${segment}/remove_user_ids`, { user_ids: userIds })).data.job_id;
	const job = async (id: string) => (await client.get(`/jobs/${id}`)).data;
	const members = (segment = 'seg-trial') =>
		Object.fromEntries(fake.account().segment(segment).members);

	it('accepts a change of members with 202 and a job', async () => {
		const { status, data } = await client.post('/segments/seg-trial/add_user_ids', {
			user_ids: ['u'],
		});

		expect(status).toBe(202);
		expect(data).toEqual({
			status: 202,
			title: 'Accepted',
			job_id: expect.any(String),
			job_url: `https://api.appcues.invalid/v2/accounts/123456/jobs/${data.job_id}`,
		});
	});

	it('does nothing until the job is due, then everything', async () => {
		const id = await add(['a', 'b']);

		clock.advance(999);
		expect((await job(id)).status).toBe('IN_PROGRESS');
		expect(members()).toEqual({});

		clock.advance(1);
		expect(members()).toEqual({ a: 'api', b: 'api' });
		expect((await job(id)).status).toBe('COMPLETED');
	});

	it('responds 404 to the first status checks of every new job if the setting says so', async () => {
		fake.hiddenPolls = 2;
		fake.nextJobs(1, { hiddenPolls: 0 });
		const [seen, hidden] = [await add(['a']), await add(['b'])];
		const statusOf = async (id: string) => (await client.get(`/jobs/${id}`)).status;

		expect(await statusOf(seen)).toBe(200);
		expect((await client.get('/jobs')).data).toHaveLength(1);
		expect([await statusOf(hidden), await statusOf(hidden), await statusOf(hidden)]).toEqual([
			404, 404, 200,
		]);
	});

	it('shows the progress log with a single job, not in the list', async () => {
		const id = await add(['a', 'b', 'a']);
		clock.advance(1000);

		const summary = {
			id,
			name: 'add_user_ids',
			status: 'COMPLETED',
			started_at: '2026-01-15T12:00:00.000Z',
			url: `https://api.appcues.invalid/v2/accounts/123456/jobs/${id}`,
		};
		expect((await client.get('/jobs')).data).toEqual([summary]);
		expect(await job(id)).toEqual({
			...summary,
			events: [
				{ name: 'accepted', timestamp: '2026-01-15T12:00:00.000Z', attributes: {} },
				{
					name: 'completed',
					timestamp: '2026-01-15T12:00:01.000Z',
					attributes: { received: 3, added: 2, already_members: 1 },
				},
			],
		});
	});

	it('responds 404 for an unknown job', async () => {
		const { status, data } = await client.get('/jobs/job-999');

		expect([status, data.detail]).toEqual([404, 'job not found']);
	});

	it('removes only users added through the API, and still completes', async () => {
		const id = await remove(['user-ada', 'user-tim', 'user-nobody'], 'seg-power-users');
		clock.advance(1000);

		expect(await job(id)).toMatchObject({
			status: 'COMPLETED',
			events: [{}, { attributes: { received: 3, removed: 1, not_removed: 2 } }],
		});
		expect(members('seg-power-users')).toEqual({
			'user-ada': 'rule',
			'user-grace': 'rule',
			'user-linus': 'rule',
			'user-margaret': 'api',
		});
	});

	it('does not change the source of a member by a rule when the API adds them', async () => {
		await add(['user-ada'], 'seg-power-users');
		clock.advance(1000);

		expect(members('seg-power-users')).toMatchObject({ 'user-ada': 'rule' });
	});

	it('keeps user IDs exactly as received', async () => {
		await add([' padded ', 'UPPER', '', '0042', 'ünïcode 🙂']);
		clock.advance(1000);

		expect(Object.keys(members())).toEqual([' padded ', 'UPPER', '', '0042', 'ünïcode 🙂']);
	});

	it('adds 100,000 users in one request', async () => {
		await add(Array.from({ length: 100_000 }, (_, i) => `user-${i}`));
		clock.advance(1000);

		expect(fake.account().segment('seg-trial').members.size).toBe(100_000);
	});

	it('finishes jobs in the order they become due', async () => {
		fake.jobDuration = 500;
		await add(['a']);
		fake.jobDuration = 100;
		await remove(['a']);
		clock.advance(1000);

		expect(members()).toEqual({ a: 'api' });
	});

	it('takes as long as jobDuration says at the start of the job', async () => {
		fake.jobDuration = 0;
		await add(['now']);
		fake.jobDuration = 60_000;
		await add(['later']);

		expect(members()).toEqual({ now: 'api' });
	});

	it('shows current members to a test that already has the segment', async () => {
		const segment = fake.account().segment('seg-trial');
		await add(['a']);
		clock.advance(1000);

		expect(segment.members.has('a')).toBe(true);
	});

	it('fails a job whose segment was deleted in the meantime', async () => {
		const id = await add(['a']);
		await client.delete('/segments/seg-trial');
		clock.advance(1000);

		expect(await job(id)).toMatchObject({
			status: 'FAILED',
			events: [{}, { attributes: { reason: 'segment not found' } }],
		});
	});

	it('hides a job from other accounts', async () => {
		const other = await startFakeAppcues({
			accounts: [
				{ id: '11111', keys: [{ key: 'k', secret: 's' }] },
				{ id: '22222', keys: [] },
			],
		});
		const { id } = other.account('22222').startJob('any', () => ({}));

		const answer = await clientOf(other, { accountId: '11111', key: 'k', secret: 's' }).get(
			`/jobs/${id}`,
		);

		expect(answer.status).toBe(404);
		await other.close();
	});

	describe('can be set to', () => {
		it('fail, with a reason and without doing anything', async () => {
			fake.failNextJobs(1, 'quota exceeded');
			const failing = await add(['a']);
			const next = await add(['b']);
			clock.advance(1000);

			expect(await job(failing)).toMatchObject({
				status: 'FAILED',
				events: [{}, { name: 'failed', attributes: { reason: 'quota exceeded' } }],
			});
			expect((await job(next)).status).toBe('COMPLETED');
			expect(members()).toEqual({ b: 'api' });
		});

		it('get stuck', async () => {
			fake.nextJobs(1, { stuck: true });
			const id = await add(['a']);
			clock.advance(86_400_000);

			expect((await job(id)).status).toBe('IN_PROGRESS');
			expect(members()).toEqual({});
		});

		it('have another duration', async () => {
			fake.nextJobs(1, { duration: 5000 });
			const id = await add(['a']);

			clock.advance(4999);
			expect((await job(id)).status).toBe('IN_PROGRESS');
			clock.advance(1);
			expect((await job(id)).status).toBe('COMPLETED');
		});

		it('use another status for a while', async () => {
			fake.nextJobs(1, { statusWord: 'queued', statusWordFor: 300 });
			const id = await add(['a']);

			expect((await job(id)).status).toBe('queued');
			clock.advance(300);
			expect((await job(id)).status).toBe('IN_PROGRESS');
			clock.advance(700);
			expect((await job(id)).status).toBe('COMPLETED');
		});

		it('write its status in lower case', async () => {
			fake.nextJobs(1, { lowerCase: true });
			const id = await add(['a']);
			clock.advance(1000);

			expect((await job(id)).status).toBe('completed');
		});

		it('disappear after some polls, also from the list', async () => {
			fake.nextJobs(1, { visiblePolls: 2 });
			const id = await add(['a']);

			expect((await client.get(`/jobs/${id}`)).status).toBe(200);
			expect((await client.get('/jobs')).data).toHaveLength(1);
			expect((await client.get(`/jobs/${id}`)).status).toBe(200);
			expect((await client.get(`/jobs/${id}`)).status).toBe(404);
			expect((await client.get('/jobs')).data).toEqual([]);
		});

		it('respond 404 to the first polls, and stay out of the list until then', async () => {
			fake.nextJobs(1, { hiddenPolls: 2 });
			const id = await add(['a']);

			expect((await client.get('/jobs')).data).toEqual([]);
			expect((await client.get(`/jobs/${id}`)).status).toBe(404);
			expect((await client.get(`/jobs/${id}`)).status).toBe(404);
			expect((await client.get(`/jobs/${id}`)).status).toBe(200);
			expect((await client.get('/jobs')).data).toHaveLength(1);
		});
	});

	it('uses Date.now() when no clock is given, even if a test replaces it later', async () => {
		const real = await startFakeAppcues();
		const started = Date.now();
		const { data } = await clientOf(real).post('/segments/seg-trial/add_user_ids', {
			user_ids: ['a'],
		});
		const now = jest.spyOn(Date, 'now').mockReturnValue(started + 3_600_000);

		expect(real.account().jobs.get(data.job_id)?.outcome).toBe('COMPLETED');

		now.mockRestore();
		await real.close();
	});
});
