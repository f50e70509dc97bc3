import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import axios, { type AxiosInstance } from 'axios';
import {
	type FakeAppcues,
	smallAccount,
	startFakeAppcues,
} from '../../../dev/fake-appcues/index.cjs';
import { clientOf } from './testClient.cjs';

describe('The remote control', () => {
	let fake: FakeAppcues;
	let client: AxiosInstance;
	let remote: AxiosInstance;

	beforeEach(async () => {
		fake = await startFakeAppcues({ accounts: [smallAccount()], jobDuration: 0 });
		client = clientOf(fake);
		remote = axios.create({
			baseURL: `${fake.url}/__fake`,
			validateStatus: () => true,
			proxy: false,
		});
	});

	afterEach(() => fake.close());

	it('returns the whole state', async () => {
		await client.post('/segments/seg-trial/add_user_ids', { user_ids: ['u1'] });

		const { status, data } = await remote.get('/state');

		expect(status).toBe(200);
		expect(data.accounts).toEqual([
			{
				id: '123456',
				flows: expect.arrayContaining([
					expect.objectContaining({ id: 'flow-welcome', published: true }),
					expect.objectContaining({ id: 'flow-survey', published: false }),
				]),
				experiences: expect.arrayContaining([
					expect.objectContaining({ id: 'pin-search', published: true }),
				]),
				users: expect.arrayContaining([{ id: 'user-ada', profile: expect.anything() }]),
				groups: expect.arrayContaining([
					{
						id: 'group-acme',
						profile: expect.anything(),
						users: ['user-ada', 'user-grace', 'user-tim'],
					},
				]),
				events: expect.arrayContaining([
					expect.objectContaining({ user_id: 'user-ada', timestamp: expect.any(String) }),
				]),
				segments: [
					expect.objectContaining({ id: 'seg-crm-customers', members: [] }),
					expect.objectContaining({ id: 'seg-power-users' }),
					expect.objectContaining({ id: 'seg-trial', members: [{ id: 'u1', source: 'api' }] }),
				],
				exports: [],
				jobs: [expect.objectContaining({ name: 'add_user_ids', status: 'COMPLETED' })],
				analyticsJobs: [],
				sdkKeys: [expect.objectContaining({ name: 'Web app', enforcement_mode: false })],
				ingestionRules: [expect.objectContaining({ mode: 'deny' })],
				tags: [{}, {}, {}].map(() => expect.objectContaining({ id: expect.any(String) })),
			},
		]);
		expect(data.log).toEqual([expect.objectContaining({ method: 'POST', status: 202 })]);
		expect(data.requestCounts).toEqual({ addUsersToSegment: 1 });
		expect(data.violations).toEqual([]);
		expect(JSON.stringify(data)).not.toMatch(/demo-secret|sdk-secret/);
	});

	it('returns exports and downloads, but no link', async () => {
		const body = { format: 'json', start_time: '2000-01-01T00:00:00Z', conditions: [] };
		const { data } = await client.post('/export/events', body);
		const job = (await client.get(`/jobs/${data.job_id}`)).data;
		await axios.get(job.events.at(-1).attributes.signed_s3_url);

		const state = (await remote.get('/state')).data;

		const path = `/download/123456/${job.id}/events.json`;
		expect(state.accounts[0].exports).toEqual([
			{ job_id: job.id, path, encoding: 'plain', rows: 10, downloads: 1 },
		]);
		expect(state.downloads).toMatchObject([{ path, authorization: 'absent', status: 200 }]);
		expect(JSON.stringify(state)).not.toContain('X-Amz');
	});

	it('returns the last 200 requests, and the count of all', async () => {
		fake.rateLimit = Infinity;
		for (let i = 0; i < 205; i += 1) await client.get('/tags');

		const { data } = await remote.get('/state');

		expect(data.log).toHaveLength(200);
		expect(data.requestCounts).toEqual({ listTags: 205 });
	});

	it('returns the responses that broke the contract', async () => {
		Object.assign(fake.account().segment('seg-trial'), { name: 42 });
		await client.get('/segments');

		expect((await remote.get('/state')).data.violations).toHaveLength(1);
	});

	it('resets', async () => {
		await client.delete('/segments/seg-trial');

		expect((await remote.post('/reset')).status).toBe(200);
		expect((await client.get('/segments/seg-trial')).status).toBe(200);
	});

	it('accepts a fault', async () => {
		await remote.post('/faults', { method: 'GET', path: '/tags', status: 503, body: 'down' });

		expect(await client.get('/tags')).toMatchObject({ status: 503, data: 'down' });
		expect((await client.get('/tags')).status).toBe(200);
	});

	it('accepts a permanent fault by pattern', async () => {
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

	it('changes only the given settings', async () => {
		const { status, data } = await remote.put('/settings', { jobDuration: 5000 });

		expect(status).toBe(200);
		expect(data).toMatchObject({ jobDuration: 5000, rateLimit: 60, unknownUser: 'notFound' });
		await remote.put('/settings', { rateLimit: 1 });
		expect([fake.jobDuration, fake.rateLimit]).toEqual([5000, 1]);
	});

	it('changes any setting', async () => {
		const settings = {
			bodyLimit: 1,
			importLimit: 2,
			keepRows: false,
			retryAfter: 'all',
			analyticsWindow: 'minute',
			analyticsPerMinute: 5,
			exportSlots: 6,
			fullQueue: 'refuse',
			badCredentials: 400,
			listShape: 'wrapped',
			hiddenPolls: 7,
			nestedAs: 'text',
			rawColumns: 'verified',
			metricValues: 'text',
			checklistItemField: 'item_id',
			unknownUser: 'empty',
			activityStatus: 202,
			groupUsersAnswer: 'job',
			rulesShape: 'object',
			exportFile: 'array',
			analyticsFile: 'ndjson',
			linkLifetime: 3,
			exportEncoding: 'zip',
			exportRows: 4,
		};

		expect((await remote.put('/settings', settings)).data).toMatchObject(settings);
		expect(fake).toMatchObject(settings);
		await remote.post('/reset');
		expect(fake).toMatchObject({ keepRows: true, exportEncoding: 'plain', exportRows: 0 });
	});

	it.each([
		{ jobDuration: 'long' },
		{ keepRows: 'yes' },
		{ exportEncoding: 'rar' },
		{ rateLimit: -1 },
		{ log: [] },
		{ jobDuration: null },
		{ unknownUser: 'maybe' },
		{ activityStatus: 204 },
		{ groupUsersAnswer: 'maybe' },
		{ rulesShape: 'map' },
		{ analyticsFile: 'json' },
		{ exportFile: 'json' },
		{ retryAfter: true },
		{ analyticsWindow: 'hour' },
		{ fullQueue: 'wait' },
		{ badCredentials: 500 },
		{ listShape: 'object' },
		{ nestedAs: 'csv' },
		{ rawColumns: 'none' },
		{ metricValues: 'words' },
		{ checklistItemField: 'id' },
	])('refuses the settings %j', async (settings) => {
		expect((await remote.put('/settings', settings)).status).toBe(400);
		expect([fake.jobDuration, fake.rateLimit]).toEqual([0, 60]);
	});

	it('responds 404 to anything else, in JSON', async () => {
		expect(await remote.get('/nope')).toMatchObject({ status: 404, data: { error: true } });
	});

	it('is neither logged nor limited', async () => {
		fake.rateLimit = 0;

		expect((await remote.get('/state')).status).toBe(200);
		expect(fake.log).toEqual([]);
	});
});
