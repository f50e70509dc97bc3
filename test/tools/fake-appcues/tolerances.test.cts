import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import { EXPERIENCE_TYPES } from '../../../dev/fake-appcues/model/experienceTypes.cjs';
import {
	type FakeAppcues,
	smallAccount,
	startFakeAppcues,
} from '../../../dev/fake-appcues/index.cjs';
import { TestClock, clientOf } from './testClient.cjs';

describe('Lists', () => {
	let fake: FakeAppcues;
	let client: AxiosInstance;

	beforeEach(async () => {
		fake = await startFakeAppcues({ accounts: [smallAccount()], clock: new TestClock() });
		client = clientOf(fake);
	});

	afterEach(async () => {
		await fake.close();
		expect(fake.violations).toEqual([]);
	});

	const LISTS = [
		...['flows', 'segments', 'tags', 'jobs', 'sdk_keys', 'users/user-ada/events'],
		...Object.keys(EXPERIENCE_TYPES),
	];

	it.each(LISTS)(
		'of %s are bare arrays, or wrapped in an object that holds exactly one array',
		async (path) => {
			fake.account().startJob('any', () => ({}));
			const bare = (await client.get(`/${path}`)).data;
			fake.listShape = 'wrapped';
			const wrapped = (await client.get(`/${path}`)).data;

			expect(bare).toEqual(expect.any(Array));
			expect(bare).not.toHaveLength(0);
			expect(Object.values(wrapped)).toEqual([bare]);
		},
	);

	it('are the only responses that are wrapped: not objects, not analytics rows', async () => {
		fake.listShape = 'wrapped';
		const spec = { metrics: ['events'], start_time: '2026-01-14', end_time: '2026-01-15' };

		expect((await client.get('/tags/tag-growth')).data).toMatchObject({ id: 'tag-growth' });
		expect((await client.post('/analytics/query', spec)).data).toEqual([{ events: 1 }]);
	});
});
