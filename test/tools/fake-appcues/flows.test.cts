import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import { type FakeAppcues, startFakeAppcues } from '../../../dev/fake-appcues/index.cjs';
import { TestClock, clientOf } from './testClient.cjs';

describe('Flows', () => {
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

	it('are listed as a bare array, published or not', async () => {
		const { status, data } = await client.get('/flows');

		expect(status).toBe(200);
		expect(data.map(({ name, published }: Record<string, unknown>) => [name, published])).toEqual([
			['Welcome tour', true],
			['Invite your team', true],
			['New: reports', false],
			['Exit survey', false],
		]);
	});

	it('have their tags in both forms', async () => {
		expect((await client.get('/flows/flow-invite')).data).toEqual({
			id: 'flow-invite',
			name: 'Invite your team',
			published: true,
			frequency: 'every_time',
			tag_ids: ['tag-onboarding', 'tag-growth'],
			tags: { 'tag-onboarding': true, 'tag-growth': true },
			url: expect.stringContaining('/flows/flow-invite'),
			created_at: '2026-01-15T12:00:00.000Z',
			created_by: 'fake-appcues',
			updated_at: '2026-01-15T12:00:00.000Z',
			updated_by: 'fake-appcues',
		});
	});

	it.each([
		['publish', 'flow-survey', true],
		['unpublish', 'flow-welcome', false],
	])('%s immediately', async (action, id, published) => {
		clock.advance(60_000);

		const { status, data } = await client.post(`/flows/${id}/${action}`);

		expect([status, data]).toEqual([200, { status: 200, title: 'OK' }]);
		expect(fake.account().flow(id).published).toBe(published);
		expect((await client.get(`/flows/${id}`)).data).toMatchObject({
			published,
			updated_at: '2026-01-15T12:01:00.000Z',
		});
	});

	it('can be published again without a change', async () => {
		clock.advance(60_000);

		expect((await client.post('/flows/flow-welcome/publish')).status).toBe(200);
		expect((await client.get('/flows/flow-welcome')).data).toMatchObject({
			published: true,
			updated_at: '2026-01-15T12:00:00.000Z',
		});
	});

	it('accept no body with an action', async () => {
		const { status, data } = await client.post('/flows/flow-survey/publish', {});

		expect([status, data.detail]).toEqual([400, 'body: the operation takes none']);
		expect(fake.account().flow('flow-survey').published).toBe(false);
	});

	it.each([
		['get', '/flows/nope'],
		['post', '/flows/nope/publish'],
		['post', '/flows/nope/unpublish'],
	])('respond 404 to %s %s', async (method, url) => {
		const { status, data } = await client.request({ method, url });

		expect([status, data.detail]).toEqual([404, 'flow not found']);
	});

	it('cannot be filtered or paged', async () => {
		expect((await client.get('/flows?published=true')).status).toBe(400);
	});
});
