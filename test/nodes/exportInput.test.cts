import { describe, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { first } from '../../dev/elements.cjs';
import { presetRange } from '../../nodes/shared/util/presetRange';
import { useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesExport';

const events = (rest: IDataObject = {}) => ({
	operation: 'events',
	timeRange: 'custom',
	startTime: '2026-11-01T00:00:00Z',
	waitForCompletion: false,
	...rest,
});

const members = (rest: IDataObject = {}) => ({
	operation: 'segmentMembers',
	segmentId: { __rl: true, mode: 'id', value: 'seg-power-users' },
	waitForCompletion: false,
	...rest,
});

/** Returns the body of the only request. */
async function sent(parameters: IDataObject, input?: IDataObject[]) {
	const run = await appcues.run({ type, parameters, input });
	expect(run.error).toBeUndefined();
	expect(appcues.fake.log).toHaveLength(1);
	return first(appcues.fake.log).body as IDataObject;
}

describe('Events requests', () => {
	it('only the defaults', async () => {
		expect(await sent(events())).toEqual({
			format: 'json',
			start_time: '2026-11-01T00:00:00.000Z',
			conditions: [],
		});
	});

	it('everything that is set', async () => {
		const body = await sent(
			events({
				endTime: '2026-11-02T00:00:00+01:00',
				conditions: {
					condition: [
						{ field: ' name ', operator: 'equals', value: 'Signed up' },
						{ field: 'user_id', operator: 'notIn', value: 'user-1, user-2' },
					],
				},
				output: 'file',
				format: 'csv',
				returnAll: false,
				limit: 10,
				options: { email: ' ada@example.com ', offset: 0, timeZone: '-05:00' },
			}),
		);
		expect(body).toEqual({
			format: 'csv',
			start_time: '2026-11-01T00:00:00.000Z',
			end_time: '2026-11-01T23:00:00.000Z',
			conditions: [
				['name', '==', 'Signed up'],
				['user_id', 'not in', ['user-1', 'user-2']],
			],
			email: 'ada@example.com',
			limit: 10,
			offset: 0,
			time_zone: '-05:00',
		});
	});

	it.each([
		['a Date', '={{ new Date(Date.UTC(2026, 10, 3)) }}'],
		['a luxon time', '={{ DateTime.fromISO("2026-11-03T01:00:00", { zone: "UTC+1" }) }}'],
		['a text with an offset', '2026-11-02T19:00:00-05:00'],
	])('the start that %s names', async (_, startTime) => {
		expect((await sent(events({ startTime }))).start_time).toBe('2026-11-03T00:00:00.000Z');
	});

	it.each([
		['yesterday', '2026-11-24T05:00:00.000Z', '2026-11-25T05:00:00.000Z'],
		['lastWeek', '2026-11-16T05:00:00.000Z', '2026-11-23T05:00:00.000Z'],
		['={{ "last" + "Month" }}', '2026-10-01T04:00:00.000Z', '2026-11-01T04:00:00.000Z'],
	])("the time range %s in the workflow's time zone", async (timeRange, start, end) => {
		jest.setSystemTime(new Date('2026-11-25T15:30:00Z'));
		const body = await sent(events({ timeRange, startTime: 'ignored', endTime: 'ignored' }));
		expect([body.start_time, body.end_time]).toEqual([start, end]);
	});

	it('the last seven days by default, the same for every item', async () => {
		const parameters = { operation: 'events', waitForCompletion: false };
		const before = Date.now();
		await appcues.run({ type, parameters, input: [{}, {}] });
		const ranges = appcues.fake
			.requests('POST', '/export/events')
			.map(({ body }) => body as Record<'start_time' | 'end_time', string>);
		expect(ranges).toHaveLength(2);
		expect(ranges[1]).toEqual(ranges[0]);
		const end = Date.parse(first(ranges).end_time);
		expect(end).toBeGreaterThanOrEqual(before);
		expect(end).toBeLessThanOrEqual(Date.now());
		const { start } = presetRange('last7Days', end, 'America/New_York');
		expect(Date.parse(first(ranges).start_time)).toBe(start);
	});

	it('the start of each item', async () => {
		await appcues.run({
			type,
			parameters: events({ startTime: '={{ $json.from }}' }),
			input: [{ from: '2026-11-01' }, { from: '2026-11-02' }],
		});
		const starts = appcues.fake.log.map(({ body }) => (body as IDataObject).start_time);
		expect(new Set(starts).size).toBe(2);
	});

	it('the conditions that JSON names', async () => {
		const body = await sent(
			events({
				conditionsMode: 'json',
				conditionsJson: '[["name", "LIKE", "%signed%"], ["identity.mrr", "gte", 5]]',
			}),
		);
		expect(body.conditions).toEqual([
			['name', 'like', '%signed%'],
			['identity.mrr', '>=', 5],
		]);
	});

	it('a list of values from an expression', async () => {
		const body = await sent(
			events({
				conditions: {
					condition: [{ field: 'user_id', operator: 'in', value: '={{ $json.ids }}' }],
				},
			}),
			[{ ids: ['user-1', 'a, b'] }],
		);
		expect(body.conditions).toEqual([['user_id', 'in', ['user-1', 'a, b']]]);
	});
});

describe('Segment Members requests', () => {
	it('only the defaults', async () => {
		expect(await sent(members())).toEqual({ format: 'json' });
		expect(first(appcues.fake.log).path).toContain(
			'/segments/seg-power-users/segment_membership_export',
		);
	});

	it.each([
		[' plan, mrr ,,plan', ['plan', 'mrr']],
		['={{ ["plan", "a, b"] }}', ['plan', 'a, b']],
		['["plan", "a, b"]', ['plan', 'a, b']],
	])('the properties %j', async (propertyNames, property_names) => {
		const body = await sent(members({ options: { propertyNames } }));
		expect(body).toEqual({ format: 'json', property_names });
	});

	it('a segment by its URL', async () => {
		const value = 'https://studio.appcues.com/segments/seg-trial/settings';
		await sent(members({ segmentId: { __rl: true, mode: 'url', value } }));
		expect(first(appcues.fake.log).path).toContain('/segments/seg-trial/');
	});

	it('shows a list of segments', async () => {
		const { results } = await appcues.engine.search(
			type,
			'searchSegments',
			appcues.credentials(),
			'power',
		);
		expect(results).toEqual([{ name: 'Power users', value: 'seg-power-users' }]);
	});
});

describe('invalid input is refused before anything is sent', () => {
	it.each([
		[events({ timeRange: '={{ "today" }}' }), "'Time Range' has an invalid value"],
		[events({ timeRange: '={{ $json.nothing }}' }), "'Time Range' has an invalid value"],
		[events({ startTime: '={{ $json.nothing }}' }), "'Start Time' is empty"],
		[events({ startTime: 'yesterday' }), `'Start Time' is "yesterday", which is not a time`],
		[events({ startTime: '2026-02-30' }), "'Start Time'"],
		[events({ endTime: 'soon' }), "'End Time'"],
		[events({ endTime: '2026-11-01T00:00:00Z' }), "is not after 'Start Time'"],
		[events({ endTime: '2026-10-01' }), "'End Time'"],
		[events({ conditionsMode: 'json', conditionsJson: '[["a", "=", 1]]' }), '"="'],
		[events({ conditionsMode: 'json', conditionsJson: '{"a": 1}' }), "'Conditions (JSON)'"],
		[
			events({ conditions: { condition: [{ field: '', operator: 'equals', value: 'x' }] } }),
			"Condition 1 in 'Conditions'",
		],
		[events({ returnAll: false, limit: 0 }), "'Limit' is 0"],
		[events({ options: { offset: -1 } }), "'Offset' is -1"],
		[events({ options: { offset: 1.5 } }), "'Offset' is 1.5"],
		[events({ options: { email: 'ada' } }), `'Email' is "ada"`],
		[events({ output: '={{ "pdf" }}' }), "'Output' has an invalid value"],
		[events({ output: 'file', format: '={{ "xml" }}' }), "'Format' has an invalid value"],
		[events({ waitForCompletion: true, options: { timeout: 0 } }), "'Timeout (Seconds)'"],
		[members({ segmentId: { __rl: true, mode: 'id', value: ' ' } }), "'Segment' is empty"],
		[members({ segmentId: { __rl: true, mode: 'id', value: '..' } }), "'Segment'"],
		[members({ options: { propertyNames: '={{ [1] }}' } }), "'Property Names'"],
		[members({ options: { propertyNames: '={{ { a: 1 } }}' } }), "'Property Names'"],
	])('%j', async (parameters, message) => {
		const run = await appcues.run({ type, parameters });
		expect(run.error?.message).toContain(message);
		expect(run.error?.description).not.toBe('');
		expect(appcues.fake.log).toEqual([]);
	});

	it('with the item in the message', async () => {
		const run = await appcues.run({
			type,
			parameters: events({ startTime: '={{ $json.from }}' }),
			input: [{ from: '2026-11-01' }, { from: 'never' }],
		});
		expect(run.error).toMatchObject({ item: 1 });
		expect(appcues.fake.log).toEqual([]);
	});
});
