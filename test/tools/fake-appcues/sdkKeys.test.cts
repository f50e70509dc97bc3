import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import { type FakeAppcues, startFakeAppcues } from '../../../dev/fake-appcues/index.cjs';
import { TestClock, clientOf } from './testClient.cjs';

const OK = { status: 200, title: 'OK' };

describe('The account', () => {
	let fake: FakeAppcues;
	let client: AxiosInstance;

	beforeEach(async () => {
		fake = await startFakeAppcues({ clock: new TestClock() });
		client = clientOf(fake);
	});

	afterEach(async () => {
		await fake.close();
		expect(fake.violations).toEqual([]);
	});

	describe('has SDK keys', () => {
		it('that are created with a name, with or without a tag field', async () => {
			const { status, data } = await client.post('/sdk_keys', { name: 'Phone' });
			await client.post('/sdk_keys', { name: 'Site', tag_field: 'plan' });

			expect(status).toBe(201);
			expect(data).toEqual({
				id: expect.stringMatching(/^sdk-key-/),
				name: 'Phone',
				tag_field: null,
				enforcement_mode: false,
				secure_data_ingest: false,
				created_at: '2026-01-15T12:00:00.000Z',
				key: expect.any(String),
			});
			const list = (await client.get('/sdk_keys')).data;
			expect(list[1]).toEqual(data);
			expect(list[2]).toMatchObject({ name: 'Site', tag_field: 'plan' });
		});

		it('up to 5', async () => {
			for (let i = 0; i < 4; i += 1) await client.post('/sdk_keys', { name: `Key ${i}` });

			const { status, data } = await client.post('/sdk_keys', { name: 'One too many' });

			expect([status, data.detail]).toEqual([400, 'an account may have at most 5 SDK keys']);
			expect(fake.account().sdkKeys.size).toBe(5);
		});

		it('that are deleted once', async () => {
			const [id = ''] = fake.account().sdkKeys.keys();

			expect((await client.delete(`/sdk_keys/${id}`)).data).toEqual(OK);
			expect((await client.delete(`/sdk_keys/${id}`)).status).toBe(404);
			expect((await client.get('/sdk_keys')).data).toEqual([]);
		});

		it.each(['enforcement_mode', 'secure_data_ingest'] as const)('with a %s', async (mode) => {
			const [[id, key] = []] = fake.account().sdkKeys;
			const on = await client.post(`/sdk_keys/${id}/${mode}/enable`);

			expect(on.data).toEqual(OK);
			expect(key?.isOn(mode)).toBe(true);
			expect((await client.get('/sdk_keys')).data[0]).toMatchObject({
				enforcement_mode: mode === 'enforcement_mode',
				secure_data_ingest: mode === 'secure_data_ingest',
			});
			await client.post(`/sdk_keys/${id}/${mode}/disable`);
			expect(key?.isOn(mode)).toBe(false);
		});

		it.each([
			['/sdk_keys', {}, 400],
			['/sdk_keys', { name: '' }, 400],
			['/sdk_keys', { name: 'a', mode: 'b' }, 400],
			['/sdk_keys/nope/enforcement_mode/enable', undefined, 404],
			['/sdk_keys/nope/secure_data_ingest/off', undefined, 404],
		])('and refuses POST %s %j', async (url, body, expected) => {
			expect((await client.post(url, body)).status).toBe(expected);
		});
	});

	describe('has ingestion filtering rules', () => {
		const RULES = [{ mode: 'allow', kind: 'attribute', names: ['plan'] }, { whatever: 1 }];

		it('that are replaced as a whole', async () => {
			const { status, data } = await client.post('/ingestion_filtering_rules', RULES);

			expect([status, data]).toEqual([200, RULES]);
			expect((await client.get('/ingestion_filtering_rules')).data).toEqual(RULES);
			expect(fake.account().ingestionRules).toEqual(RULES);
			await client.post('/ingestion_filtering_rules', []);
			expect(fake.account().ingestionRules).toEqual([]);
		});

		it('in an object if set to; accepted in either shape', async () => {
			fake.rulesShape = 'object';

			expect((await client.post('/ingestion_filtering_rules', RULES)).data).toEqual({
				rules: RULES,
			});
			await client.post('/ingestion_filtering_rules', { rules: [{}] });
			expect((await client.get('/ingestion_filtering_rules')).data).toEqual({ rules: [{}] });
		});

		it.each([[['x']], [{}], [{ rules: 'x' }], [{ rules: [], more: 1 }]])(
			'but not %j',
			async (body) => {
				expect((await client.post('/ingestion_filtering_rules', body)).status).toBe(400);
				expect(fake.account().ingestionRules).toHaveLength(1);
			},
		);
	});
});
