import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const VERIFIED = ['timestamp', 'user_id', 'name', 'score', 'feedback'];

const raw = (rest: IDataObject = {}): IDataObject => ({
	operation: 'query',
	queryMode: 'raw',
	columns: 'user_id, flow_id, url',
	timeRange: 'custom',
	startTime: '={{ $now.minus({ days: 60 }) }}',
	endTime: '={{ $now }}',
	...rest,
});

const json = (spec: IDataObject, rest: IDataObject = {}): IDataObject => ({
	operation: 'query',
	queryMode: 'json',
	specJson: JSON.stringify({ start_time: '2020-01-01', end_time: '2020-02-01', ...spec }),
	...rest,
});

const run = async (parameters: IDataObject, rest = {}) =>
	await appcues.run({ type: 'appcuesAnalytics', parameters, ...rest });

/** The columns of each sent request. */
const asked = () =>
	appcues.fake.requests('POST', /analytics/).map(({ body }) => (body as IDataObject).columns);

const path = (operation: string) =>
	operation === 'query' ? '/analytics/query' : '/analytics/exports';
const detail = (text: string) => ({ error: true, status: 400, title: 'Bad Request', detail: text });

describe.each(['query', 'export'])('%s of raw columns that Appcues refuses', (operation) => {
	it('retries with the verified columns, and names the others in a hint', async () => {
		appcues.fake.rawColumns = 'verified';
		const outcome = await run(raw({ operation }));
		expect(outcome.error).toBeUndefined();
		expect(outcome.json()).toHaveLength(10);
		expect(Object.keys(outcome.json()[0] ?? {}).sort()).toEqual([...VERIFIED].sort());
		expect(asked()).toEqual([['user_id', 'flow_id', 'url'], VERIFIED]);
		expect(outcome.hints).toEqual([
			"Appcues didn't return some columns. The rows contain timestamp, user_id, name, score and feedback instead. Found in 'flow_id' (item 0), 'url' (item 0).",
		]);
	});

	it('does the same for JSON, and keeps the rest of the query', async () => {
		appcues.fake.rawColumns = 'verified';
		const spec = {
			columns: ['timestamp', 'hostname'],
			conditions: [['flow_id', '==', 'f']],
			order_by: [['timestamp', 'asc']],
			limit: 7,
		};
		const outcome = await run(json(spec, { operation }));
		expect(outcome.error).toBeUndefined();
		const [, second] = appcues.fake.requests('POST', /analytics/);
		expect(second?.body).toMatchObject({ ...spec, columns: VERIFIED });
		expect(outcome.hints).toEqual([expect.stringContaining("'hostname' (item 0)")]);
	});

	it('requests all columns when Appcues returns them', async () => {
		const outcome = await run(raw({ operation }));
		expect(asked()).toEqual([['user_id', 'flow_id', 'url']]);
		expect(outcome.hints).toEqual([]);
	});

	it('never sends a third request', async () => {
		const body = detail("'flow_id' is not available");
		appcues.fake.fault({ path: path(operation), status: 400, body, times: Infinity });
		const { error } = await run(raw({ operation }));
		expect(error?.message).toContain("'flow_id' is not available");
		expect(asked()).toHaveLength(2);
	});

	it.each([
		['body.columns.1: Input should be a known name', true],
		['body.columns[1] is unknown', true],
		['columns: flow_id cannot be selected', true],
		['unknown field "url"', true],
		['body.columns.0: bad value', false],
		['body.conditions.0.0: flow_id is unknown', false],
		['body.start_time: no url belongs here', false],
		['the urls and flow_ids of the account', false],
		['attributes.flow_id is unknown, and so is flow_id.x', false],
		['no such luck', false],
	])('detects in "%s" whether a column is named: %s', async (text, isNamed) => {
		appcues.fake.fault({ path: path(operation), status: 400, body: detail(text) });
		const { error } = await run(raw({ operation }));
		expect(asked()).toHaveLength(isNamed ? 2 : 1);
		if (!isNamed) expect(error?.message).toContain(text);
	});

	it('shows a name that is not in the vocabulary, which is a mistake', async () => {
		appcues.fake.rawColumns = 'verified';
		const { error } = await run(raw({ operation, columns: 'usr_id, name' }));
		expect(error?.message).toContain("'usr_id' is unknown");
		expect(asked()).toHaveLength(1);
	});

	it('does not retry with verified columns only', async () => {
		const body = detail("'score' is not available");
		appcues.fake.fault({ path: path(operation), status: 400, body });
		const { error } = await run(raw({ operation, columns: 'user_id, score' }));
		expect(error?.message).toContain("'score' is not available");
		expect(asked()).toHaveLength(1);
	});

	it('sorts by the remaining columns, and hints at the others', async () => {
		appcues.fake.rawColumns = 'verified';
		const options = { orderBy: 'flow_id desc, user_id' };
		const outcome = await run(raw({ operation, options }));
		expect(outcome.error).toBeUndefined();
		const [, second] = appcues.fake.requests('POST', /analytics/);
		expect((second?.body as IDataObject).order_by).toEqual([['user_id', 'asc']]);
		const ids = outcome.json().map(({ user_id: id }) => String(id));
		expect(ids).toEqual([...ids].sort());
		expect(outcome.hints).toEqual([
			expect.stringContaining("'flow_id' (item 0), 'url' (item 0)"),
			"The rows aren't sorted by some columns, because Appcues didn't return these columns. Found in 'flow_id' (item 0).",
		]);
	});

	it.each([{ returnAll: false, limit: 3 }, { options: { offset: 3 } }])(
		'does not drop an order that would select other rows (%j)',
		async (rest) => {
			appcues.fake.rawColumns = 'verified';
			const options = { orderBy: 'url', ...rest.options };
			const { error } = await run(raw({ operation, ...rest, options }));
			expect(error?.message).toContain("'flow_id' is unknown");
			expect(asked()).toHaveLength(1);
		},
	);

	it('names the columns of several items once each', async () => {
		appcues.fake.rawColumns = 'verified';
		const outcome = await run(raw({ operation, columns: '={{ $json.c }}' }), {
			input: [{ c: 'name, url' }, { c: 'name' }, { c: 'url, hash' }],
		});
		expect(outcome.error).toBeUndefined();
		expect(outcome.hints).toEqual([
			expect.stringMatching(/Found in 'url' \(2 items, first item [02]\), 'hash' \(item 2\)\.$/),
		]);
	});
});

describe('a 500 for raw columns', () => {
	const broken = { status: 500, times: Infinity };

	it('of a query: retries with the verified columns after the attempts for all of them', async () => {
		appcues.fake.fault({ path: '/analytics/query', status: 500, times: 5 });
		const outcome = await run(raw());
		expect(outcome.error).toBeUndefined();
		expect(outcome.json()).toHaveLength(10);
		expect(asked()).toEqual([...Array(5).fill(['user_id', 'flow_id', 'url']), VERIFIED]);
		expect(outcome.hints).toEqual([expect.stringContaining("'flow_id'")]);
	});

	it('of a query: keeps all columns when it is transient', async () => {
		appcues.fake.fault({ path: '/analytics/query', status: 500, times: 2 });
		const outcome = await run(raw());
		expect(Object.keys(outcome.json()[0] ?? {})).toEqual(['user_id', 'flow_id', 'url']);
		expect(outcome.hints).toEqual([]);
	});

	it('of a query: reports that Appcues is down when nothing helps', async () => {
		appcues.fake.fault({ path: '/analytics/query', ...broken });
		const { error } = await run(raw());
		expect(error?.message).toContain('status 500');
	});

	it('of verified columns or of numbers: does not request anything else', async () => {
		appcues.fake.fault({ path: '/analytics/query', ...broken });
		await run(raw({ columns: 'user_id, name' }));
		await run(raw({ queryMode: 'aggregate', metrics: 'users', dimensions: 'flow_id' }));
		expect(asked()).toEqual([...Array(5).fill(['user_id', 'name']), ...Array(5).fill(undefined)]);
	});

	it.each([500, 503])(
		'of an export (%d): starts no second job, and names the columns to remove',
		async (status) => {
			appcues.fake.fault({ path: '/analytics/exports', status, times: Infinity });
			const { error } = await run(raw({ operation: 'export' }));
			expect(asked()).toHaveLength(1);
			expect(error?.description.includes('Remove them')).toBe(status === 500);
			if (status === 500) expect(error?.description).toContain('flow_id, url');
		},
	);

	it('of the second export: says that a job may be running', async () => {
		appcues.fake.rawColumns = 'verified';
		appcues.fake.fault({ path: '/analytics/exports', status: 400, body: detail('no url here') });
		appcues.fake.fault({ path: '/analytics/exports', reset: 'after' });
		const { error } = await run(raw({ operation: 'export' }));
		expect(asked()).toHaveLength(2);
		expect(error?.description).toContain('may or may not have processed this request');
	});
});

describe('an export', () => {
	it('starts one job when the first request was refused', async () => {
		appcues.fake.rawColumns = 'verified';
		await run(raw({ operation: 'export', output: 'file' }));
		expect(appcues.fake.account().analyticsJobs.size).toBe(1);
	});
});

describe('numbers in rows', () => {
	const spec = { metrics: 'events, users', dimensions: 'day, flow_version' };
	const numbers = (rest: IDataObject = {}) => raw({ queryMode: 'aggregate', ...spec, ...rest });

	it.each(['query', 'export'])(
		'%s: are numbers, even where Appcues writes strings',
		async (operation) => {
			appcues.fake.metricValues = 'text';
			const parameters = numbers({ operation, dimensions: 'name', options: { orderBy: 'name' } });
			const outcome = await run(parameters);
			expect(outcome.json()).toContainEqual({ name: 'Signed up', events: 4, users: 4 });
			const asJson = await run(
				json(
					{ metrics: ['events'], start_time: '2026-11-01', end_time: '2026-11-02' },
					{ operation },
				),
			);
			expect(asJson.json()).toEqual([{ events: 0 }]);
		},
	);

	const answered = async (row: IDataObject, parameters = numbers()) => {
		appcues.fake.fault({ path: '/analytics/query', status: 200, body: [row] });
		return (await run(parameters)).json();
	};

	it('stay strings in dimensions and raw rows, and for missing values', async () => {
		const row = { day: '2026-07-01', flow_version: '12', events: '', users: ' 7 ' };
		expect(await answered(row)).toEqual([{ ...row, users: 7 }]);
		const event = { user_id: '12', score: '9', name: '' };
		expect(await answered(event, raw({ columns: 'user_id, score, name' }))).toEqual([event]);
	});

	it.each([
		['9007199254740991', 9007199254740991],
		['9007199254740993', '9007199254740993'],
		['-33.3', -33.3],
		['1e400', '1e400'],
		['12 users', '12 users'],
		['0x10', '0x10'],
		['Infinity', 'Infinity'],
		['NaN', 'NaN'],
		[null, null],
		[true, true],
	])('%j is %j', async (given, expected) => {
		expect(await answered({ events: given })).toEqual([{ events: expected }]);
	});
});
