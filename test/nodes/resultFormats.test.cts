import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { atLeast } from '../../dev/elements.cjs';
import { dotted } from '../../dev/fake-appcues/exports/dotted.cjs';
import { demoAccount } from '../../dev/fake-appcues/index.cjs';
import { SECRET, useAppcues, useFastTime } from '../support/appcues.cjs';
import { finishedExport } from '../support/jobs.cjs';

/** The items of a file in every format and packing, whoever started its job. */

const appcues = useAppcues({ accounts: [demoAccount()] });
useFastTime();

const FORMATS = ['ndjson', 'array', 'csv'] as const;
const PACKINGS = ['plain', 'gzip'] as const;

type Format = (typeof FORMATS)[number];

/** Runs a node. No secret and no query string of a link may appear anywhere in the result. */
async function run(type: string, parameters: IDataObject, input?: IDataObject[]) {
	const outcome = await appcues.run({ type, parameters, ...(input && { input }) });
	expect(outcome.everything).not.toContain('X-Amz-Signature');
	expect(outcome.everything).not.toContain(SECRET);
	return outcome;
}

async function items(type: string, parameters: IDataObject, input?: IDataObject[]) {
	const outcome = await run(type, parameters, input);
	expect(outcome.error).toBeUndefined();
	return outcome.json();
}

/** The same item as a CSV can represent it: one level, strings, and no empty values. */
const asCsv = (item: IDataObject) =>
	Object.fromEntries(
		Object.entries(dotted(item))
			.map(([name, value]) => [name, String(value ?? '')])
			.filter(([, value]) => value !== ''),
	);

const events = (rest: IDataObject = {}): IDataObject => ({
	operation: 'events',
	timeRange: 'custom',
	startTime: '={{ $today.minus({ days: 3 }) }}',
	endTime: '={{ $today }}',
	simplify: false,
	...rest,
});

const members = (rest: IDataObject = {}): IDataObject => ({
	operation: 'segmentMembers',
	segmentId: { __rl: true, mode: 'id', value: 'seg-power-users' },
	options: { propertyNames: 'plan, seats, email, missing' },
	...rest,
});

const analytics = (rest: IDataObject = {}): IDataObject => ({
	operation: 'export',
	metrics: 'users, events',
	dimensions: 'name',
	timeRange: 'custom',
	startTime: '={{ $now.minus({ days: 30 }) }}',
	endTime: '={{ $now }}',
	...rest,
});

/** Runs the same for each format and packing. */
async function ofEach(read: () => Promise<IDataObject[]>) {
	const all = {} as Record<Format, IDataObject[]>;
	for (const format of FORMATS) {
		Object.assign(appcues.fake, { exportFile: format, analyticsFile: format });
		appcues.fake.exportEncoding = 'plain';
		all[format] = await read();
		appcues.fake.exportEncoding = 'gzip';
		expect(await read()).toEqual(all[format]);
	}
	return all;
}

function expectSameItems({ ndjson, array, csv }: Record<Format, IDataObject[]>) {
	expect(ndjson.length).toBeGreaterThan(2);
	expect(array).toEqual(ndjson);
	expect(csv).toEqual(ndjson.map(asCsv));
}

describe.each([
	['Export Events', 'appcuesExport', events()],
	['Export Segment Members', 'appcuesExport', members()],
])('%s', (_, type, parameters) => {
	it('returns the same items for NDJSON, one array and CSV, plain and gzip', async () => {
		expectSameItems(await ofEach(async () => await items(type, parameters)));
	});
});

/** What a spreadsheet shows of items: every value as a string. */
const asCells = (rows: IDataObject[]) =>
	rows.map((row) =>
		Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])),
	);

describe.each([true, false])('Flattened events, simplified: %s', (simplify) => {
	it('have the same columns for NDJSON, one array and CSV', async () => {
		const parameters = events({ simplify, options: { flatten: true } });
		const all = await ofEach(async () => await items('appcuesExport', parameters));
		expect(all.array).toEqual(all.ndjson);
		expect(asCells(all.csv)).toEqual(asCells(all.ndjson));
		const columns = new Set(all.ndjson.flatMap((row) => Object.keys(row)));
		expect([...columns]).toContain('attributes.report');
		expect(columns.has('identity.plan')).toBe(!simplify);
		const nested = all.ndjson.flatMap((row) =>
			Object.values(row).filter((value) => typeof value === 'object'),
		);
		expect(nested).toEqual([]);
	});
});

describe('Export Analytics', () => {
	it('flattens nested columns if asked to', async () => {
		const body = JSON.stringify([{ user_id: 'ada', attributes: { plan: { name: 'pro' } } }]);
		const run = async (options: IDataObject) => {
			appcues.fake.fault({ path: /download/, status: 200, body });
			const raw = analytics({ queryMode: 'raw', columns: ['user_id', 'attributes'], options });
			return await items('appcuesAnalytics', raw);
		};
		expect(await run({})).toEqual([{ user_id: 'ada', attributes: { plan: { name: 'pro' } } }]);
		expect(await run({ flatten: true })).toEqual([
			{ user_id: 'ada', 'attributes.plan.name': 'pro' },
		]);
	});

	it('returns the same items for every format, with metrics as numbers', async () => {
		const { ndjson, array, csv } = await ofEach(
			async () => await items('appcuesAnalytics', analytics()),
		);
		expect(ndjson[0]).toMatchObject({ name: expect.any(String), events: expect.any(Number) });
		expect([array, csv]).toEqual([ndjson, ndjson]);
	});
});

describe('Job > Download', () => {
	it.each([
		['events', events],
		['members', members],
	])('returns the same items for a job that was started elsewhere: %s', async (_, exported) => {
		const all = await ofEach(async () => {
			const started = await items('appcuesExport', exported({ output: 'job' }));
			return await items(
				'appcuesJob',
				{ operation: 'download', jobId: '={{ $json.jobId }}', simplify: false },
				started,
			);
		});
		expectSameItems(all);
		// The request was for CSV, the default of 'Job'.
		const asked = appcues.fake
			.requests('POST', /export/)
			.map(({ body }) => (body as IDataObject).format);
		expect(new Set(asked)).toEqual(new Set(['csv']));
	});

	it.each(FORMATS)(
		'simplifies events as the trigger does, and no other rows (%s)',
		async (format) => {
			appcues.fake.exportFile = format;
			const direct = await items('appcuesExport', events({ simplify: true }));
			const job = await items('appcuesExport', events({ output: 'job' }));
			const download = { operation: 'download', jobId: '={{ $json.jobId }}' };
			expect(await items('appcuesJob', download, job)).toEqual(direct);
			expect(direct[0]).toMatchObject({ event: expect.any(String), userId: expect.any(String) });
			const wanted = await items('appcuesExport', members());
			const membersJob = await items('appcuesExport', members({ output: 'job' }));
			const rows = await items('appcuesJob', download, membersJob);
			expect(rows.map((row) => row.user_id)).toEqual(wanted.map((row) => row.user_id));
		},
	);

	const download = async (
		format: 'csv' | 'json' | 'array',
		rows: Array<Record<string, unknown>>,
		packing: (typeof PACKINGS)[number] = 'plain',
	) => {
		appcues.fake.exportEncoding = packing;
		const { id } = finishedExport(appcues.fake, format, undefined, rows);
		return await run('appcuesJob', { operation: 'download', jobId: id });
	};

	it.each(['csv', 'json', 'array'] as const)(
		'returns objects for properties in JSON text, with all digits (%s)',
		async (format) => {
			const text = '{"score":9,"ref":12345678901234567890,"tags":["a","b"]}';
			const row = { user_id: 'ada', attributes: text, identity: '{"plan":"pro"}', note: text };
			for (const packing of PACKINGS) {
				const [item] = (await download(format, [row], packing)).json();
				expect(item).toEqual({
					user_id: 'ada',
					attributes: { score: 9, ref: '12345678901234567890', tags: ['a', 'b'] },
					identity: { plan: 'pro' },
					note: text,
				});
			}
		},
	);

	it.each(['ndjson', 'array'] as const)(
		'returns the same events, whether their properties are objects or JSON text (%s)',
		async (format) => {
			appcues.fake.exportFile = format;
			const wanted = await items('appcuesExport', events());
			appcues.fake.nestedAs = 'text';
			expect(await items('appcuesExport', events())).toEqual(wanted);
			expect(wanted).toContainEqual(
				expect.objectContaining({ attributes: expect.any(Object), identity: expect.any(Object) }),
			);
		},
	);

	it('keeps the values of a CSV as written', async () => {
		const rows = [
			{ user_id: '007', plan: 'a, "b"\r\nc', 'seats.0': '12345678901234567890' },
			{ user_id: ' 1e3 ', plan: '', 'seats.0': 'true' },
		];
		expect((await download('csv', rows)).json()).toEqual([
			rows[0],
			{ user_id: ' 1e3 ', 'seats.0': 'true' },
		]);
	});

	it.each(['csv', 'json', 'array'] as const)(
		'returns no items for no rows (%s)',
		async (format) => {
			for (const packing of PACKINGS) {
				const outcome = await download(format, [], packing);
				expect([outcome.error, outcome.json()]).toEqual([undefined, []]);
			}
		},
	);

	it('reads 20,000 rows of each format', async () => {
		appcues.fake.exportRows = 20_000;
		const all = await ofEach(async () => await items('appcuesExport', members()));
		for (const format of FORMATS) {
			expect(all[format]).toHaveLength(20_000);
			expect(all[format][19_999]).toEqual({
				user_id: 'user-19999',
				plan: 'plan 19999',
				seats: 'seats 19999',
				email: 'email 19999',
				missing: 'missing 19999',
			});
		}
	});
});

describe('an odd download', () => {
	const downloadOf = async (body: string, type = 'text/plain') => {
		const { id } = finishedExport(appcues.fake);
		const headers = { 'content-type': type };
		appcues.fake.fault({ path: /download/, status: 200, body, headers, times: Infinity });
		return await run('appcuesJob', { operation: 'download', jobId: id });
	};

	it.each([
		'{"members":[{"user_id":"ada"},{"user_id":"tim"}]}',
		'\ufeff\n{"total":2,"rows":[{"user_id":"ada"},{"user_id":"tim"}]}\n',
		'user_id,plan\r\nada,\r\n,\r\nuser_id,plan\r\ntim,\r\n',
	])('has its rows as items: %j', async (body) => {
		const outcome = await downloadOf(body);
		expect(outcome.error).toBeUndefined();
		expect(outcome.json()).toEqual([{ user_id: 'ada' }, { user_id: 'tim' }]);
	});

	it.each([
		'{"error":true,"status":404,"title":"Not Found"}',
		'{"status":"queued","job_id":"job-1"}',
	])('is refused if it is a response: %j', async (body) => {
		const { error } = await downloadOf(body);
		expect(error?.message).toBe('The download is a response of Appcues, not the export');
		expect(error?.description).toContain('The export may not be finished');
	});

	it.each([
		['\ufeff\r\nuser_id,plan\r\nada,pro', 'events.csv', 'text/csv'],
		['\n{"user_id":"ada"}', 'events.jsonl', 'application/x-ndjson'],
		['\ufeff[{"user_id":"ada"}]', 'events.json', 'application/json'],
	])('has a file name that fits its content: %j', async (body, fileName, mimeType) => {
		const { id } = finishedExport(appcues.fake);
		appcues.fake.fault({ path: /download/, status: 200, body, times: Infinity });
		for (const format of ['csv', 'json']) {
			const outcome = await run('appcuesJob', {
				operation: 'download',
				jobId: id,
				output: 'file',
				format,
				options: { fileName: 'events.txt' },
			});
			expect(outcome.error).toBeUndefined();
			const [item] = atLeast(1, outcome.items());
			const fits = fileName === 'events.csv' ? 'events.txt' : fileName;
			expect(item.json).toMatchObject({ fileName: fits, fileSize: Buffer.byteLength(body) });
			expect(item.binary?.data).toMatchObject({ mimeType });
		}
	});

	it.each([
		[
			'<html><title>Please sign in</title></html>',
			'The download is a web page or XML, not the export',
		],
		[
			'Not found',
			'The export is neither JSON nor a CSV with the names of its columns in the first line',
		],
		['[{"user_id":"ada"},', 'The export is cut off in row 2'],
		['user_id,plan\r\nada,"pro', 'A quote (") in row 1 of the export is never closed'],
		[
			'ada,pro\r\ngrace,free',
			'The export is neither JSON nor a CSV with the names of its columns in the first line',
		],
		['user_id,plan\r\nada,pro,1', 'Row 1 of the export has 3 cells, but its header has 2'],
	])('is refused with a description: %j', async (body, message) => {
		const { error } = await downloadOf(body);
		expect(error?.message).toBe(message);
		const remedy = body.startsWith('<') ? 'A proxy or a login page' : "choose 'File' in 'Output'";
		expect(error?.description).toContain(remedy);
	});
});
