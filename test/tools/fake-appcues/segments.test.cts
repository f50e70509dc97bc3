import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import { type FakeAppcues, startFakeAppcues } from '../../../dev/fake-appcues/index.cjs';
import { TestClock, clientOf } from './testClient.cjs';

describe('Segments and tags', () => {
	let fake: FakeAppcues;
	let client: AxiosInstance;
	let clock: TestClock;

	beforeEach(async () => {
		clock = new TestClock();
		fake = await startFakeAppcues({ clock });
		client = clientOf(fake);
	});

	afterEach(async () => {
		await fake.close();
		expect(fake.violations).toEqual([]);
	});

	it('lists segments as a bare array', async () => {
		const { status, data } = await client.get('/segments');

		expect(status).toBe(200);
		expect(data.map(({ name }: { name: string }) => name)).toEqual([
			'Customers from CRM',
			'Power users',
			'Trial accounts',
		]);
	});

	it('shows the audit fields of a segment, but not its members', async () => {
		expect((await client.get('/segments/seg-crm-customers')).data).toEqual({
			id: 'seg-crm-customers',
			name: 'Customers from CRM',
			description: 'Filled from the CRM by n8n',
			url: expect.stringContaining('/segments/seg-crm-customers'),
			created_at: '2026-01-15T12:00:00.000Z',
			created_by: 'fake-appcues',
			updated_at: '2026-01-15T12:00:00.000Z',
			updated_by: 'fake-appcues',
		});
	});

	it('creates a segment: 201, and it exists', async () => {
		const { status, data } = await client.post('/segments', { name: 'New', description: 'Why' });

		expect(status).toBe(201);
		expect(data).toMatchObject({ name: 'New', description: 'Why' });
		expect((await client.get(`/segments/${data.id}`)).data).toEqual(data);
		expect(fake.account().segment(data.id).members.size).toBe(0);
	});

	it('creates a second segment with the same name', async () => {
		const first = await client.post('/segments', { name: 'Twin' });
		const second = await client.post('/segments', { name: 'Twin' });

		expect(second.status).toBe(201);
		expect(second.data.id).not.toBe(first.data.id);
	});

	it('changes the given fields and keeps the others', async () => {
		clock.advance(60_000);

		const { status, data } = await client.patch('/segments/seg-crm-customers', { name: 'CRM' });

		expect(status).toBe(200);
		expect(data).toMatchObject({
			name: 'CRM',
			description: 'Filled from the CRM by n8n',
			created_at: '2026-01-15T12:00:00.000Z',
			updated_at: '2026-01-15T12:01:00.000Z',
		});
		expect((await client.get('/segments/seg-crm-customers')).data).toEqual(data);
	});

	it('deletes a segment; a second request gets 404', async () => {
		const first = await client.delete('/segments/seg-trial');
		const second = await client.delete('/segments/seg-trial');

		expect([first.status, first.data]).toEqual([200, { status: 200, title: 'OK' }]);
		expect(second.status).toBe(404);
		expect(fake.account().segments.has('seg-trial')).toBe(false);
	});

	it.each([
		['get', '/segments/nope', undefined],
		['patch', '/segments/nope', { name: 'x' }],
		['delete', '/segments/nope', undefined],
		['post', '/segments/nope/add_user_ids', { user_ids: ['u'] }],
		['post', '/segments/nope/remove_user_ids', { user_ids: ['u'] }],
	])('responds 404 to %s %s and starts no job', async (method, url, data) => {
		const answer = await client.request({ method, url, data });

		expect(answer.status).toBe(404);
		expect(answer.data).toEqual({
			error: true,
			status: 404,
			title: 'Not Found',
			detail: 'segment not found',
		});
		expect(fake.account().jobs.size).toBe(0);
	});

	it('separates the segments of accounts', async () => {
		const other = await startFakeAppcues({
			accounts: [{ id: '654321', keys: [{ key: 'k', secret: 's' }] }],
		});

		const answer = await clientOf(other, { accountId: '654321', key: 'k', secret: 's' }).get(
			'/segments',
		);

		expect(answer.data).toEqual([]);
		await other.close();
	});

	it('decodes an ID in the path once', async () => {
		const id = 'odd/../id %2F ü';
		const odd = await startFakeAppcues({
			accounts: [
				{ id: '123456', keys: [{ key: 'k', secret: 's' }], segments: [{ id, name: 'Odd' }] },
			],
		});

		const { data } = await clientOf(odd, { key: 'k', secret: 's' }).get(
			`/segments/${encodeURIComponent(id)}`,
		);

		expect(data.id).toBe(id);
		await odd.close();
	});

	it('treats an encoded path as an unknown segment', async () => {
		const answer = await client.get('/segments/..%2F..%2Ftags');

		expect(answer.data.detail).toBe('segment not found');
		expect(fake.requests('GET', '/segments/../../tags')).toHaveLength(1);
	});

	it('lists tags and returns one', async () => {
		const { data: tags } = await client.get('/tags');

		expect(tags).toHaveLength(3);
		expect(tags[0]).toEqual({
			id: 'tag-onboarding',
			name: 'Onboarding',
			created_at: '2026-01-15T12:00:00.000Z',
			created_by: 'fake-appcues',
			updated_at: '2026-01-15T12:00:00.000Z',
			updated_by: 'fake-appcues',
			url: expect.any(String),
		});
		expect((await client.get('/tags/tag-onboarding')).data).toEqual(tags[0]);
		expect((await client.get('/tags/nope')).data.detail).toBe('tag not found');
	});
});
