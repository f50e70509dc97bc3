import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { first } from '../../dev/elements.cjs';
import { SECRET, useAppcues, useFastTime } from '../support/appcues.cjs';
import { describeEveryOperation } from '../support/everyOperation.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesAnalytics';

/** The time range of all events in the demo account, which were made when the fake started. */
const RANGE = {
	timeRange: 'custom',
	startTime: '={{ $now.minus({ days: 60 }) }}',
	endTime: '={{ $now }}',
};

const query = (rest: IDataObject = {}): IDataObject => ({
	operation: 'query',
	metrics: ['events'],
	...RANGE,
	...rest,
});

const raw = (rest: IDataObject = {}): IDataObject => ({
	operation: 'query',
	queryMode: 'raw',
	columns: ['timestamp', 'user_id', 'name'],
	...RANGE,
	...rest,
});

const condition = (field: string, operator: string, value: unknown) => ({
	conditions: { condition: [{ field, operator, value }] },
});

async function run(parameters: IDataObject, rest: Partial<Parameters<typeof appcues.run>[0]> = {}) {
	const outcome = await appcues.run({ type, parameters, ...rest });
	expect(outcome.everything).not.toContain(SECRET);
	return outcome;
}

/** Adds this many events, one minute ago. */
function addEvents(count: number) {
	const at = Date.now() - 60_000;
	for (let i = 0; i < count; i += 1) {
		appcues.fake.account().people.addEvent({ userId: `u${i}`, name: 'Many', at });
	}
}

describeEveryOperation(appcues, type);

describe('Query', () => {
	it('counts by dimensions, one item for each row, paired with its input item', async () => {
		const outcome = await run(
			query({
				metrics: ['events', 'users'],
				dimensions: ['name'],
				options: { orderBy: 'events desc, name' },
			}),
		);
		expect(outcome.error).toBeUndefined();
		expect(outcome.json()).toEqual([
			{ name: 'Signed up', events: 4, users: 4 },
			{ name: 'Created report', events: 3, users: 3 },
			{ name: 'Invited teammate', events: 1, users: 1 },
			{ name: 'appcues:flow_completed', events: 1, users: 1 },
			{ name: 'appcues:flow_started', events: 1, users: 1 },
		]);
		expect(outcome.paired()).toEqual(Array(5).fill([0]));
		expect(outcome.hints).toEqual([]);
	});

	it('counts everything without dimensions', async () => {
		expect((await run(query())).json()).toEqual([{ events: 10 }]);
	});

	it('lists raw rows, sorted and limited', async () => {
		const options = { orderBy: 'timestamp desc', offset: 1 };
		const rows = (await run(raw({ options, returnAll: false, limit: 3 }))).json();
		expect(rows).toHaveLength(3);
		expect(Object.keys(first(rows))).toEqual(['timestamp', 'user_id', 'name']);
		const times = rows.map(({ timestamp }) => String(timestamp));
		expect(times).toEqual([...times].sort().reverse());
	});

	it.each([
		[condition('name', 'equals', 'Signed up'), 4],
		[condition('user_id', 'in', 'user-ada, user-tim'), 5],
		[{ conditionsMode: 'json', conditionsJson: '[["name", "ilike", "%REPORT"]]' }, 3],
		[condition('name', 'equals', 'Nothing of the kind'), 0],
	])('lists the rows that meet %j', async (rest, count) => {
		const outcome = await run(raw(rest));
		expect(outcome.error).toBeUndefined();
		expect(outcome.json()).toHaveLength(count);
	});

	it('sends one query per item, each with its own values', async () => {
		const parameters = query({
			queryMode: '={{ $json.mode }}',
			columns: '={{ $json.columns }}',
			dimensions: '={{ $json.by }}',
			...condition('user_id', 'equals', '={{ $json.user }}'),
			specJson: '={{ $json.spec }}',
		});
		const spec = { metrics: ['users'], start_time: '2020-01-01', end_time: '2020-02-01' };
		const input = [
			{ mode: 'aggregate', by: 'user_id', user: 'user-grace' },
			{ mode: 'raw', columns: ['user_id'], user: 'user-ada' },
			{ mode: 'aggregate', by: ['name', 'user_id'], user: 'nobody' },
			{ mode: 'json', spec },
		];
		const outcome = await run(parameters, { input });
		expect(outcome.error).toBeUndefined();
		expect(outcome.json()).toEqual([
			{ user_id: 'user-grace', events: 2 },
			...Array(3).fill({ user_id: 'user-ada' }),
			{ users: 0 },
		]);
		expect(outcome.paired()).toEqual([[0], [1], [1], [1], [3]]);
		expect(appcues.fake.requests('POST', '/analytics/query')).toHaveLength(4);
	});

	it('sends JSON as it is, with its rank and times in UTC', async () => {
		const spec = {
			metrics: ['events'],
			dimensions: ['name'],
			rank_n: { n: 1, direction: 'top', dimension: 'name' },
			start_time: new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10),
			end_time: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
		};
		const specJson = JSON.stringify(spec, null, 2);
		const outcome = await run({ operation: 'query', queryMode: 'json', specJson });
		expect(outcome.error).toBeUndefined();
		expect(outcome.json()).toHaveLength(1);
		const [start_time, end_time] = [spec.start_time, spec.end_time].map(
			(day) => `${day}T00:00:00Z`,
		);
		expect(first(appcues.fake.log).body).toEqual({ ...spec, start_time, end_time });
	});

	it('hints at missing rows, and where to get them', async () => {
		addEvents(1000);
		const outcome = await run(raw());
		expect(outcome.json()).toHaveLength(1000);
		expect(outcome.hints).toEqual([expect.stringMatching(/first 1,000 rows.*'Export Analytics'/)]);
		const cut = await run(raw({ returnAll: false, limit: 1000 }));
		expect([cut.json().length, cut.hints]).toEqual([1000, []]);
	});

	it('shows one hint for rows missing in several responses, and excludes failed items', async () => {
		addEvents(1000);
		const outcome = await run(raw({ columns: '={{ $json.columns }}' }), {
			input: [{ columns: 'name' }, { columns: 'plan' }, { columns: 'user_id' }],
			onError: 'continueErrorOutput',
		});
		expect(outcome.json(0)).toHaveLength(2000);
		expect(outcome.hints).toHaveLength(1);
		expect(outcome.json(1)).toEqual([
			expect.objectContaining({ columns: 'plan', error: expect.stringContaining("'plan'") }),
		]);
	});

	it("shows Appcues' message about an unknown name", async () => {
		const outcome = await run(query({ metrics: 'mrr' }));
		expect(outcome.error).toMatchObject({
			name: 'NodeApiError',
			message: expect.stringMatching(/^Appcues refused the request: .*body\.metrics\.0: 'mrr'/),
		});
		expect(outcome.error?.description).toContain('POST /v2/accounts/123456/analytics/query');
	});

	it.each([
		{ status: 503 },
		{ status: 500 },
		{ reset: 'after' as const },
		{ reset: 'before' as const },
	])('is retried after %j, because it is idempotent', async (fault) => {
		appcues.fake.fault({ path: '/analytics/query', ...fault });
		const outcome = await run(query());
		expect(outcome.error).toBeUndefined();
		expect(outcome.json()).toEqual([{ events: 10 }]);
	});

	it.each([{ garbage: 'html' as const }, { status: 200, body: { rows: [], more: [] } }])(
		'reports a response that is not an array of rows (%j)',
		async (fault) => {
			appcues.fake.fault({ path: '/analytics/query', times: Infinity, ...fault });
			const outcome = await run(query());
			expect(outcome.error?.message).toContain('Appcues returned something other than');
		},
	);
});
