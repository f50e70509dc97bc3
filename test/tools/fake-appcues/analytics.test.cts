import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import {
	type FakeAppcues,
	smallAccount,
	startFakeAppcues,
} from '../../../dev/fake-appcues/index.cjs';
import { TestClock, clientOf } from './testClient.cjs';

const LAST_WEEK = { start_time: '2026-01-12', end_time: '2026-01-16' };
const COUNT = { ...LAST_WEEK, metrics: ['events', 'users'], dimensions: ['day'] };
const RAW = { ...LAST_WEEK, columns: ['timestamp', 'user_id', 'name'] };

describe('Analytics queries', () => {
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

	const query = async (spec: object) => (await client.post('/analytics/query', spec)).data;

	it('count events, users and groups by day, including empty days', async () => {
		expect(await query({ ...COUNT, start_time: '2026-01-11' })).toEqual([
			{ day: '2026-01-11', events: 0, users: 0 },
			{ day: '2026-01-12', events: 1, users: 1 },
			{ day: '2026-01-13', events: 1, users: 1 },
			{ day: '2026-01-14', events: 1, users: 1 },
			{ day: '2026-01-15', events: 4, users: 3 },
		]);
	});

	it.each([
		['week', ['2025-12-29', '2026-01-05', '2026-01-12'], [0, 1, 7]],
		['month', ['2025-12-01', '2026-01-01'], [0, 8]],
	])('count by %s', async (bucket, starts, events) => {
		const spec = { ...COUNT, start_time: '2025-12-31', metrics: ['events'], dimensions: [bucket] };

		expect(await query(spec)).toEqual(
			starts.map((start, i) => ({ [bucket]: start, events: events[i] })),
		);
	});

	it('count by name, sorted and limited', async () => {
		const spec = { ...COUNT, dimensions: ['name'], order_by: [['events', 'desc']], limit: 2 };

		expect(await query(spec)).toEqual([
			{ name: 'Created report', events: 3, users: 3 },
			{ name: 'Invited teammate', events: 1, users: 1 },
		]);
		expect(await query({ ...spec, offset: 4 })).toEqual([
			{ name: 'appcues:flow_started', events: 1, users: 1 },
		]);
	});

	it('count by two dimensions, with every bucket for each', async () => {
		const spec = { ...COUNT, start_time: '2026-01-14', metrics: ['events'] };

		expect(await query({ ...spec, dimensions: ['group_id', 'day'] })).toEqual([
			{ group_id: 'group-acme', day: '2026-01-14', events: 1 },
			{ group_id: 'group-acme', day: '2026-01-15', events: 2 },
			{ group_id: 'group-globex', day: '2026-01-14', events: 0 },
			{ group_id: 'group-globex', day: '2026-01-15', events: 2 },
		]);
	});

	it('count everything without a dimension, sessions from the context', async () => {
		const event = {
			userId: 'u',
			name: 'x',
			at: Date.UTC(2026, 0, 15),
			context: { session_id: 's' },
		};
		fake.account().people.addEvent(event);

		const metrics = ['events', 'groups', 'sessions'];
		expect(await query({ ...LAST_WEEK, metrics })).toEqual([{ events: 8, groups: 2, sessions: 1 }]);
		const nothing = { start_time: '2026-02-01', end_time: '2026-02-02', metrics: ['events'] };
		expect(await query(nothing)).toEqual([{ events: 0 }]);
		expect(await query({ ...nothing, dimensions: ['name'] })).toEqual([]);
	});

	it.each([
		['top', ['Created report']],
		['bottom', ['Invited teammate']],
	])('keep the %s of a dimension', async (direction, names) => {
		const spec = {
			...COUNT,
			dimensions: ['name'],
			conditions: [
				['name', 'not like', 'appcues:%'],
				['name', '!=', 'Signed up'],
			],
			rank_n: { n: 1, direction, dimension: 'name' },
		};

		expect((await query(spec)).map(({ name }: { name: string }) => name)).toEqual(names);
	});

	it('return raw rows, oldest first by default', async () => {
		const spec = { ...RAW, conditions: [['flow_id', '==', 'flow-welcome']] };

		const rows = await query(spec);
		expect(rows[0]).toEqual({
			timestamp: '2026-01-15T09:00:00.000Z',
			user_id: 'user-linus',
			name: 'appcues:flow_started',
		});
		expect(await query({ ...spec, order_by: [['timestamp', 'desc']] })).toEqual(rows.reverse());
	});

	it('use the days and times of the time zone', async () => {
		const zone = { timezone: 'America/New_York' };
		fake.account().people.addEvent({ userId: 'u', name: 'late', at: Date.UTC(2026, 0, 13, 4, 59) });

		const days = await query({ ...COUNT, ...zone, end_time: '2026-01-13' });
		expect(days).toEqual([{ day: '2026-01-12', events: 2, users: 2 }]);
		const rows = await query({ ...RAW, ...zone, conditions: [['name', '==', 'late']] });
		expect(rows[0].timestamp).toBe('2026-01-12T23:59:00.000-05:00');
	});

	it('return at most 1,000 rows, and say so', async () => {
		for (let i = 0; i < 1000; i += 1) {
			fake.account().people.addEvent({ userId: `u${i}`, name: 'Many', at: Date.UTC(2026, 0, 14) });
		}
		const spec = { ...RAW, conditions: [['name', '==', 'Many']] };
		const whole = await client.post('/analytics/query', spec);
		const cut = await client.post('/analytics/query', RAW);

		expect([whole.data.length, whole.headers['x-rows-truncated']]).toEqual([1000, undefined]);
		expect([cut.data.length, cut.headers['x-rows-truncated']]).toEqual([1000, 'true']);
	});

	it('report the rate limit, as no other route does', async () => {
		const { headers } = await client.post('/analytics/query', COUNT);
		const refused = await client.post('/analytics/query', {});
		const other = await client.get('/tags');
		fake.rateLimit = 0;
		const limited = await client.post('/analytics/query', COUNT);

		expect(headers).toMatchObject({
			'x-ratelimit-limit': '60',
			'x-ratelimit-remaining': '59',
			'x-ratelimit-reset': String(Date.UTC(2026, 0, 15, 12, 0, 1) / 1000),
		});
		expect([refused.status, refused.headers['x-ratelimit-remaining']]).toEqual([400, '58']);
		expect(other.headers).not.toHaveProperty('x-ratelimit-limit');
		expect([limited.status, limited.headers['x-ratelimit-remaining']]).toEqual([429, '0']);
	});

	it.each([
		['an unknown metric', { metrics: ['mrr'] }, "body.metrics.0: 'mrr' is unknown"],
		['an unknown dimension', { dimensions: ['plan'] }, 'body.dimensions.0: '],
		['event for name', { dimensions: ['event'] }, "body.dimensions.0: 'event' is unknown"],
		['a path into the attributes', { dimensions: ['attributes.plan'] }, 'body.dimensions.0: '],
		['NPS without a survey', { metrics: ['users', 'nps_promoters'] }, 'body.metrics.1: '],
		['two buckets', { dimensions: ['day', 'week'] }, 'body.dimensions: '],
		['columns beside them', { columns: ['name'] }, 'body.columns: '],
		['nothing to count', { metrics: undefined }, 'body.metrics: '],
		['an unknown field', { conditions: [['plan', '==', 1]] }, 'body.conditions.0.0: '],
		['an unknown operator', { conditions: [['name', '=', 1]] }, 'body.conditions.0.1: '],
		['another order', { order_by: [['name', 'asc']] }, 'body.order_by.0.0: '],
		['no direction', { order_by: [['day']] }, 'body.order_by.0: '],
		['no start', { start_time: undefined }, 'body.start_time: '],
		['an invalid start', { start_time: '2026-02-30' }, 'body.start_time: '],
		['an end in words', { end_time: 'now' }, 'body.end_time: '],
		['an end before the start', { end_time: '2026-01-12' }, 'body.end_time: '],
		['91 days', { end_time: '2026-04-13' }, 'of 91 days exceeds the 90-day maximum'],
		['an offset for a zone', { timezone: '01:00' }, 'body.timezone: '],
		['an unknown zone', { timezone: 'Mars' }, 'body.timezone: '],
		['another rank', { rank_n: { n: 1, direction: 'top', dimension: 'name' } }, 'body.rank_n.'],
		['an account', { account_id: '1' }, 'body.account_id: '],
		['a limit of 0', { limit: 0 }, 'body.limit: '],
	])('are refused with %s', async (_, changes, detail) => {
		const { status, data } = await client.post('/analytics/query', { ...COUNT, ...changes });

		expect([status, data.detail]).toEqual([400, expect.stringContaining(detail)]);
	});

	it('can cover 90 days', async () => {
		const spec = { ...COUNT, end_time: '2026-04-12' };

		expect(await query(spec)).toHaveLength(90);
	});
});
