import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { atLeast, first } from '../../dev/elements.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';

/** Times as real data has them, everywhere a user can enter one. */

const appcues = useAppcues();
useFastTime();

type Run = Awaited<ReturnType<typeof appcues.run>>;

const event = { user_id: 'u-1', name: 'Contract Signed' };

const importEvents = async (input: IDataObject[], parameters: IDataObject = {}) =>
	await appcues.run({
		type: 'appcuesImport',
		parameters: { operation: 'events', source: 'items', ...parameters },
		input,
	});

const track = async (timestamp: string, json: IDataObject = {}) =>
	await appcues.run({
		type: 'appcuesImport',
		parameters: {
			operation: 'userActivity',
			userId: 'user-ada',
			eventName: 'Signed',
			options: { timestamp },
		},
		input: [json],
	});

const exportEvents = async (parameters: IDataObject, json: IDataObject = {}) =>
	await appcues.run({
		type: 'appcuesExport',
		parameters: {
			operation: 'events',
			timeRange: 'custom',
			startTime: '2026-01-01T00:00:00Z',
			waitForCompletion: false,
			...parameters,
		},
		input: [json],
	});

const analytics = async (parameters: IDataObject, json: IDataObject = {}) =>
	await appcues.run({
		type: 'appcuesAnalytics',
		parameters: {
			operation: 'query',
			metrics: 'users',
			timeRange: 'custom',
			startTime: '2026-11-01T00:00:00Z',
			endTime: '2026-11-02T00:00:00Z',
			...parameters,
		},
		input: [json],
	});

const spec = async (times: IDataObject) =>
	await analytics({
		queryMode: 'json',
		specJson: JSON.stringify({
			metrics: ['users'],
			start_time: '2026-11-01',
			end_time: '2026-11-02',
			...times,
		}),
	});

/** Each place where a time can come from data, with its name in messages. */
const PLACES: Array<[place: string, run: (time: unknown) => Promise<Run>]> = [
	[
		"'timestamp'",
		async (timestamp) => await importEvents([{ ...event, timestamp } as IDataObject]),
	],
	["'Timestamp'", async (at) => await track('={{ $json.at }}', { at } as IDataObject)],
	[
		"'Start Time'",
		async (at) => await exportEvents({ startTime: '={{ $json.at }}' }, { at } as IDataObject),
	],
	[
		"'End Time'",
		async (at) => await exportEvents({ endTime: '={{ $json.at }}' }, { at } as IDataObject),
	],
	[
		"'Start Time'",
		async (at) => await analytics({ startTime: '={{ $json.at }}' }, { at } as IDataObject),
	],
	[
		"'End Time'",
		async (at) =>
			await analytics({ operation: 'export', endTime: '={{ $json.at }}' }, { at } as IDataObject),
	],
	["start_time in 'Query (JSON)'", async (at) => await spec({ start_time: at } as IDataObject)],
	["end_time in 'Query (JSON)'", async (at) => await spec({ end_time: at } as IDataObject)],
];

/** A time of each kind that must not be read as another one. */
const NO_TIMES: Array<[value: unknown, meant: string]> = [
	[46_205, '2026-07-02'],
	[46_205.847_222_222_22, '2026-07-02T20:20:00'],
	['46205.5', '2026-07-02T12:00:00'],
	[20_261_123, '2026-11-23'],
	['20261123', '2026-11-23'],
	[2026, '2026-01-01'],
	['2026', '2026-01-01'],
	[202_611_231_015, '2026-11-23T10:15:00'],
	[20_261_123_101_530, '2026-11-23T10:15:30'],
	['20261123101530123', '2026-11-23T10:15:30'],
	['20261123 10:15', '2026-11-23T10:15:00'],
	['10/19/2022 12:01', '2022-10-19T12:01:00'],
	['19/10/2022', '2022-10-19'],
	['10/19/22 1:05 PM', '2022-10-19T13:05:00'],
	['10/19/2022, 12:05:06 AM', '2022-10-19T00:05:06'],
	['10/19/2022, 1:05:06\u202fPM', '2022-10-19T13:05:06'],
	['05/06/2022', '2022-05-06'],
	['19.10.2022 12:01:02', '2022-10-19T12:01:02'],
	['19-10-2022', '2022-10-19'],
	['2022/10/19 9:01', '2022-10-19T09:01:00'],
	['2022-1-9', '2022-01-09'],
	['Oct 19, 2022', '2022-10-19'],
	['October 9, 2022 1:05 PM', '2022-10-09T13:05:00'],
	['19 Oct 2022 12:01', '2022-10-19T12:01:00'],
	['19-OCT-22', '2022-10-19'],
	['Wednesday, October 19, 2022', '2022-10-19'],
	['Wed Oct 19 12:01:02 2022', '2022-10-19T12:01:02'],
	['Wed, 19 Oct 2022 12:01:00 GMT', '2022-10-19T12:01:00.000Z'],
	['Wed, 19 Oct 2022 12:01:00 +0200 (CEST)', '2022-10-19T10:01:00.000Z'],
	['Wed Oct 19 12:01:00 +0000 2022', '2022-10-19T12:01:00.000Z'],
	['Wed Oct 19 2022 12:01:00 GMT+0000 (Coordinated Universal Time)', '2022-10-19T12:01:00.000Z'],
	['2022-10-19 12:01:00.184708 UTC', '2022-10-19T12:01:00.184Z'],
	['2022-10-19 14:01:00 +0200 UTC', '2022-10-19T12:01:00.000Z'],
	['1.666180860184708E9', '2022-10-19T12:01:00.185Z'],
	[1_768_478_400_123_456_800, '2026-01-15T12:00:00.123Z'],
	[{ _seconds: 1_768_478_400, _nanoseconds: 0 }, '2026-01-15T12:00:00.000Z'],
	[{ dateTime: '2026-01-15T12:00:00.0000000', timeZone: 'UTC' }, '2026-01-15T12:00:00.000Z'],
	[{ dateTime: '2026-01-15T12:00:00' }, '2026-01-15T12:00:00'],
];

describe('a value that is not a time', () => {
	it.each(NO_TIMES)('%p: the remedy names the date and converts it', async (value, meant) => {
		const refused = await importEvents([{ ...event, timestamp: value } as IDataObject]);
		expect(refused.error?.message).toMatch(/^'timestamp' is .*, which is not a time$/);
		expect(refused.error?.item).toBe(0);
		expect(appcues.fake.log).toEqual([]);
		const remedy = refused.error?.description ?? '';
		expect(remedy).toContain(`: ${meant}.`);
		const [, expression = ''] =
			/in an Edit Fields node before this one.*?: (\{\{.+?\}\})/.exec(remedy) ?? [];
		const converted = await track(`=${expression}`, { timestamp: value } as IDataObject);
		const iso = /T/.test(meant) ? meant : `${meant}T00:00:00`;
		const utc = new Date(/Z$/.test(iso) ? iso : `${iso}Z`).getTime();
		const second = (time: number) => Math.floor(time / 1000);
		expect(converted.error).toBeUndefined();
		expect(second(Date.parse(String(first(converted.json()).timestamp)))).toBe(second(utc));
		expect(converted.hints).toEqual([]);
	});

	it('explains how to read a date with an ambiguous day and month', async () => {
		const refused = await importEvents([{ ...event, timestamp: '05/06/2022 10:00' }]);
		const remedy = refused.error?.description ?? '';
		expect(remedy).toMatch(/'M\/d\/yyyy H:mm'.*For the other order, use 'd\/M\/yyyy H:mm'$/);
	});

	it.each([
		[0.5, 'the time of day 12:00:00 from a spreadsheet, without its date'],
		['12:01', 'a time of day without a date'],
		['1.66618E+09', 'a number that a spreadsheet has shortened'],
		['0000-00-00 00:00:00', 'a date that means "no date"'],
		['0001-01-01T00:00:00', 'a date that means "no date"'],
		['1/1/1970', 'a date that means "no date"'],
		['12/30/1899', 'a date that means "no date"'],
	])('%p: the remedy says what it is', async (timestamp, what) => {
		const refused = await importEvents([{ ...event, timestamp }]);
		expect(refused.error?.description).toContain(`It looks like ${what}`);
		expect(appcues.fake.log).toEqual([]);
	});

	it.each(['Invalid DateTime', '[object Object]', 'NaN', 'undefined', '#REF!'])(
		'%p: the remedy points to the expression',
		async (timestamp) => {
			const refused = await importEvents([{ ...event, timestamp }]);
			expect(refused.error?.message).toContain(`"${timestamp}", which is not a time`);
			expect(refused.error?.description).toContain('an empty or mistyped value');
		},
	);

	it('is named by its field, as an expression reads it', async () => {
		const nested = await importEvents([{ ...event, deal: { 'closed on': 46_205 } }], {
			timestampField: 'deal.closed on',
		});
		expect(nested.error?.message).toContain("'deal.closed on' is 46205");
		expect(nested.error?.description).toContain('$json.deal["closed on"] * 86400');
		const dotted = await importEvents([{ ...event, 'a.b': 2026 }], { timestampField: 'a.b' });
		expect(dotted.error?.description).toContain('Number($json["a.b"])');
	});

	it('is named by an example when the expression does more than read a field', async () => {
		const refused = await track('={{ $json.deal.closed * 1 }}', { deal: { closed: 46_205 } });
		expect(refused.error?.description).toContain('Math.round($json.date * 86400)');
	});

	it('gets no expression when it was typed', async () => {
		const refused = await track('46205.5');
		expect(refused.error?.message).toBe(`'Timestamp' is "46205.5", which is not a time`);
		expect(refused.error?.description).toContain(
			'Write it as 2026-07-02T12:00:00Z, with your time zone in place of Z.',
		);
	});

	it.each(PLACES)('is refused as %s, whatever it looks like', async (place, run) => {
		for (const [value] of NO_TIMES) {
			const { error } = await run(value);
			expect(error?.message).toMatch(/is .*, which is not a time$/);
			expect(error?.message?.startsWith(place)).toBe(true);
			expect(error?.description).not.toBe('');
		}
		expect(appcues.fake.log).toEqual([]);
	});

	it.each(PLACES.filter(([place]) => !place.includes('JSON')))(
		'is refused as %s, if it is in 1970',
		async (_, run) => {
			for (const value of ['1970-01-01T00:00:46.205Z', '1970-01-21 11:14:38+00']) {
				const { error } = await run(value);
				expect(error?.message).toMatch(/"1970.*", which comes from a number in the wrong unit$/);
			}
			expect(appcues.fake.log).toEqual([]);
		},
	);

	it('only stops one item when the node continues on its error output', async () => {
		const run = await appcues.run({
			type: 'appcuesImport',
			parameters: { operation: 'events', source: 'items' },
			input: [
				{ ...event, timestamp: 46_205 },
				{ ...event, timestamp: 1_768_478_400 },
			],
			onError: 'continueErrorOutput',
		});
		expect(run.json(1)).toEqual([
			expect.objectContaining({ error: "'timestamp' is 46205, which is not a time" }),
		]);
		expect(run.paired(0)).toEqual([[1]]);
	});
});

describe('a Unix time', () => {
	it.each([
		1_768_478_400,
		1_768_478_400_000,
		1_768_478_400_000_000,
		'1768478400',
		'1768478400000000000',
	])('of %p is the same moment everywhere', async (value) => {
		const iso = '2026-01-15T12:00:00.000Z';
		await importEvents([{ ...event, timestamp: value }]);
		await track('={{ $json.at }}', { at: value });
		await exportEvents({ startTime: '={{ $json.at }}' }, { at: value });
		await analytics(
			{ operation: 'export', startTime: '={{ $json.at }}', waitForCompletion: false },
			{ at: value },
		);
		await spec({ start_time: value, end_time: 1_768_564_800 });
		const bodies = appcues.fake.log.flatMap(({ body }) => (body ?? []) as IDataObject[]);
		const times = bodies.map(({ timestamp, start_time }) => timestamp ?? start_time);
		// Analytics accepts whole seconds, so its times have no fraction.
		const sent = times.filter((time) => time !== undefined).map(String);
		expect(sent.map((time) => new Date(time).toISOString())).toEqual(Array(5).fill(iso));
	});
});

describe('the hint for times without a time zone', () => {
	/** The engine's workflows have n8n's default time zone. */
	const ZONE = 'America/New_York';
	const zonelessHints = ({ hints }: Run) => hints.filter((hint) => hint.includes('no time zone'));

	it('is shown once for all events, with the zone and the first of them', async () => {
		const run = await importEvents([
			{ ...event, timestamp: '2026-01-15T12:00:00Z' },
			{ ...event, timestamp: '2026-01-15 12:00:00.123' },
			{ ...event, timestamp: '2026-01-16' },
		]);
		expect(run.error).toBeUndefined();
		expect(zonelessHints(run)).toEqual([
			`Some times have no time zone and were read in ${ZONE}. Add the zone if they mean another one. Found in 'timestamp' (2 items, first item 1: "2026-01-15 12:00:00.123").`,
		]);
		const [{ body }] = atLeast(1, appcues.fake.requests('POST', '/import/events'));
		expect((body as IDataObject[]).map(({ timestamp }) => timestamp)).toEqual([
			'2026-01-15T12:00:00.000Z',
			'2026-01-15T17:00:00.123Z',
			'2026-01-16T05:00:00.000Z',
		]);
	});

	it.each([
		[
			'Track Event',
			"'Timestamp'",
			async () => await track('={{ $json.at }}', { at: '2026-01-15' }),
		],
		[
			'Export Events',
			"'End Time'",
			async () => await exportEvents({ endTime: '={{ $json.at }}' }, { at: '2026-01-15T12:00' }),
		],
	])('%s: names the time zone of the workflow', async (_, place, run) => {
		const [hint] = zonelessHints(await run());
		expect(hint).toContain(`read in ${ZONE}.`);
		expect(hint).toContain(`Found in ${place}`);
	});

	it('Analytics: names the time zone of the query', async () => {
		const run = await analytics(
			{
				startTime: '={{ $json.from }}',
				endTime: '={{ $json.to }}',
				options: { timezone: 'Asia/Tokyo' },
			},
			{ from: '2026-11-01', to: '2026-11-02' },
		);
		expect(run.error).toBeUndefined();
		expect(zonelessHints(run)).toEqual([
			expect.stringContaining(
				'read in Asia/Tokyo. Add the zone if they mean another one. Found in \'Start Time\' (item 0: "2026-11-01"), \'End Time\' (item 0: "2026-11-02").',
			),
		]);
	});

	it.each([
		// The values of n8n's date picker, and of n8n's own clock in an expression.
		'2026-11-23T10:00:00',
		'2026-11-23',
		'={{ $now.minus({ days: 3 }).toISODate() }}',
		'={{ $today.toFormat("yyyy-MM-dd HH:mm") }}',
		'={{ `${$now.toISODate()}` }}',
		'={{ $now }}',
		'={{ DateTime.now().toISO() }}',
		'={{ $json.at }}',
	])('is not shown for clean times: %s', async (time) => {
		const json = { at: '2026-11-20T10:00:00+01:00' };
		const runs = [
			await track(time, json),
			await exportEvents({ startTime: time }, json),
			await analytics(
				{ operation: 'export', startTime: time, endTime: '2026-12-24', waitForCompletion: false },
				json,
			),
		];
		for (const run of runs) {
			expect(run.error).toBeUndefined();
			expect(run.hints).toEqual([]);
		}
	});

	it('is not shown for a query written as JSON', async () => {
		const run = await spec({ start_time: '2026-10-01', timezone: 'Asia/Tokyo' });
		expect(run.error).toBeUndefined();
		expect(run.hints).toEqual([]);
		expect(appcues.fake.log.at(-1)?.body).toMatchObject({
			start_time: '2026-09-30T15:00:00Z',
		});
	});
});

describe('a typed time', () => {
	it('can be in 1970: an export of everything', async () => {
		const run = await exportEvents({ startTime: '1970-01-01T00:00:00Z' });
		expect(run.error).toBeUndefined();
		expect(first(appcues.fake.log).body).toMatchObject({ start_time: '1970-01-01T00:00:00.000Z' });
	});

	it('in a JSON query is sent unchanged', async () => {
		await spec({ start_time: '2026-11-01', end_time: '2026-11-02T00:00:00+01:00' });
		expect(first(appcues.fake.log).body).toMatchObject({
			start_time: '2026-11-01T00:00:00Z',
			end_time: '2026-11-01T23:00:00Z',
		});
	});
});
