import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import axios, { type AxiosInstance } from 'axios';
import { type FakeAppcues, startFakeAppcues } from './index.cjs';
import { clientOf } from './testClient.cjs';

describe('The remote control', () => {
	let fake: FakeAppcues;
	let client: AxiosInstance;
	let remote: AxiosInstance;

	beforeEach(async () => {
		fake = await startFakeAppcues({ jobDuration: 0 });
		client = clientOf(fake);
		remote = axios.create({
			baseURL: `${fake.url}/__fake`,
			validateStatus: () => true,
			proxy: false,
		});
	});

	afterEach(() => fake.close());

	it('tells the whole state', async () => {
		await client.post('/segments/seg-trial/add_user_ids', { user_ids: ['u1'] });

		const { status, data } = await remote.get('/state');

		expect(status).toBe(200);
		expect(data.accounts).toEqual([
			{
				id: '123456',
				segments: [
					expect.objectContaining({ id: 'seg-crm-customers', members: [] }),
					expect.objectContaining({ id: 'seg-power-users' }),
					expect.objectContaining({ id: 'seg-trial', members: [{ id: 'u1', source: 'api' }] }),
				],
				jobs: [expect.objectContaining({ name: 'add_user_ids', status: 'COMPLETED' })],
				tags: [{}, {}, {}].map(() => expect.objectContaining({ id: expect.any(String) })),
			},
		]);
		expect(data.log).toEqual([expect.objectContaining({ method: 'POST', status: 202 })]);
		expect(data.requestCounts).toEqual({ addUsersToSegment: 1 });
		expect(data.violations).toEqual([]);
		expect(JSON.stringify(data)).not.toContain('demo-secret');
	});

	it('tells the last 200 requests, and the count of all', async () => {
		fake.rateLimit = Infinity;
		for (let i = 0; i < 205; i += 1) await client.get('/tags');

		const { data } = await remote.get('/state');

		expect(data.log).toHaveLength(200);
		expect(data.requestCounts).toEqual({ listTags: 205 });
	});

	it('tells which answers broke the contract', async () => {
		Object.assign(fake.account().segment('seg-trial'), { name: 42 });
		await client.get('/segments');

		expect((await remote.get('/state')).data.violations).toHaveLength(1);
	});

	it('resets', async () => {
		await client.delete('/segments/seg-trial');

		expect((await remote.post('/reset')).status).toBe(200);
		expect((await client.get('/segments/seg-trial')).status).toBe(200);
	});

	it('takes a fault', async () => {
		await remote.post('/faults', { method: 'GET', path: '/tags', status: 503, body: 'down' });

		expect(await client.get('/tags')).toMatchObject({ status: 503, data: 'down' });
		expect((await client.get('/tags')).status).toBe(200);
	});

	it('takes a fault by pattern, for always', async () => {
		await remote.post('/faults', { pathPattern: '/tags|/jobs', times: 'always', status: 500 });

		expect((await client.get('/tags')).status).toBe(500);
		expect((await client.get('/jobs')).status).toBe(500);
		expect((await client.get('/tags')).status).toBe(500);
		expect((await client.get('/segments')).status).toBe(200);
	});

	it.each([
		[{ status: 500 }, 'path'],
		[{ path: '/tags', pathPattern: '/tags' }, 'path'],
		[{ path: '/tags', stauts: 500 }, 'stauts'],
		[{ path: '/tags', status: '500' }, 'status'],
		[{ path: '/tags', reset: 'maybe' }, 'reset'],
		[{ path: '/tags', times: -1 }, 'times'],
		[{ pathPattern: '(' }, 'regular expression'],
		[[], 'JSON object'],
	])('refuses the fault %j, naming what is wrong', async (fault, named) => {
		const { status, data } = await remote.post('/faults', fault);

		expect(status).toBe(400);
		expect(data.detail).toContain(named);
		expect((await client.get('/tags')).status).toBe(200);
	});

	it('changes settings, the given ones only', async () => {
		const { status, data } = await remote.put('/settings', { jobDuration: 5000 });

		expect(status).toBe(200);
		expect(data).toEqual({ jobDuration: 5000, rateLimit: 60 });
		await remote.put('/settings', { rateLimit: 1 });
		expect([fake.jobDuration, fake.rateLimit]).toEqual([5000, 1]);
	});

	it.each([{ jobDuration: 'long' }, { rateLimit: -1 }, { log: [] }, { jobDuration: null }])(
		'refuses the settings %j',
		async (settings) => {
			expect((await remote.put('/settings', settings)).status).toBe(400);
			expect([fake.jobDuration, fake.rateLimit]).toEqual([0, 60]);
		},
	);

	it('answers 404 to anything else, in JSON', async () => {
		expect(await remote.get('/nope')).toMatchObject({ status: 404, data: { error: true } });
	});

	it('is neither logged nor limited', async () => {
		fake.rateLimit = 0;

		expect((await remote.get('/state')).status).toBe(200);
		expect(fake.log).toEqual([]);
	});
});
