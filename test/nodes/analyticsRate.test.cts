import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { setImmediate } from 'node:timers/promises';

import { useAppcues, useFastTime } from '../support/appcues.cjs';

const query: IDataObject = {
	operation: 'query',
	metrics: 'events',
	timeRange: 'custom',
	startTime: '2026-11-01T00:00:00Z',
	endTime: '2026-11-15T00:00:00Z',
};
const exported: IDataObject = { ...query, operation: 'export' };
const tags = {
	type: 'appcuesAccount',
	parameters: { resource: 'tag', operation: 'getAllTags', returnAll: true },
};
const type = 'appcuesAnalytics';

const items = (count: number) => Array.from({ length: count }, (_, i) => ({ i }));
const minuteOf = (ms: number) => Math.floor(ms / 60_000);

async function until(condition: () => boolean) {
	while (!condition()) await setImmediate();
}

describe('the rate limit of analytics', () => {
	const appcues = useAppcues();
	useFastTime();

	const byMinute = (perMinute: number) =>
		Object.assign(appcues.fake, { analyticsWindow: 'minute', analyticsPerMinute: perMinute });
	const sent = () => appcues.fake.requests('POST', /analytics/);
	const refused = () => sent().filter(({ status }) => status === 429);

	it('is not exceeded: when nothing is left, the next query waits for the next window', async () => {
		byMinute(1);
		for (let i = 0; i < 3; i += 1) {
			const outcome = await appcues.run({ type, parameters: query });
			expect(outcome.error).toBeUndefined();
		}
		expect(sent().map(({ status }) => status)).toEqual([200, 200, 200]);
		const minutes = sent().map(({ at }) => minuteOf(at));
		expect(new Set(minutes).size).toBe(3);
	});

	it('is explained as a limit of analytics, not as the limit per second', async () => {
		appcues.fake.fault({ path: '/query', status: 429, times: Infinity });
		const { error } = await appcues.run({ type, parameters: query });
		expect(error?.description).toContain('Send fewer queries');
		expect(error?.description).not.toContain('requests per second');
		appcues.fake.fault({ path: '/tags', status: 429, times: Infinity });
		const other = await appcues.run(tags);
		expect(other.error?.description).toContain('60 requests per second');
		expect(other.error?.description).not.toContain('Send fewer queries');
	});

	it('is respected by every analytics route, including polls of an export', async () => {
		byMinute(2);
		const outcome = await appcues.run({
			type,
			parameters: { ...exported, options: { pollInterval: 1, timeout: 600 } },
		});
		expect(outcome.error).toBeUndefined();
		expect(appcues.fake.log.filter(({ status }) => status === 429)).toEqual([]);
	});

	it('pauses all executions of the account in this process, but no other route', async () => {
		byMinute(1);
		await appcues.run({ type, parameters: query });
		const [first] = sent();
		const running = [query, exported].map((parameters) =>
			appcues.start({
				type,
				parameters: { ...parameters, waitForCompletion: false },
			}),
		);
		await appcues.run(tags);
		const others = appcues.fake.requests('GET', '/tags');
		expect(others.map(({ status }) => status)).toEqual([200]);
		expect(sent()).toHaveLength(1);
		for (const { finished } of running) expect((await finished).error).toBeUndefined();
		for (const { at } of sent().slice(1)) {
			expect(minuteOf(at)).toBeGreaterThan(minuteOf(first?.at ?? 0));
		}
	});

	it.each([1, 3, 10])(
		'of %d per minute lets many items through, and is hit once',
		async (limit) => {
			byMinute(limit);
			const outcome = await appcues.run({ type, parameters: query, input: items(limit * 4) });
			expect(outcome.error).toBeUndefined();
			expect(outcome.json()).toHaveLength(limit * 4);
			const [first] = sent();
			const later = sent().filter(({ at }) => minuteOf(at) > minuteOf(first?.at ?? 0) + 1);
			expect(later.filter(({ status }) => status === 429)).toEqual([]);
		},
	);

	it('does not pause other routes when it is exceeded', async () => {
		appcues.fake.fault({ path: '/query', status: 429, headers: { 'Retry-After': '100' } });
		const running = appcues.start({ type, parameters: query });
		await until(() => refused().length > 0);
		await new Promise((resolve) => setTimeout(resolve, 5000));
		for (let i = 0; i < 3; i += 1) await appcues.run(tags);
		expect(sent()).toHaveLength(1);
		expect(appcues.fake.requests('GET', '/tags')).toHaveLength(3);
		expect((await running.finished).error).toBeUndefined();
	});

	const fault = (status: number, headers: Record<string, string>) =>
		appcues.fake.fault({ path: '/analytics/query', status, headers });
	const now = () => Date.now();
	const times = () => sent().map(({ at }) => at);

	it.each([
		['Retry-After', () => ({ 'Retry-After': '40' }), 40_000],
		[
			'X-RateLimit-Reset',
			() => ({
				Date: new Date(now()).toUTCString(),
				'X-RateLimit-Remaining': '0',
				'X-RateLimit-Reset': String(Math.ceil(now() / 1000) + 50),
			}),
			50_000,
		],
	])('waits as %s says when it is exceeded', async (_, headers, waitMs) => {
		fault(429, headers());
		const outcome = await appcues.run({ type, parameters: query });
		expect(outcome.error).toBeUndefined();
		const [first = 0, second = 0] = times();
		expect(second - first).toBeGreaterThanOrEqual(waitMs - 2000);
		expect(second - first).toBeLessThan(waitMs + 5000);
	});

	it.each([
		['in milliseconds', () => String(now() + 42_000)],
		['in the past', () => String(Math.floor(now() / 1000) - 60)],
		['of no number', () => 'soon'],
	])('ignores a reset %s', async (_, reset) => {
		appcues.fake.fault({
			path: '/analytics/query',
			status: 200,
			body: [{ events: 1 }],
			headers: {
				Date: new Date(now()).toUTCString(),
				'X-RateLimit-Remaining': '0',
				'X-RateLimit-Reset': reset(),
			},
		});
		await appcues.run({ type, parameters: query });
		await appcues.run({ type, parameters: query });
		const [first = 0, second = 0] = times();
		expect(second - first).toBeLessThan(5000);
	});

	it('ignores such headers of other routes', async () => {
		appcues.fake.fault({
			path: '/tags',
			status: 200,
			body: [],
			headers: {
				'X-RateLimit-Remaining': '0',
				'X-RateLimit-Reset': String(Math.ceil(now() / 1000) + 60),
			},
		});
		await appcues.run(tags);
		const before = now();
		await appcues.run({ type, parameters: query });
		await appcues.run(tags);
		expect(now() - before).toBeLessThan(5000);
	});
});

describe('a full queue of exports', () => {
	const appcues = useAppcues();
	useFastTime();

	const parameters = { ...exported, waitForCompletion: false };
	const full = { 'X-Concurrency-Limit': '10', 'X-Concurrency-Used': '10' };
	const body = (status: number) => ({ error: true, status, title: 'No', detail: 'queue is full' });

	it('is explained when it stays full', async () => {
		Object.assign(appcues.fake, { exportSlots: 1, fullQueue: 'refuse', jobDuration: 1e9 });
		await appcues.run({ type, parameters });
		const { error } = await appcues.run({ type, parameters });
		expect(error?.message).toBe('All analytics export slots of the Appcues account are in use');
		expect(error?.description).toContain('all export slots of the account are in use');
		expect(error?.description).toContain(
			'The account has 1 slot for analytics exports, and none is free.',
		);
		expect(error?.description).not.toContain('Requests per Second');
		expect(appcues.fake.account().analyticsJobs.size).toBe(1);
	});

	it('waits when a slot will be free soon', async () => {
		appcues.fake.fault({ path: /exports/, status: 429, headers: full, times: 2, body: body(429) });
		const outcome = await appcues.run({ type, parameters });
		expect(outcome.error).toBeUndefined();
	});

	it('does not pause other routes', async () => {
		Object.assign(appcues.fake, { exportSlots: 0, fullQueue: 'refuse' });
		const run = appcues.start({ type, parameters });
		await until(() => appcues.fake.requests('POST').length > 0);
		const before = Date.now();
		for (let i = 0; i < 3; i += 1) await appcues.run(tags);
		expect(Date.now() - before).toBeLessThan(3000);
		await run.finished;
	});

	it.each([400, 403, 409, 503])('is named for any status (%d)', async (status) => {
		appcues.fake.fault({ path: /exports/, status, headers: full, times: 9, body: body(status) });
		const { error } = await appcues.run({ type, parameters });
		expect(error?.description).toContain('The account has 10 slots for analytics exports');
		expect(`${error?.message} ${error?.description}`).toContain('queue is full');
		expect(appcues.fake.requests('POST')).toHaveLength(1);
	});

	it('is named along with a long Retry-After', async () => {
		const headers = { ...full, 'Retry-After': '600' };
		appcues.fake.fault({ path: /exports/, status: 429, headers, body: body(429) });
		const { error } = await appcues.run({ type, parameters });
		expect(error?.message).toContain('10 minutes');
		expect(error?.description).toContain('has 10 slots');
	});

	it.each([
		[{ 'X-Concurrency-Limit': '10', 'X-Concurrency-Used': '9' }],
		[{ 'X-Concurrency-Limit': 'many', 'X-Concurrency-Used': '10' }],
		[{ 'X-Concurrency-Used': '10' }],
		[{}],
	])('is not named with %j', async (headers) => {
		appcues.fake.fault({
			path: /exports/,
			status: 400,
			headers: headers,
		});
		const { error } = await appcues.run({ type, parameters });
		expect(error?.description).not.toContain('slots for');
	});

	it('is not named for a wrong key, nor by a query', async () => {
		appcues.fake.fault({ path: /exports/, status: 401, headers: full });
		expect((await appcues.run({ type, parameters })).error?.description).not.toContain('slots for');
	});
});

describe('cancelling', () => {
	// In real time, because the test checks that nothing waits.
	const appcues = useAppcues();

	it('stops waiting for the next window', async () => {
		appcues.fake.fault({
			path: '/analytics/query',
			status: 200,
			body: [],
			headers: {
				'X-RateLimit-Remaining': '0',
				'X-RateLimit-Reset': String(Math.ceil(Date.now() / 1000) + 60),
			},
		});
		await appcues.run({ type, parameters: query });
		const run = appcues.start({ type, parameters: query });
		setTimeout(() => run.cancel(), 100);
		const outcome = await run.finished;
		expect(outcome.status).toBe('canceled');
		expect(appcues.fake.log).toHaveLength(1);
	});
});
