import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FakeAppcues, startFakeAppcues } from './index.cjs';
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

	it('lets 60 requests a second through and answers 429 to the next', async () => {
		expect(await askTimes(60)).toBe(60);

		const answer = await ask();

		expect(answer.status).toBe(429);
		expect(answer.headers['retry-after']).toBe('1');
		expect(answer.data).toEqual({
			error: true,
			status: 429,
			title: 'Too Many Requests',
			detail: 'more than 60 requests per second for account 11111',
		});
	});

	it('looks back one second from each request', async () => {
		await askTimes(40);
		clock.advance(600);
		await askTimes(20);
		expect((await ask()).status).toBe(429);

		clock.advance(399);
		expect((await ask()).status).toBe(429);
		clock.advance(1);
		expect(await askTimes(41)).toBe(40);
	});

	it('holds for all keys of an account together', async () => {
		await askTimes(60);

		expect((await ask('two')).status).toBe(429);
	});

	it('holds for each account on its own', async () => {
		await askTimes(60);

		expect((await ask('other', '22222')).status).toBe(200);
	});

	it('comes before the credentials and the body', async () => {
		await askTimes(60);

		expect((await ask('one', '11111', 'wrong')).status).toBe(429);
		const client = clientOf(fake, { accountId: '11111', key: 'one', secret: 's' });
		expect((await client.post('/segments', { nonsense: 1 })).status).toBe(429);
	});

	it('can be set, and lifted', async () => {
		fake.rateLimit = 2;
		expect(await askTimes(5)).toBe(2);

		fake.rateLimit = Infinity;
		expect(await askTimes(100)).toBe(100);
	});
});
