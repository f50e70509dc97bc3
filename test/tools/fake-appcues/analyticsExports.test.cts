import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import axios, { type AxiosInstance } from 'axios';
import {
	type FakeAppcues,
	smallAccount,
	startFakeAppcues,
} from '../../../dev/fake-appcues/index.cjs';
import { TestClock, clientOf } from './testClient.cjs';

const RAW = { columns: ['name', 'user_id'], start_time: '2025-01-01', end_time: '2026-01-16' };

describe('Analytics exports', () => {
	let fake: FakeAppcues;
	let client: AxiosInstance;
	let clock: TestClock;

	beforeEach(async () => {
		clock = new TestClock();
		fake = await startFakeAppcues({ accounts: [smallAccount()], clock });
		client = clientOf(fake);
	});

	afterEach(async () => {
		await fake.close();
		expect(fake.violations).toEqual([]);
	});

	const start = async (spec: object = RAW): Promise<string> =>
		(await client.post('/analytics/exports', spec)).data.job_id;
	const job = async (id: string) => (await client.get(`/analytics/exports/${id}`)).data;
	const done = async (spec?: object) => {
		const id = await start(spec);
		clock.advance(1000);
		return await job(id);
	};
	const bytesOf = async (url: string): Promise<Buffer> =>
		(await axios.get(url, { responseType: 'arraybuffer', proxy: false })).data;

	it('are jobs of a separate system: queued, running, done', async () => {
		const { status, data } = await client.post('/analytics/exports', RAW);
		const { job_id: id } = data;

		expect([status, data]).toEqual([202, { job_id: expect.any(String), status: 'queued' }]);
		expect(await job(id)).toEqual({ job_id: id, status: 'queued' });
		clock.advance(200);
		expect(await job(id)).toEqual({ job_id: id, status: 'running' });
		clock.advance(800);
		expect(await job(id)).toEqual({
			job_id: id,
			status: 'done',
			download_url: expect.stringMatching(/^http:\/\/localhost:\d+\/download\/.*X-Amz-Signature/),
			expires_at: '2026-01-15T13:00:01.000Z',
		});
		expect(fake.account().analyticsJobs.get(id)?.outcome).toBe('COMPLETED');
	});

	it('are unknown to the other system, and the other way round', async () => {
		const id = await start();
		const { id: other } = fake.account().startJob('any', () => ({}));

		expect((await client.get(`/jobs/${id}`)).status).toBe(404);
		expect((await client.get('/jobs')).data).toHaveLength(1);
		const { status, data } = await client.get(`/analytics/exports/${other}`);
		expect([status, data.detail]).toEqual([404, 'export job not found']);
	});

	it('are one JSON array with the rows of a query, on the other host', async () => {
		const { job_id: id, download_url: url } = await done();

		expect(new URL(url).origin).toBe(fake.downloadUrl);
		const rows = JSON.parse((await bytesOf(url)).toString());
		expect(rows).toHaveLength(10);
		expect(rows[9]).toEqual({ name: 'Created report', user_id: 'user-tim' });
		expect(fake.account().analyticsJobs.get(id)?.file).toMatchObject({
			name: 'analytics.json',
			contentType: 'application/json',
			rows: 10,
		});
	});

	it('are an empty array when there is nothing', async () => {
		const { download_url: url } = await done({ ...RAW, conditions: [['name', '==', 'nope']] });

		expect((await bytesOf(url)).toString()).toBe('[]');
	});

	it('have a new link on every status check, which expires', async () => {
		const first = await done();
		const second = await job(first.job_id);

		expect(second.download_url).not.toBe(first.download_url);
		clock.advance(3_600_000);
		await expect(bytesOf(first.download_url)).rejects.toThrow('403');
		expect(await bytesOf((await job(first.job_id)).download_url)).not.toHaveLength(0);
	});

	it('are not limited to 90 days or 1,000 rows', async () => {
		fake.exportRows = 5000;
		const { download_url: url } = await done();

		const rows = JSON.parse((await bytesOf(url)).toString());
		expect([rows.length, rows[1]]).toEqual([5000, { name: 'name 1', user_id: 'user_id 1' }]);
	});

	it('can be compressed, and NDJSON', async () => {
		Object.assign(fake, { exportEncoding: 'gzip', analyticsFile: 'ndjson' });
		const { download_url: url } = await done({ ...RAW, limit: 1 });

		expect(new URL(url).pathname).toMatch(/\/analytics\.json\.gz$/);
		expect(gunzipSync(await bytesOf(url)).toString()).toBe(
			'{"name":"Signed up","user_id":"user-ada"}\n',
		);
	});

	it('are refused like queries, without a job', async () => {
		const { status, data } = await client.post('/analytics/exports', { ...RAW, columns: ['plan'] });

		expect([status, data.detail]).toEqual([400, expect.stringContaining('body.columns.0: ')]);
		expect(fake.account().analyticsJobs.size).toBe(0);
	});

	it('report the job slots of the account; no other route does', async () => {
		fake.exportSlots = 2;
		const used = ({ headers }: { headers: object }) =>
			Object.fromEntries(Object.entries(headers).filter(([name]) => /concurrency/.test(name)));
		const answers = [
			await client.post('/analytics/exports', RAW),
			await client.post('/analytics/exports', RAW),
			await client.post('/analytics/exports', RAW),
		];

		expect(answers.map(used)).toEqual(
			['1', '2', '3'].map((count) => ({
				'x-concurrency-limit': '2',
				'x-concurrency-used': count,
			})),
		);
		clock.advance(1000);
		const looked = await client.get(`/analytics/exports/${answers[0]?.data.job_id}`);
		expect(used(looked)).toMatchObject({ 'x-concurrency-used': '0' });
		const body = { format: 'json', start_time: '2026-01-01T00:00:00Z', conditions: [] };
		for (const other of [
			await client.post('/export/events', body),
			await client.post('/analytics/query', { ...RAW, start_time: '2026-01-01' }),
		]) {
			expect(used(other)).toEqual({});
		}
	});

	it('are refused beyond the job slots if the setting says so', async () => {
		Object.assign(fake, { exportSlots: 1, fullQueue: 'refuse' });
		await start();
		const { status, headers } = await client.post('/analytics/exports', RAW);

		expect([status, headers['x-concurrency-used'], headers['retry-after']]).toEqual([
			429,
			'1',
			undefined,
		]);
		clock.advance(1000);
		expect(await start()).toEqual(expect.any(String));
	});

	describe('can be set to', () => {
		it('fail, with a reason', async () => {
			fake.failNextJobs(1, 'query timeout');
			const failed = await done();

			expect(failed).toEqual({
				job_id: failed.job_id,
				status: 'failed',
				failure_reason: 'query timeout',
			});
		});

		it('get stuck, have another duration, or use another status', async () => {
			fake.nextJobs(1, { stuck: true });
			fake.nextJobs(1, { duration: 5000, statusWord: 'pending', statusWordFor: 2000 });
			const [stuck, slow] = [await start(), await start()];

			clock.advance(1000);
			expect([(await job(stuck)).status, (await job(slow)).status]).toEqual(['queued', 'pending']);
			clock.advance(1000);
			expect((await job(slow)).status).toBe('running');
			clock.advance(3000);
			expect([(await job(stuck)).status, (await job(slow)).status]).toEqual(['queued', 'done']);
		});

		it('be unknown at first, and disappear', async () => {
			fake.nextJobs(1, { hiddenPolls: 1, visiblePolls: 1 });
			const id = await start();
			const statuses: number[] = [];
			for (let i = 0; i < 3; i += 1) {
				statuses.push((await client.get(`/analytics/exports/${id}`)).status);
			}

			expect(statuses).toEqual([404, 200, 404]);
		});
	});
});
