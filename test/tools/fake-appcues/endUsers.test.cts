import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import {
	type FakeAppcues,
	smallAccount,
	startFakeAppcues,
} from '../../../dev/fake-appcues/index.cjs';
import { TestClock, clientOf } from './testClient.cjs';

const OK = { status: 200, title: 'OK' };

describe('The profile of an end user', () => {
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

	const profile = (id: string) => fake.account().users.get(id);

	it('is a flat object', async () => {
		const { status, data } = await client.get('/users/user-tim/profile');

		expect(status).toBe(200);
		expect(data).toEqual({
			email: 'tim@acme.example',
			plan: 'trial',
			role: 'editor',
			mrr: null,
			beta: false,
		});
	});

	it('responds 404 for an unknown user, or is empty if set to', async () => {
		const missing = await client.get('/users/nobody/profile');
		fake.unknownUser = 'empty';
		const empty = await client.get('/users/nobody/profile');

		expect([missing.status, missing.data.detail]).toEqual([404, 'user not found']);
		expect([empty.status, empty.data]).toEqual([200, {}]);
	});

	it('is merged immediately, and keeps other properties', async () => {
		const { status, data } = await client.patch('/users/user-tim/profile', {
			plan: 'pro',
			mrr: 99.5,
			seen: null,
		});

		expect([status, data]).toEqual([200, OK]);
		expect(profile('user-tim')).toEqual({
			email: 'tim@acme.example',
			plan: 'pro',
			role: 'editor',
			mrr: 99.5,
			beta: false,
			seen: null,
		});
	});

	it('keeps every value unchanged: null is not "", and "7" is not 7', async () => {
		const values = {
			none: null,
			blank: '',
			text: '7',
			number: 7,
			no: false,
			tiny: 1e-7,
			__proto__x: 1,
		};

		await client.patch('/users/user-tim/profile', values);

		expect(profile('user-tim')).toMatchObject(values);
	});

	it('silently ignores objects and arrays', async () => {
		const { status } = await client.patch('/users/user-tim/profile', {
			plan: { name: 'pro' },
			tags: ['a'],
			city: 'Oslo',
		});

		expect(status).toBe(200);
		expect(profile('user-tim')).toMatchObject({ plan: 'trial', city: 'Oslo' });
		expect(profile('user-tim')).not.toHaveProperty('tags');
	});

	it('is created for an unknown user', async () => {
		expect((await client.patch('/users/newcomer/profile', { plan: 'free' })).status).toBe(200);
		expect((await client.get('/users/newcomer/profile')).data).toEqual({ plan: 'free' });
	});

	it('can have a property with any name', async () => {
		await client.patch('/users/newcomer/profile', '{"__proto__":"x","constructor":"y"}', {
			headers: { 'content-type': 'application/json' },
		});

		expect(Object.entries(profile('newcomer') ?? {})).toEqual([
			['__proto__', 'x'],
			['constructor', 'y'],
		]);
	});

	it.each(['a b', 'a/b', '100%', '#1', 'who?', 'ünï 🙂', 'mail@x.io', '..%2F', 'x'.repeat(1000)])(
		'belongs to any user ID: %s',
		async (id) => {
			await client.patch(`/users/${encodeURIComponent(id)}/profile`, { plan: 'free' });

			expect(profile(id)).toEqual({ plan: 'free' });
			expect((await client.get(`/users/${encodeURIComponent(id)}/profile`)).status).toBe(200);
		},
	);

	it('is deleted by a job, while the user’s events stay', async () => {
		const { status, data } = await client.delete('/users/user-ada/profile');

		expect(status).toBe(202);
		expect(data).toMatchObject({ status: 202, title: 'Accepted', job_id: expect.any(String) });
		expect(profile('user-ada')).toBeDefined();
		clock.advance(1000);
		expect(profile('user-ada')).toBeUndefined();
		expect((await client.get(`/jobs/${data.job_id}`)).data).toMatchObject({
			status: 'COMPLETED',
			events: [{}, { attributes: { deleted: 1 } }],
		});
		expect((await client.get('/users/user-ada/events')).data).toHaveLength(3);
		expect((await client.delete('/users/user-ada/profile')).status).toBe(404);
	});

	it('responds 404 when an unknown user is deleted', async () => {
		expect((await client.delete('/users/nobody/profile')).status).toBe(404);
		expect(fake.account().jobs.size).toBe(0);
	});

	it.each([
		['a list', ['plan', 'pro'], 'body: '],
		['a text', '"pro"', 'body: '],
	])('accepts no %s', async (_, body, named) => {
		const { status, data } = await client.patch('/users/user-tim/profile', body, {
			headers: { 'content-type': 'application/json' },
		});

		expect([status, data.detail]).toEqual([400, expect.stringContaining(named)]);
	});
});

describe('The events of an end user', () => {
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

	const events = (query = '', user = 'user-ada') => client.get(`/users/${user}/events${query}`);
	const track = (body: unknown, user = 'user-ada') => client.post(`/users/${user}/events`, body);
	const event = (changes: object = {}) => ({
		name: 'Clicked',
		timestamp: '2026-01-15T11:59:30.000Z',
		...changes,
	});

	it('are listed, newest first', async () => {
		const { status, data } = await events();

		expect(status).toBe(200);
		expect(data.map(({ name }: { name: string }) => name)).toEqual([
			'Invited teammate',
			'Created report',
			'Signed up',
		]);
		expect(data[1]).toEqual({
			name: 'Created report',
			timestamp: '2026-01-13T12:00:00.000Z',
			attributes: { report: 'Churn', rows: 1200, shared: true },
			group_id: 'group-acme',
		});
	});

	it('are 100 at most, or as many as requested', async () => {
		for (let at = 0; at < 150; at += 1) {
			fake.account().people.addEvent({ userId: 'busy', name: `Event ${at}`, at });
		}

		expect((await events('', 'busy')).data).toHaveLength(100);
		expect((await events('?limit=150', 'busy')).data).toHaveLength(150);
		expect((await events('?limit=2', 'busy')).data).toMatchObject([
			{ name: 'Event 149' },
			{ name: 'Event 148' },
		]);
	});

	it.each([
		['UTC', '2026-01-15T11:15:00.000Z'],
		['Europe/Berlin', '2026-01-15T12:15:00.000+01:00'],
		['Asia/Kolkata', '2026-01-15T16:45:00.000+05:30'],
		['00:00', '2026-01-15T11:15:00.000Z'],
		['-05:00', '2026-01-15T06:15:00.000-05:00'],
		['02:30', '2026-01-15T13:45:00.000+02:30'],
	])('use the time zone %s', async (zone, timestamp) => {
		const { data } = await events(`?time_zone=${encodeURIComponent(zone)}`);

		expect(data[0].timestamp).toBe(timestamp);
	});

	it.each([
		['?limit=0', 'query.limit'],
		['?limit=-1', 'query.limit'],
		['?limit=1.5', 'query.limit'],
		['?limit=many', 'query.limit'],
		['?limit=0x10', 'query.limit'],
		['?limit=1e2', 'query.limit'],
		['?limit=%205', 'query.limit'],
		['?limit=true', 'query.limit'],
		['?limit=1&limit=2', 'query.limit'],
		['?limit=', 'query.limit'],
		['?time_zone=Mars', 'query.time_zone'],
		['?time_zone=', 'query.time_zone'],
		['?timezone=UTC', 'query.timezone'],
		['?page=2', 'query.page'],
	])('are refused for %s, which the message names', async (query, named) => {
		const { status, data } = await events(query);

		expect([status, data.detail]).toEqual([400, expect.stringContaining(`${named}: `)]);
	});

	it('of an unknown user get 404, or an empty array if set to', async () => {
		expect((await events('', 'nobody')).status).toBe(404);
		fake.unknownUser = 'empty';
		expect((await events('', 'nobody')).data).toEqual([]);
	});

	it('are added immediately, even for a user without a profile', async () => {
		const { status, data } = await track(
			event({ attributes: { a: [1] }, group_id: 'g1', context: { url: '/home' } }),
			'newcomer',
		);

		expect([status, data]).toEqual([200, OK]);
		expect((await events('', 'newcomer')).data).toEqual([
			{
				name: 'Clicked',
				timestamp: '2026-01-15T11:59:30.000Z',
				attributes: { a: [1] },
				group_id: 'g1',
				context: { url: '/home' },
			},
		]);
		expect(fake.account().events.at(-1)).toMatchObject({ userId: 'newcomer', groupId: 'g1' });
	});

	it('get a 202 if set to, without a job', async () => {
		fake.activityStatus = 202;

		const { status, data } = await track(event());

		expect([status, data]).toEqual([202, { status: 202, title: 'Accepted' }]);
		expect(fake.account().jobs.size).toBe(0);
		expect((await events()).data).toHaveLength(4);
	});

	it('accept times in any zone', async () => {
		await track(event({ timestamp: '2026-01-15T13:00:00+02:00' }));

		expect(fake.account().events.at(-1)?.at).toBe(Date.UTC(2026, 0, 15, 11));
	});

	it.each([
		['no name', { name: undefined }, 'body.name'],
		['an empty name', { name: '' }, 'body.name'],
		['a name of 128 characters', { name: 'x'.repeat(128) }, 'body.name'],
		['no timestamp', { timestamp: undefined }, 'body.timestamp'],
		['seconds for a timestamp', { timestamp: 1768478400 }, 'body.timestamp'],
		['a date without a time', { timestamp: '2026-01-15' }, 'body.timestamp'],
		['a time without a zone', { timestamp: '2026-01-15T12:00:00' }, 'body.timestamp'],
		['a day that does not exist', { timestamp: '2026-02-30T12:00:00Z' }, 'body.timestamp'],
		['a list of attributes', { attributes: [] }, 'body.attributes'],
		['an empty group', { group_id: '' }, 'body.group_id'],
		['a user', { user_id: 'user-ada' }, 'body.user_id'],
	])('are refused with %s', async (_, changes, named) => {
		const { status, data } = await track(event(changes));

		expect([status, data.detail]).toEqual([400, expect.stringContaining(`${named}: `)]);
		expect((await events()).data).toHaveLength(3);
	});

	it('can have a name of 127 characters', async () => {
		expect((await track(event({ name: 'ü'.repeat(127) }))).status).toBe(200);
	});
});
