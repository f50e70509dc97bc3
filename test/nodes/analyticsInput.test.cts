import { describe, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { first } from '../../dev/elements.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesAnalytics';

const query = (rest: IDataObject = {}): IDataObject => ({
	operation: 'query',
	metrics: 'users',
	timeRange: 'custom',
	startTime: '2026-11-01T00:00:00Z',
	endTime: '2026-11-15T00:00:00Z',
	...rest,
});

const json = (specJson: unknown): IDataObject => ({
	operation: 'query',
	queryMode: 'json',
	specJson: specJson as string,
});

const exported = (rest: IDataObject = {}): IDataObject => ({
	...query(),
	operation: 'export',
	waitForCompletion: false,
	...rest,
});

/** The first day of 2020, as it is sent. */
const SECONDS = { start_time: '2020-01-01T00:00:00Z', end_time: '2020-01-02T00:00:00Z' };

/** The body of the only request. */
async function sent(parameters: IDataObject, input?: IDataObject[]) {
	const run = await appcues.run({ type, parameters, input });
	expect(run.error).toBeUndefined();
	expect(appcues.fake.log).toHaveLength(1);
	return first(appcues.fake.log).body as IDataObject;
}

/** The engine's workflows have n8n's default time zone. */
const WORKFLOW_ZONE = 'America/New_York';

describe.each(['query', 'export'])('%s requests', (operation) => {
	const asked = (rest: IDataObject = {}) => exported({ ...rest, operation });

	it('only the defaults', async () => {
		expect(await sent(asked())).toEqual({
			metrics: ['users'],
			conditions: [],
			start_time: '2026-11-01T00:00:00Z',
			end_time: '2026-11-15T00:00:00Z',
			timezone: WORKFLOW_ZONE,
		});
	});

	it('everything that is set', async () => {
		const body = await sent(
			asked({
				metrics: ' events, users ,,events',
				dimensions: '={{ ["day", "name"] }}',
				columns: 'left over from Raw Rows',
				conditions: {
					condition: [{ field: 'name', operator: 'notLike', value: 'appcues:%' }],
				},
				returnAll: false,
				limit: 1000,
				options: {
					offset: 20,
					orderBy: 'users desc, day',
					timezone: ' Europe/Berlin ',
				},
			}),
		);
		expect(body).toEqual({
			metrics: ['events', 'users'],
			dimensions: ['day', 'name'],
			conditions: [['name', 'not like', 'appcues:%']],
			order_by: [
				['users', 'desc'],
				['day', 'asc'],
			],
			start_time: '2026-11-01T00:00:00Z',
			end_time: '2026-11-15T00:00:00Z',
			timezone: 'Europe/Berlin',
			limit: 1000,
			offset: 20,
		});
	});

	it.each([
		['a day', '2026-11-01T00:00:00Z', '2026-11-01T23:59:59.999Z', '00:00:00Z', '2T00:00:00Z'],
		[
			'the time after it',
			'2026-11-01T23:59:59.999Z',
			'2026-11-02T09:00:00.5Z',
			'2T00:',
			'09:00:01Z',
		],
		['a part of a second', '2026-11-01T09:00:00.2Z', '2026-11-01T09:00:00.8Z', ':00Z', '09:00:01Z'],
		['a tick', '2026-11-01T09:00:00.000Z', '2026-11-01T09:00:00.001Z', '09:00:00Z', '09:00:01Z'],
	])('whole seconds, none of them lost: %s', async (_, startTime, endTime, start, end) => {
		const specJson = { columns: ['name'], start_time: startTime, end_time: endTime };
		for (const parameters of [
			asked({ startTime, endTime }),
			{ ...asked(), ...json(JSON.stringify(specJson)), operation },
		]) {
			await appcues.run({ type, parameters });
			const { start_time, end_time } = appcues.fake.log.at(-1)?.body as IDataObject;
			expect(String(start_time)).toContain(start);
			expect(String(end_time)).toContain(end);
		}
	});

	it('raw rows, without the metrics of the other mode', async () => {
		const body = await sent(asked({ queryMode: 'raw', columns: '["user_id", "name"]' }));
		expect(body).toMatchObject({ columns: ['user_id', 'name'] });
		expect(Object.keys(body)).not.toContain('metrics');
	});

	it.each([
		[undefined, '2026-11-16T05:00:00Z', '2026-11-23T05:00:00Z'],
		['Asia/Tokyo', '2026-11-15T15:00:00Z', '2026-11-22T15:00:00Z'],
	])('a time range in the time zone of the query: %s', async (timezone, start, end) => {
		jest.setSystemTime(new Date('2026-11-25T15:30:00Z'));
		const options = timezone === undefined ? {} : { timezone };
		expect(await sent(asked({ timeRange: 'lastWeek', options }))).toMatchObject({
			start_time: start,
			end_time: end,
		});
	});

	it.each([
		[{ startTime: '2026-11-01', endTime: '2026-11-02T12:00' }, 'T04:00', 'T17:00'],
		[
			{
				startTime: '2026-11-01',
				endTime: '2026-11-02T12:00',
				options: { timezone: 'Asia/Tokyo' },
			},
			'T15:00',
			'T03:00',
		],
	])('times without a zone in the time zone of the query: %j', async (rest, start, end) => {
		const body = await sent(asked(rest));
		expect(String(body.start_time)).toContain(start);
		expect(String(body.end_time)).toContain(end);
	});
});

describe('Query accepts', () => {
	it.each([
		['90 days', '2026-06-01', '2026-08-30'],
		[
			'90 days on the calendar, with an hour more where clocks are set back',
			'2026-09-01',
			'2026-11-30',
		],
	])('%s', async (_, startTime, endTime) => {
		const run = await appcues.run({ type, parameters: query({ startTime, endTime }) });
		expect(appcues.fake.requests('POST', '/analytics/query')).toHaveLength(1);
		expect(run.error?.message ?? '').not.toContain('days apart');
	});

	it.each([
		['an object that an expression gives', '={{ $json.spec }}'],
		['text', '{ "columns": ["name"], "start_time": "2020-01-01", "end_time": "2020-01-02" }'],
	])('JSON as %s, and adds nothing', async (_, specJson) => {
		const spec = { columns: ['name'], start_time: '2020-01-01', end_time: '2020-01-02' };
		expect(await sent(json(specJson), [{ spec }])).toEqual({ ...spec, ...SECONDS });
	});

	it.each([
		['2020-01-01T00:00:00Z', '2020-01-02T00:00:00Z', {}],
		['={{ DateTime.fromISO("2020-01-01T05:30:00.000+05:30") }}', '2020-01-02 00:00', {}],
		['2019-12-31T19:00:00.000-05:00', '2020-01-01T23:59:59.999Z', {}],
		['2020-01-01T09:00', ' 2020-01-02T09:00:00 ', { timezone: 'Asia/Tokyo' }],
		['2019-12-31T23:59:59.001Z', 1_577_923_200, {}],
		['1577836800', '2020-01-02T00:00:00+0000', { timezone: 'Mars/Olympus' }],
	])('times in JSON in any form, sent as whole seconds of UTC: %p, %p', async (from, to, more) => {
		const text = (time: unknown) =>
			typeof time === 'string' && time.startsWith('=') ? time.slice(4, -3) : JSON.stringify(time);
		const spec = `{ columns: ["name"], start_time: ${text(from)}, end_time: ${text(to)} }`;
		const specJson = `={{ Object.assign(${spec}, ${JSON.stringify(more)}) }}`;
		const run = await appcues.run({ type, parameters: json(specJson) });
		if (!('timezone' in more)) expect(run.error).toBeUndefined();
		expect(first(appcues.fake.log).body).toMatchObject(SECONDS);
	});

	it('JSON alone, even with invalid times in the other modes', async () => {
		const spec = { columns: ['name'], start_time: '2020-01-01', end_time: '2020-01-02' };
		const parameters = { ...json(JSON.stringify(spec)), metrics: '', startTime: 'never' };
		expect(await sent(parameters)).toEqual({ ...spec, ...SECONDS });
	});
});

describe('Export accepts', () => {
	it('any number of days and rows', async () => {
		const body = await sent(
			exported({ startTime: '2020-01-01', returnAll: false, limit: 5_000_000 }),
		);
		expect(body).toMatchObject({ start_time: '2020-01-01T05:00:00Z', limit: 5_000_000 });
	});

	it('no format, because there is only one', () => {
		const { properties } = appcues.engine.description(type);
		expect(properties.map(({ name }) => name)).not.toContain('format');
	});
});

describe('invalid input is refused before anything is sent', () => {
	it.each([
		[query({ queryMode: '={{ "sum" }}' }), "'Query Mode' has an invalid value"],
		[query({ metrics: '' }), "'Metrics' is empty"],
		[query({ metrics: '={{ $json.nothing }}' }), "'Metrics' is empty"],
		[query({ metrics: '={{ [1] }}' }), "'Metrics' contains something other than a name"],
		[query({ dimensions: '={{ { day: true } }}' }), "'Dimensions' contains"],
		[query({ queryMode: 'raw' }), "'Columns' is empty"],
		[query({ queryMode: 'raw', columns: ' , ' }), "'Columns' is empty"],
		[query({ startTime: '' }), "'Start Time' is empty"],
		[query({ startTime: 'yesterday' }), `'Start Time' is "yesterday", which is not a time`],
		[query({ endTime: '' }), "'End Time' is empty"],
		[query({ endTime: '2026-02-30' }), "'End Time'"],
		[query({ endTime: '2026-11-01T00:00:00Z' }), "is not after 'Start Time'"],
		[query({ startTime: '2026-01-01' }), '317.8 days apart, and a query spans 90 at most'],
		[query({ conditionsMode: 'json', conditionsJson: '[["a", "=", 1]]' }), '"="'],
		[query({ options: { timezone: 'Mars/Olympus' } }), `'Time Zone' is "Mars/Olympus"`],
		[query({ options: { timezone: '+01:00' } }), `'Time Zone' is "+01:00"`],
		[query({ options: { timezone: '={{ [] }}' } }), "'Time Zone' is an array"],
		[query({ returnAll: false, limit: 1001 }), "'Limit' is 1001"],
		[query({ returnAll: false, limit: 0 }), "'Limit' is 0"],
		[query({ options: { offset: -1 } }), "'Offset' is -1"],
		[query({ options: { orderBy: 'users down' } }), `'Order By' contains "users down"`],
		[query({ options: { orderBy: '={{ { users: "desc" } }}' } }), "'Order By' contains"],
		[json('{}'), "'Query (JSON)' is empty"],
		[json(' '), "'Query (JSON)' is empty"],
		[json('[1]'), "'Query (JSON)' is not a JSON object"],
		[json('{ "metrics": '), "'Query (JSON)' is not valid JSON"],
		[json('{ "account_id": "1" }'), "'Query (JSON)' contains account_id"],
		[exported({ endTime: '' }), "'End Time' is empty"],
		[exported({ output: '={{ "pdf" }}' }), "'Output' has an invalid value"],
		[exported({ waitForCompletion: true, options: { timeout: 0 } }), "'Timeout (Seconds)'"],
		[exported({ queryMode: 'json', specJson: '{"account_id":1}' }), 'account_id'],
	])('%j', async (parameters, message) => {
		const run = await appcues.run({ type, parameters });
		expect(run.error?.message).toContain(message);
		expect(run.error?.description).not.toBe('');
		expect(appcues.fake.log).toEqual([]);
	});

	it('with the item in the message', async () => {
		const run = await appcues.run({
			type,
			parameters: query({ options: { timezone: '={{ $json.zone }}' } }),
			input: [{ zone: 'UTC' }, { zone: 'Atlantis' }],
		});
		expect(run.error).toMatchObject({ item: 1 });
		expect(appcues.fake.log).toEqual([]);
	});
});
