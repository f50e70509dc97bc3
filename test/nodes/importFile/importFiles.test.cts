import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { elementAt, first } from '../../../dev/elements.cjs';
import { useAppcues, useFastTime } from '../../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesImport';

interface TestFile {
	data: string | Buffer;
	name?: string;
	mime?: string;
}

/** Each file has its own item. */
const run = async (
	operation: string,
	files: TestFile[],
	parameters: IDataObject = {},
	rest: IDataObject = {},
) => {
	const stored = files.map(async ({ data, name, mime = 'text/plain' }) => ({
		data: await appcues.engine.store(Buffer.from(data), name, mime),
	}));
	return await appcues.run({
		type,
		parameters: { operation, source: 'file', ...parameters },
		input: files.map((_, index) => ({ file: index })),
		binary: await Promise.all(stored),
		...rest,
	});
};

const csv = (data: string, name = 'people.csv') => ({ data, name });

const sent = (kind = 'profiles') => appcues.fake.requests('POST', `/import/${kind}`);

/** The rows of all requests. */
const rows = (kind?: string) => sent(kind).flatMap(({ body }) => body as IDataObject[]);

const BOM = '\ufeff';

/** Rows of which three fill a request. */
const wideRows = (count: number) =>
	Array.from({ length: count }, (_, id) => `user-${id},${'x'.repeat(1_300_000)}\n`).join('');

const people = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => `user-${from + index},pro`).join('\n');

describe('a CSV', () => {
	it('is sent as a form upload, and the node waits for its job', async () => {
		const got = await run('profiles', [csv('user_id,plan\na,pro\nb,\n')]);
		expect(got.error).toBeUndefined();
		expect(got.json()).toEqual([
			expect.objectContaining({ rows: 2, skipped: 0, status: 'COMPLETED' }),
		]);
		expect(got.paired()).toEqual([[0]]);
		expect(first(sent()).headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		expect(first(sent()).file).toEqual({ name: 'people.csv', type: 'text/csv' });
		expect(rows()).toEqual([
			{ user_id: 'a', plan: 'pro' },
			{ user_id: 'b', plan: null },
		]);
	});

	it.each([
		['a BOM', `${BOM}user_id,plan\na,pro\n`],
		['CRLF and no end to the last line', 'user_id,plan\r\na,pro'],
		['blank lines', '\n\r\nuser_id,plan\n\na,pro\n\n \n'],
		['quotes around everything', '"user_id","plan"\r\n"a","pro"\r\n'],
	])('can have %s', async (_, data) => {
		const got = await run('profiles', [csv(data)]);
		expect(got.json()[0]).toMatchObject({ rows: 1, status: 'COMPLETED' });
		expect(rows()).toEqual([{ user_id: 'a', plan: 'pro' }]);
	});

	it('keeps line breaks, commas and quotes in quoted values', async () => {
		await run('profiles', [csv('user_id,note\na,"one\ntwo\r\nthree, ""four"""\nb,x\n')]);
		expect(rows()).toEqual([
			{ user_id: 'a', note: 'one\ntwo\r\nthree, "four"' },
			{ user_id: 'b', note: 'x' },
		]);
	});

	it('with 125,000 rows is sent in three requests, each with the header', async () => {
		const got = await run('profiles', [csv(`user_id,plan\n${people(125_000)}\n`)]);
		expect(got.json().map(({ rows: count }) => count)).toEqual([50_000, 50_000, 25_000]);
		expect(got.json().map(({ status }) => status)).toEqual(Array(3).fill('COMPLETED'));
		expect(got.paired()).toEqual([[0], [0], [0]]);
		expect(sent()).toHaveLength(3);
		expect(new Set(rows().map(({ user_id }) => user_id)).size).toBe(125_000);
	});

	it('is split at 4,000,000 bytes', async () => {
		const got = await run('profiles', [csv(`user_id,note\n${wideRows(4)}`)]);
		expect(got.json().map(({ rows: count }) => count)).toEqual([3, 1]);
	});

	it('of events and of groups has its own columns', async () => {
		await run('events', [csv('user_id,name,timestamp,total\na,Paid,2026-01-15T12:00:00Z,3\n')]);
		expect(rows('events')).toEqual([
			{
				user_id: 'a',
				name: 'Paid',
				timestamp: '2026-01-15T12:00:00Z',
				attributes: { total: '3' },
			},
		]);
		await run('groups', [csv('group_id,seats\nacme,3\n')]);
		expect(rows('groups')).toEqual([{ group_id: 'acme', seats: '3' }]);
	});
});

describe('NDJSON', () => {
	it('is sent unchanged, except for BOM, CRLF and blank lines', async () => {
		const data = `${BOM}{"user_id":"a","seats":5}\r\n\r\n{"user_id":"b","seats":null}`;
		const got = await run('profiles', [{ data, name: 'people.ndjson' }]);
		expect(got.json()[0]).toMatchObject({ rows: 2, status: 'COMPLETED' });
		expect(first(sent()).headers['content-type']).toBe('application/ndjson');
		expect(rows()).toEqual([
			{ user_id: 'a', seats: 5 },
			{ user_id: 'b', seats: null },
		]);
	});

	it('with 125,000 lines is sent in three requests', async () => {
		const lines = Array.from({ length: 125_000 }, (_, id) => `{"user_id":"${id}"}`);
		const got = await run('profiles', [{ data: lines.join('\n'), name: 'people.jsonl' }]);
		expect(got.json().map(({ rows: count }) => count)).toEqual([50_000, 50_000, 25_000]);
	});
});

describe('the format', () => {
	const LINE = '{"user_id":"a"}\n';
	const TABLE = 'user_id\na\n';

	it.each<[string, TestFile, string]>([
		['name', { data: LINE, name: 'a.ndjson' }, 'application/ndjson'],
		['name', { data: LINE, name: 'a.JSONL' }, 'application/ndjson'],
		['type', { data: LINE, mime: 'application/x-ndjson' }, 'application/ndjson'],
		['first letter', { data: `${BOM} ${LINE}` }, 'application/ndjson'],
		['name', { data: TABLE, name: 'a.csv' }, 'multipart/form-data'],
		['type', { data: TABLE, mime: 'text/csv' }, 'multipart/form-data'],
		['first letter', { data: TABLE }, 'multipart/form-data'],
	])('is detected by the %s of %j', async (_, file, contentType) => {
		const got = await run('profiles', [file]);
		expect(got.error).toBeUndefined();
		expect(first(sent()).headers['content-type']).toContain(contentType);
	});

	it('is the selected one', async () => {
		const got = await run('profiles', [{ data: LINE, name: 'a.csv' }], { fileFormat: 'ndjson' });
		expect(got.json()[0]).toMatchObject({ rows: 1 });
	});
});

describe('a file that cannot be imported', () => {
	it.each<[TestFile, string, string]>([
		[csv('id,plan\na,pro\n'), `"people.csv" has no column 'user_id'`, 'has: "id", "plan"'],
		[csv('user_id;plan\na;pro\n'), `has no column 'user_id'`, '"user_id;plan"'],
		[csv(' user id,plan\na,pro\n'), `has no column 'user_id'`, '"␠user id"'],
		[csv('<!DOCTYPE html>\n<html>\n'), `has no column 'user_id'`, 'It is HTML or XML'],
		[csv('[{"user_id":1},\n{"user_id":2}]'), `has no column 'user_id'`, 'It is JSON.'],
		[csv('{"user_id":1}'), `has no column 'user_id'`, "choose 'NDJSON' in 'File Format'"],
		[csv('user_id,plan\n'), '"people.csv" has no rows', 'only a header'],
		[csv(''), '"people.csv" has no rows', "'Input Binary Field'"],
		[csv(`${BOM}\r\n`), '"people.csv" has no rows', 'empty'],
		[
			{ data: '{"id":1}', name: 'a.ndjson' },
			`"a.ndjson" has no value 'user_id'`,
			'first line has: "id"',
		],
		[{ data: '[{"user_id":1}]' }, 'is not a JSON object', 'starts with: [{"user_id":1}]'],
		[{ data: '{"user_id":1},\n{}', name: 'a.ndjson' }, 'is not a JSON object', 'without commas'],
		[{ data: '{\n"user_id":1\n}' }, 'is not a JSON object', 'Extract from File'],
		[{ data: 'user_id\na', name: 'a.ndjson' }, 'is not a JSON object', "'File Format'"],
		[
			{ data: Buffer.from('user_id\na', 'utf16le'), name: 'a.csv' },
			"isn't valid UTF-8",
			'UTF-16 LE',
		],
		[{ data: 'PK\u0003\u0004', name: 'a.xlsx' }, 'is compressed', 'Excel'],
		[csv(`user_id,plan\na,"${'x'.repeat(4_000_001)}`), 'Row 1 of "people.csv" is larger', 'quote'],
	])('%#: is refused before anything is sent', async (file, message, description) => {
		const got = await run('profiles', [csv('user_id\na\n'), file]);
		expect(got.error?.message).toContain(message);
		expect(got.error?.description).toContain(description);
		expect(got.error?.item).toBe(1);
		expect(appcues.fake.log).toEqual([]);
	});

	it('names every missing column of events', async () => {
		const got = await run('events', [csv('user_id,time\na,1\n')]);
		expect(got.error?.message).toBe(`The file "people.csv" has no columns 'name' and 'timestamp'`);
	});

	it('is read from the field that the parameter names', async () => {
		const got = await run('profiles', [csv('user_id\na\n')], { binaryPropertyName: 'upload' });
		expect(got.error?.message).toBe("The item has no file in 'upload'");
		expect(got.error?.description).toContain('Its files are in: data.');
		const none = await appcues.run({ type, parameters: { operation: 'profiles', source: 'file' } });
		expect(none.error?.message).toBe("The item has no file in 'data'");
		expect(none.error?.description).toContain('no files at all');
	});

	it('becomes a failed item when the node continues on errors', async () => {
		const files = [csv('user_id\na\n'), csv('id\nb\n'), csv('user_id\nc\n')];
		const got = await run('profiles', files, {}, { onError: 'continueErrorOutput' });
		expect(got.paired(0)).toEqual([[0], [2]]);
		expect(got.json(1)).toEqual([
			expect.objectContaining({ file: 1, error: expect.stringContaining("no column 'user_id'") }),
		]);
		expect(rows().map(({ user_id }) => user_id)).toEqual(['a', 'c']);
	});

	it('that ends too early is refused before anything is sent', async () => {
		const data = `user_id,plan\n${people(50_001)}\nz,"${'x'.repeat(4_000_001)}`;
		const got = await run('profiles', [csv(data)]);
		expect(got.error?.message).toBe('Row 50,002 of "people.csv" is larger than 4,000,000 bytes');
		expect(sent()).toEqual([]);
	});

	it('with a refused part: names the rows that were sent and those that were not', async () => {
		appcues.fake.fault({ path: '/import/profiles', status: 400 });
		const got = await run('profiles', [csv(`user_id,note\n${wideRows(27)}`)]);
		const parts = sent().length;
		expect(parts).toBeLessThan(9);
		expect(got.error?.description).toContain('concerns rows 1 to 3 of "people.csv"');
		const next = parts * 3 + 1;
		expect(got.error?.description).toContain(`The rows from ${next} on weren't sent.`);
	});
});

describe('parts that fail', () => {
	const big = csv(`user_id,note\n${wideRows(20)}`);

	it('stop the file: the rest is not sent', async () => {
		appcues.fake.fault({ path: /import/, status: 400, times: Infinity });
		const got = await run('profiles', [big]);
		expect(got.error?.message).toContain('Appcues refused the request');
		expect(got.error?.description).toContain('rows 1 to 3 of "people.csv"');
		expect(sent().length).toBeLessThanOrEqual(4);
	});

	it.each([{ reset: 'after' as const }, { status: 503 }])(
		'are not retried after %j, because they may have been accepted',
		async (fault) => {
			appcues.fake.fault({ path: /import/, ...fault });
			const got = await run('events', [
				csv('user_id,name,timestamp\na,Paid,2026-01-15T12:00:00Z\n'),
			]);
			expect(got.error?.description).toContain('may or may not have processed this request');
			expect(got.error?.description).toContain('has already imported twice');
			expect(sent('events')).toHaveLength(1);
		},
	);

	it('are retried completely when the rate limit is exceeded', async () => {
		appcues.fake.fault({ path: /import/, status: 429, headers: { 'Retry-After': '1' } });
		const got = await run('profiles', [csv('user_id,plan\na,pro\n')]);
		expect(got.error).toBeUndefined();
		expect(sent()).toHaveLength(2);
		expect(elementAt(sent(), 1).body).toEqual([{ user_id: 'a', plan: 'pro' }]);
	});
});

describe('Send in Order', () => {
	const parameters = { options: { inOrder: true } };
	const data = csv(`user_id,note\n${wideRows(7)}`);

	it('sends a part only when the job of the previous one is done', async () => {
		const got = await run('profiles', [data], parameters);
		expect(got.json().map(({ status }) => status)).toEqual(Array(3).fill('COMPLETED'));
		const jobs = [...appcues.fake.account().jobs.values()];
		for (const [index, { startedAt }] of jobs.entries()) {
			if (index > 0) expect(startedAt).toBeGreaterThanOrEqual(elementAt(jobs, index - 1).dueAt);
		}
	});

	it('sends nothing after a failed job, not even of the next file', async () => {
		appcues.fake.nextJobs(1, {});
		appcues.fake.failNextJobs(1, 'no');
		const got = await run('profiles', [data, csv('user_id\nz\n', 'more.csv')], parameters, {
			onError: 'continueRegularOutput',
		});
		expect(sent()).toHaveLength(2);
		expect(got.json().map(({ status, error }) => status ?? error)).toEqual([
			'COMPLETED',
			expect.stringContaining('finished as FAILED: no'),
			'"more.csv" wasn\'t sent, because the job before it didn\'t finish',
		]);
		expect(got.paired()).toEqual([[0], [0], [1]]);
	});

	it('stops at a job that takes too long, and names what was not sent', async () => {
		appcues.fake.nextJobs(1, { stuck: true });
		const got = await run(
			'profiles',
			[data],
			{ options: { inOrder: true, timeout: 10, onTimeout: 'returnJob' } },
			{ onError: 'continueRegularOutput' },
		);
		expect(sent()).toHaveLength(1);
		expect(got.json()[0]).toMatchObject({ rows: 3, status: 'IN_PROGRESS' });
		expect(got.json()[1]).toMatchObject({
			error: `The rest of "people.csv" wasn't sent, because the job before it didn't finish`,
			details: { description: expect.stringContaining('Its rows up to 3 were sent.') },
		});
	});

	it('counts a file as sent when its only job takes too long', async () => {
		appcues.fake.nextJobs(1, { stuck: true });
		const options = { inOrder: true, timeout: 10, onTimeout: 'returnJob' };
		const got = await run('profiles', [csv('user_id\nada\n')], { options });
		expect(got.error).toBeUndefined();
		expect(got.json()).toEqual([expect.objectContaining({ rows: 1, status: 'IN_PROGRESS' })]);
	});

	it('requires waiting', async () => {
		const got = await run('profiles', [data], { ...parameters, waitForCompletion: false });
		expect(got.error?.message).toBe("'Send in Order' needs 'Wait for Completion'");
		expect(appcues.fake.log).toEqual([]);
	});
});
