import { Agent } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import axios, { type AxiosInstance } from 'axios';
import { type FakeAppcues, startFakeAppcues } from '../../../dev/fake-appcues/index.cjs';
import { TestClock, clientOf } from './testClient.cjs';

describe('The log', () => {
	let fake: FakeAppcues;
	let client: AxiosInstance;
	let clock: TestClock;

	beforeEach(async () => {
		clock = new TestClock();
		fake = await startFakeAppcues({ clock });
		client = clientOf(fake);
	});

	afterEach(() => fake.close());

	it('starts empty', () => {
		expect(fake.log).toEqual([]);
	});

	it('keeps requests and responses', async () => {
		clock.advance(1234);
		await client.post('/segments/a%2Fb/add_user_ids?x=1&y=2&y=3', { user_ids: ['u1'] });

		expect(fake.log).toEqual([
			{
				at: Date.UTC(2026, 0, 15, 12, 0, 1, 234),
				method: 'POST',
				path: '/v2/accounts/123456/segments/a%2Fb/add_user_ids',
				pathname: '/v2/accounts/123456/segments/a/b/add_user_ids',
				query: { x: '1', y: ['2', '3'] },
				headers: expect.objectContaining({ 'content-type': 'application/json' }),
				body: { user_ids: ['u1'] },
				bodyBytes: 19,
				status: 400,
				operation: 'addUsersToSegment',
				connection: expect.any(Number),
			},
		]);
	});

	it('keeps only the scheme of the credentials', async () => {
		await client.get('/tags');
		await axios.get(`${fake.url}/x`, {
			headers: { authorization: 'topsecret' },
			validateStatus: () => true,
		});

		expect(fake.log.map(({ headers }) => headers.authorization)).toEqual(['Basic …', '…']);
		expect(JSON.stringify(fake.log)).not.toContain(btoa('demo-key:demo-secret'));
		expect(JSON.stringify(fake.log)).not.toContain('topsecret');
	});

	it('finds requests by method and path', async () => {
		await client.get('/tags');
		await client.get('/segments');
		await client.post('/segments', { name: 'New' });
		await client.get('/segments/seg-trial');

		expect(fake.requests()).toHaveLength(4);
		expect(fake.requests('get')).toHaveLength(3);
		expect(fake.requests('GET', '/segments')).toHaveLength(1);
		expect(fake.requests(undefined, '/segments')).toHaveLength(2);
		expect(fake.requests('GET', /segments/g)).toHaveLength(2);
		expect(fake.requests('PATCH')).toEqual([]);
	});

	it('distinguishes connections', async () => {
		const httpAgent = new Agent({ keepAlive: true, maxSockets: 1 });
		await client.get('/tags', { httpAgent });
		await client.get('/tags', { httpAgent });
		await client.get('/tags', { httpAgent: new Agent() });

		const [first, second, third] = fake.log.map(({ connection }) => connection);
		expect(second).toBe(first);
		expect(third).not.toBe(first);
		httpAgent.destroy();
	});

	it('keeps the last 20,000 requests and counts them all', async () => {
		await client.get('/tags');
		const [entry] = fake.log;
		if (!entry) throw new Error('nothing was logged');
		for (let i = 0; i < 20_000; i += 1) fake.record({ ...entry, path: `/${i}` });

		expect(fake.log).toHaveLength(20_000);
		expect(fake.log[0]?.path).toBe('/0');
		expect(fake.requestCounts.get('listTags')).toBe(1);
	});

	it('counts requests per operation', async () => {
		await client.get('/tags');
		await client.get('/tags');
		await client.get('/segments/a');
		await client.get('/segments/b');
		await client.get('/flowz');

		expect(Object.fromEntries(fake.requestCounts)).toEqual({
			listTags: 2,
			getSegment: 2,
			unknown: 1,
		});
	});
});

describe('A fake', () => {
	it('returns to its start on reset', async () => {
		const fake = await startFakeAppcues({ jobDuration: 7, rateLimit: 5 });
		const client = clientOf(fake);
		await client.delete('/segments/seg-trial');
		fake.account().keys.length = 0;
		fake.fault({ path: '/tags', status: 500 });
		fake.failNextJobs(1);
		fake.jobDuration = 99;
		fake.rateLimit = 0;

		fake.reset();

		expect(fake.account().segments.size).toBe(3);
		expect([fake.jobDuration, fake.rateLimit]).toEqual([7, 5]);
		expect(fake.log).toEqual([]);
		expect(fake.requestCounts.size).toBe(0);
		expect((await client.get('/tags')).status).toBe(200);
		const { id } = fake.account().startJob('any', () => ({}));
		fake.account().jobs.get(id)?.finish();
		expect(fake.account().jobs.get(id)?.outcome).toBe('COMPLETED');
		await fake.close();
	});

	it('does not reuse an ID, even after a reset', async () => {
		const fake = await startFakeAppcues();
		const before = fake.account().startJob('any', () => ({})).id;
		fake.reset();

		expect(fake.account().startJob('any', () => ({})).id).not.toBe(before);
		await fake.close();
	});

	it('closes kept-alive connections when it is closed', async () => {
		const fake = await startFakeAppcues();
		const httpAgent = new Agent({ keepAlive: true });
		await clientOf(fake).get('/tags', { httpAgent });
		expect(Object.values(httpAgent.freeSockets)).toHaveLength(1);

		await fake.close();

		await expect(clientOf(fake).get('/tags')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
		httpAgent.destroy();
	});

	it('cuts responses in progress when it is closed', async () => {
		const fake = await startFakeAppcues();
		fake.fault({ path: '/tags', status: 200, body: 'slow', trickle: 600_000 });
		const { data } = await clientOf(fake).get('/tags', { responseType: 'stream' });
		const cut = expect(text(data)).rejects.toThrow('aborted');

		await fake.close();

		await cut;
	});

	it('says which port is in use', async () => {
		const fake = await startFakeAppcues();

		await expect(startFakeAppcues({ port: fake.port })).rejects.toMatchObject({
			code: 'EADDRINUSE',
		});
		await fake.close();
	});

	it('throws for accounts and segments that it does not have', async () => {
		const fake = await startFakeAppcues();

		expect(() => fake.account('99999')).toThrow("no account '99999'");
		expect(() => fake.account().segment('nope')).toThrow("no segment 'nope'");
		await fake.close();
	});
});
