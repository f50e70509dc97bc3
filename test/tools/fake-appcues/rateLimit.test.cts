import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FakeAppcues, startFakeAppcues } from '../../../dev/fake-appcues/index.cjs';
import { TestClock, clientOf } from './testClient.cjs';

describe('The rate limit', () => {
	let fake: FakeAppcues;
	let clock: TestClock;

	beforeEach(async () => {
		clock = new TestClock();
		const keys = [
			{ key: 'one', secret: 's' },
			{ key: 'two', secret: 's' },
		];
		fake = await startFakeAppcues({
			clock,
			accounts: [
				{ id: '11111', keys },
				{ id: '22222', keys: [{ key: 'other', secret: 's' }] },
			],
		});
	});

	afterEach(async () => {
		await fake.close();
		expect(fake.violations).toEqual([]);
	});

	const ask = (key = 'one', accountId = '11111', secret = 's') =>
		clientOf(fake, { accountId, key, secret }).get('/tags');
	const askTimes = async (count: number) => {
		const answers = await Promise.all(Array.from({ length: count }, () => ask()));
		return answers.filter(({ status }) => status === 200).length;
	};

	it('allows 60 requests a second and responds 429 to the next', async () => {
		expect(await askTimes(60)).toBe(60);

		const answer = await ask();

		expect(answer.status).toBe(429);
		expect(answer.headers).not.toHaveProperty('retry-after');
		expect(Object.keys(answer.headers).join()).not.toContain('ratelimit');
		expect(answer.data).toEqual({
			error: true,
			status: 429,
			title: 'Too Many Requests',
			detail: 'more than 60 requests per second for account 11111',
		});
	});

	it('counts the second before each request', async () => {
		await askTimes(40);
		clock.advance(600);
		await askTimes(20);
		expect((await ask()).status).toBe(429);

		clock.advance(399);
		expect((await ask()).status).toBe(429);
		clock.advance(1);
		expect(await askTimes(41)).toBe(40);
	});

	it('applies to all keys of an account together', async () => {
		await askTimes(60);

		expect((await ask('two')).status).toBe(429);
	});

	it('applies to each account separately', async () => {
		await askTimes(60);

		expect((await ask('other', '22222')).status).toBe(200);
	});

	it('is checked before the credentials and the body', async () => {
		await askTimes(60);

		expect((await ask('one', '11111', 'wrong')).status).toBe(429);
		const client = clientOf(fake, { accountId: '11111', key: 'one', secret: 's' });
		expect((await client.post('/segments', { nonsense: 1 })).status).toBe(429);
	});

	it('can be changed, and removed', async () => {
		fake.rateLimit = 2;
		expect(await askTimes(5)).toBe(2);

		fake.rateLimit = Infinity;
		expect(await askTimes(100)).toBe(100);
	});

	describe('says when to retry', () => {
		const spec = { metrics: ['events'], start_time: '2026-01-14', end_time: '2026-01-15' };
		const query = () =>
			clientOf(fake, { accountId: '11111', key: 'one', secret: 's' }).post(
				'/analytics/query',
				spec,
			);
		const retryAfter = ({ headers }: { headers: object }) =>
			Object.entries(headers).find(([name]) => name === 'retry-after')?.[1];

		it('on analytics routes only', async () => {
			fake.rateLimit = 0;

			const [other, analytics] = [await ask(), await query()];

			expect([other.status, retryAfter(other)]).toEqual([429, undefined]);
			expect([analytics.status, retryAfter(analytics)]).toEqual([429, '1']);
			expect(analytics.headers).toMatchObject({
				'x-ratelimit-limit': '0',
				'x-ratelimit-remaining': '0',
				'x-ratelimit-reset': String(clock.now() / 1000 + 1),
			});
		});

		it.each([
			['all', ['1', '1']],
			['none', [undefined, undefined]],
		] as const)('on other routes as the setting says: %s', async (setting, expected) => {
			Object.assign(fake, { rateLimit: 0, retryAfter: setting });

			expect([retryAfter(await ask()), retryAfter(await query())]).toEqual(expected);
		});
	});

	describe('for analytics, per minute', () => {
		const spec = { metrics: ['events'], start_time: '2026-01-14', end_time: '2026-01-15' };
		const query = () =>
			clientOf(fake, { accountId: '11111', key: 'one', secret: 's' }).post(
				'/analytics/query',
				spec,
			);

		beforeEach(() => {
			Object.assign(fake, { analyticsWindow: 'minute', analyticsPerMinute: 2 });
			clock.advance(12_500);
		});

		it('resets at the end of the minute', async () => {
			const answers = [await query(), await query(), await query()];

			const resetAt = String(Date.UTC(2026, 0, 15, 12, 1) / 1000);
			expect(
				answers.map(({ status, headers }) => [
					status,
					headers['x-ratelimit-remaining'],
					headers['x-ratelimit-reset'],
					headers['retry-after'],
				]),
			).toEqual([
				[200, '1', resetAt, undefined],
				[200, '0', resetAt, undefined],
				[429, '0', resetAt, '48'],
			]);
			clock.advance(47_499);
			expect((await query()).status).toBe(429);
			clock.advance(1);
			expect((await query()).status).toBe(200);
		});

		it('counts no other routes, and analytics still count against the limit per second', async () => {
			for (let i = 0; i < 3; i += 1) await query();
			expect((await ask()).status).toBe(200);

			Object.assign(fake, { analyticsPerMinute: 100, rateLimit: 1 });
			const refused = await query();
			expect([refused.status, refused.headers['x-ratelimit-limit']]).toEqual([429, '1']);
		});
	});
});
