import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { type FakeAppcues, startFakeAppcues } from '../../../dev/fake-appcues/index.cjs';
import { clientOf } from './testClient.cjs';

describe('Credentials', () => {
	let fake: FakeAppcues;

	beforeEach(async () => {
		fake = await startFakeAppcues({
			accounts: [
				{
					id: '11111',
					keys: [
						{ key: 'writer', secret: 's1' },
						{ key: 'reader', secret: 's2', permissions: 'read' },
						{ key: 'retired', secret: 's3', disabled: true },
						{ key: 'colons', secret: 'a:b:ü' },
					],
					segments: [{ id: 'seg', name: 'Segment' }],
				},
				{ id: '222222', keys: [{ key: 'stranger', secret: 's4' }] },
			],
		});
	});

	afterEach(async () => {
		await fake.close();
		expect(fake.violations).toEqual([]);
	});

	const as = (key: string, secret: string, accountId = '11111') =>
		clientOf(fake, { accountId, key, secret });

	it('accept the key and secret of the account', async () => {
		expect((await as('writer', 's1').get('/tags')).status).toBe(200);
		expect((await as('stranger', 's4', '222222').get('/tags')).status).toBe(200);
	});

	it('accept colons and other characters in a secret', async () => {
		const authorization = `Basic ${Buffer.from('colons:a:b:ü').toString('base64')}`;
		const url = `${fake.url}/v2/accounts/11111/tags`;

		expect((await axios.get(url, { headers: { authorization } })).status).toBe(200);
	});

	it.each([400, 403] as const)('respond %d instead if set to', async (status) => {
		fake.badCredentials = status;

		expect((await as('writer', 'wrong').get('/tags')).status).toBe(status);
		expect((await as('writer', 's1').get('/tags')).status).toBe(200);
	});

	it.each([
		['no credentials', undefined],
		['a Bearer token', 'Bearer d3JpdGVyOnMx'],
		['Basic without anything', 'Basic '],
		['Basic that is not base64', 'Basic writer:s1'],
		['an unknown key', `Basic ${btoa('nobody:s1')}`],
		['a wrong secret', `Basic ${btoa('writer:s2')}`],
		['an empty secret', `Basic ${btoa('writer:')}`],
	])('respond 401 to %s', async (_, authorization) => {
		const answer = await axios.get(`${fake.url}/v2/accounts/11111/tags`, {
			headers: authorization === undefined ? {} : { authorization },
			validateStatus: () => true,
		});

		expect(answer.status).toBe(401);
		expect(answer.headers['content-type']).toContain('application/json');
		expect(answer.data).toEqual({
			error: true,
			status: 401,
			title: 'Unauthorized',
			detail: expect.any(String),
		});
	});

	it('respond 403 to a disabled key', async () => {
		const answer = await as('retired', 's3').get('/tags');

		expect(answer.status).toBe(403);
		expect(answer.data).toEqual({
			error: true,
			status: 403,
			title: 'Forbidden',
			detail: 'the API key is disabled',
		});
	});

	it('respond 403 as soon as a key is disabled', async () => {
		for (const key of fake.account('11111').keys) key.disabled = true;

		expect((await as('writer', 's1').get('/tags')).status).toBe(403);
	});

	it.each(['222222', '33333'])('respond 403 to a valid key in account %s', async (accountId) => {
		const answer = await as('writer', 's1', accountId).get('/tags');

		expect(answer.status).toBe(403);
		expect(answer.data.detail).toContain('another account');
	});

	it('allow a read key to read', async () => {
		expect((await as('reader', 's2').get('/segments')).status).toBe(200);
	});

	it.each([
		['post', '/segments', { name: 'New' }],
		['patch', '/segments/seg', { name: 'New' }],
		['delete', '/segments/seg', undefined],
		['post', '/segments/seg/add_user_ids', { user_ids: ['u'] }],
	])('respond 403 to a read key that wants to %s %s', async (method, url, data) => {
		const answer = await as('reader', 's2').request({ method, url, data });

		expect(answer.status).toBe(403);
		expect(answer.data.detail).toContain('only read');
		expect([...fake.account('11111').segments.keys()]).toEqual(['seg']);
		expect(fake.account('11111').segment('seg').name).toBe('Segment');
	});

	it('are checked before the body', async () => {
		const answer = await as('writer', 'wrong').post('/segments', { nonsense: true });

		expect(answer.status).toBe(401);
	});

	it('must belong to an account ID like those of Appcues', async () => {
		await expect(startFakeAppcues({ accounts: [{ id: 'acme', keys: [] }] })).rejects.toThrow(
			"Account ID 'acme'",
		);
	});
});
