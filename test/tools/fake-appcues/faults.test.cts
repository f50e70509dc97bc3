import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import { type FakeAppcues, startFakeAppcues } from '../../../dev/fake-appcues/index.cjs';
import { clientOf } from './testClient.cjs';

describe('Faults', () => {
	let fake: FakeAppcues;
	let client: AxiosInstance;

	beforeEach(async () => {
		fake = await startFakeAppcues({ jobDuration: 0 });
		client = clientOf(fake);
	});

	afterEach(async () => {
		await fake.close();
		expect(fake.violations).toEqual([]);
	});

	const create = () => client.post('/segments', { name: 'New' });
	const isCreated = () => [...fake.account().segments.values()].some(({ name }) => name === 'New');

	describe('hit', () => {
		it('one request, then no more', async () => {
			fake.fault({ path: '/tags', status: 503 });

			expect((await client.get('/tags')).status).toBe(503);
			expect((await client.get('/tags')).status).toBe(200);
		});

		it('as many requests as set, one fault after the other', async () => {
			fake.fault({ path: '/tags', status: 500, times: 2 });
			fake.fault({ path: '/tags', status: 502 });

			const statuses = [];
			for (let i = 0; i < 4; i += 1) statuses.push((await client.get('/tags')).status);

			expect(statuses).toEqual([500, 500, 502, 200]);
		});

		it('every request, until cleared', async () => {
			fake.fault({ path: '/tags', status: 500, times: Infinity });
			expect((await client.get('/tags')).status).toBe(500);
			expect((await client.get('/tags')).status).toBe(500);

			fake.clearFaults();
			expect((await client.get('/tags')).status).toBe(200);
		});

		it('only the given method', async () => {
			fake.fault({ method: 'post', path: '/segments', status: 500 });

			expect((await client.get('/segments')).status).toBe(200);
			expect((await create()).status).toBe(500);
		});

		it('paths that end with a string, or match a pattern, once decoded', async () => {
			fake.fault({ path: '/segments/a b', status: 500 });
			fake.fault({ path: /\/segments\/[^/]+$/g, status: 502, times: 2 });

			expect((await client.get('/segments/a%20b/add_user_ids')).status).toBe(405);
			expect((await client.get('/segments/a%20b')).status).toBe(500);
			expect((await client.get('/segments')).status).toBe(200);
			expect((await client.get('/segments/x')).status).toBe(502);
			expect((await client.get('/segments/y')).status).toBe(502);
		});

		it('routes that the contract does not know', async () => {
			fake.fault({ path: '/anything', status: 504 });

			expect((await client.get('/anything')).status).toBe(504);
		});
	});

	describe('with a status', () => {
		it('respond with Appcues’ envelope and do not do the work', async () => {
			fake.fault({ path: '/segments', status: 500 });

			const { status, data } = await create();

			expect(status).toBe(500);
			expect(data).toMatchObject({ error: true, status: 500, title: 'Internal Server Error' });
			expect(isCreated()).toBe(false);
		});

		it('respond with any body and headers', async () => {
			fake.fault({
				path: '/segments',
				status: 429,
				body: 'slow down',
				headers: { 'Retry-After': '7' },
			});

			const { data, headers } = await create();

			expect(data).toBe('slow down');
			expect(headers).toMatchObject({
				'retry-after': '7',
				'content-type': 'text/plain; charset=utf-8',
			});
		});

		it('respond with an object as JSON', async () => {
			fake.fault({ path: '/segments', status: 202, body: { status: 202, title: 'Accepted' } });

			const { status, data } = await create();

			expect([status, data]).toEqual([202, { status: 202, title: 'Accepted' }]);
		});

		it('respond 204 without a body', async () => {
			fake.fault({ path: '/segments/seg-trial', status: 204, applied: true });

			const answer = await client.delete('/segments/seg-trial');

			expect([answer.status, answer.data]).toEqual([204, '']);
			expect(fake.account().segments.has('seg-trial')).toBe(false);
		});

		it('send the real body with a status below 400 when applied', async () => {
			fake.fault({ path: '/segments', status: 200, applied: true });

			const { status, data } = await create();

			expect([status, data.name]).toEqual([200, 'New']);
		});

		it('send an error envelope with a status of 400 or above, also when applied', async () => {
			fake.fault({ path: '/segments', status: 500, applied: true });

			const { status, data } = await create();

			expect([status, data.title]).toEqual([500, 'Internal Server Error']);
			expect(isCreated()).toBe(true);
		});

		it('still do the work when applied', async () => {
			fake.fault({ path: '/segments', status: 502, garbage: 'html', applied: true });

			const { status, data } = await create();

			expect(status).toBe(502);
			expect(data).toContain('<html>');
			expect(isCreated()).toBe(true);
		});
	});

	describe('with only a body', () => {
		it('do the work and replace the response body', async () => {
			fake.fault({ path: '/segments', body: { name: 'no id' } });

			const { status, data } = await create();

			expect([status, data]).toEqual([201, { name: 'no id' }]);
			expect(isCreated()).toBe(true);
		});
	});

	describe('cut the connection', () => {
		it('before anything is done', async () => {
			fake.fault({ path: '/segments', reset: 'before' });

			await expect(create()).rejects.toMatchObject({ code: 'ECONNRESET' });

			expect(isCreated()).toBe(false);
			expect(fake.log.at(-1)).toMatchObject({ method: 'POST', status: undefined });
		});

		it('after the work, without a response', async () => {
			fake.fault({ path: '/segments', reset: 'after' });

			await expect(create()).rejects.toMatchObject({ code: 'ECONNRESET' });

			expect(isCreated()).toBe(true);
			expect(fake.log.at(-1)).toMatchObject({ method: 'POST', status: undefined });
		});

		it('in the middle of the response', async () => {
			fake.fault({ path: '/segments', reset: 'mid-body' });

			await expect(create()).rejects.toMatchObject({ response: { status: 201 } });

			expect(isCreated()).toBe(true);
			expect(fake.log.at(-1)).toMatchObject({ method: 'POST', status: 201 });
		});
	});

	describe('put garbage in the response', () => {
		it.each([
			['html', '/segments', /^<!doctype html>.*<\/html>$/],
			['empty', '/segments', /^$/],
			['truncated-json', '/segments', /^\[\{"id":"[^\]]*$/],
			['wrong-type', '/segments', /^\{.*\}$/],
			['wrong-type', '/segments/seg-trial', /^\[.*\]$/],
		] as const)('%s for %s, with the real status', async (garbage, path, expected) => {
			fake.fault({ path, garbage });

			const { status, data } = await client.get(path, { transformResponse: (body) => body });

			expect(status).toBe(200);
			expect(data).toMatch(expected);
		});

		it('after doing the work', async () => {
			fake.fault({ path: '/segments', garbage: 'truncated-json' });

			expect((await create()).status).toBe(201);
			expect(isCreated()).toBe(true);
		});
	});

	describe('are slow', () => {
		it('before anything is done', async () => {
			fake.fault({ path: '/segments', delayMs: 60_000 });

			const hasty = client.post('/segments', { name: 'New' }, { timeout: 50 });

			await expect(hasty).rejects.toMatchObject({ code: 'ECONNABORTED' });
			expect(fake.requests('POST')).toHaveLength(1);
			expect(isCreated()).toBe(false);
		});

		it('then continue as usual', async () => {
			fake.fault({ path: '/segments', delayMs: 40 });
			const started = performance.now();

			expect((await create()).status).toBe(201);
			expect(performance.now() - started).toBeGreaterThan(35);
		});

		it('between the bytes of a response, which is complete in the end', async () => {
			fake.fault({ path: '/tags', status: 200, body: 'twelve bytes', trickle: 4 });
			const started = performance.now();

			expect((await client.get('/tags')).data).toBe('twelve bytes');
			expect(performance.now() - started).toBeGreaterThan(11 * 3);
		});
	});

	it('are applied before credentials and rate limit, and are logged', async () => {
		fake.rateLimit = 0;
		fake.fault({ path: '/tags', status: 504 });

		expect((await clientOf(fake, { secret: 'wrong' }).get('/tags')).status).toBe(504);
		expect(fake.log).toEqual([expect.objectContaining({ operation: 'listTags', status: 504 })]);
	});
});
