import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { gunzipSync } from 'node:zlib';

import { atLeast, first } from '../../dev/elements.cjs';
import { SECRET, useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesAnalytics';

/** All events of the demo account. The days before them exceed the range of a query. */
const raw = (rest: IDataObject = {}): IDataObject => ({
	operation: 'export',
	queryMode: 'raw',
	columns: 'user_id, name',
	timeRange: 'custom',
	startTime: '2020-01-01',
	endTime: '={{ $now }}',
	...rest,
});

/** Runs the node. No key and no query string of a link may appear anywhere in the result. */
async function run(parameters: IDataObject, rest: Partial<Parameters<typeof appcues.run>[0]> = {}) {
	const outcome = await appcues.run({ type, parameters, ...rest });
	expect(outcome.everything).not.toContain('X-Amz-Signature');
	expect(outcome.everything).not.toContain(SECRET);
	// Its jobs are unknown there.
	expect(appcues.fake.requests(undefined, /\/jobs/)).toEqual([]);
	return outcome;
}

/** The path of a status check of a job. */
const LOOK = /\/exports\/analytics-job/;

const jobs = () => [...appcues.fake.account().analyticsJobs.values()];

/** The file of an output item. */
const bytes = ({ binary }: INodeExecutionData, field = 'data') =>
	Buffer.from(binary?.[field]?.data ?? '', 'base64');

describe('Export', () => {
	it('returns items, one for each row, paired with the input item', async () => {
		const outcome = await run(raw());
		expect(outcome.error).toBeUndefined();
		expect(outcome.json()).toHaveLength(10);
		expect(outcome.json()).toContainEqual({ user_id: 'user-ada', name: 'Invited teammate' });
		expect(outcome.paired()).toEqual(Array(10).fill([0]));
	});

	it('returns numbers', async () => {
		const parameters = raw({ queryMode: 'aggregate', metrics: 'users', dimensions: 'name' });
		const outcome = await run({
			...parameters,
			returnAll: false,
			limit: 2,
			options: { orderBy: 'users desc' },
		});
		expect(outcome.json()).toEqual([
			{ name: 'Signed up', users: 4 },
			{ name: 'Created report', users: 3 },
		]);
	});

	it('of several items: runs concurrently, each row paired with its item', async () => {
		const outcome = await run(
			raw({
				queryMode: '={{ $json.mode }}',
				specJson: '={{ $json.spec }}',
				conditions: {
					condition: [{ field: 'user_id', operator: 'equals', value: '={{ $json.user }}' }],
				},
			}),
			{
				input: [
					{ mode: 'raw', user: 'user-grace' },
					{ mode: 'raw', user: 'nobody' },
					{
						mode: 'json',
						spec: { metrics: ['events'], start_time: '2020-01-01', end_time: '2020-01-02' },
					},
				],
			},
		);
		expect(outcome.error).toBeUndefined();
		expect(outcome.paired()).toEqual([[0], [0], [2]]);
		expect(outcome.json()[2]).toEqual({ events: 0 });
		expect(jobs()).toHaveLength(3);
	});

	it.each(['array', 'ndjson'] as const)('reads a file that is %s, plain or gzip', async (file) => {
		appcues.fake.analyticsFile = file;
		expect((await run(raw())).json()).toHaveLength(10);
		appcues.fake.exportEncoding = 'gzip';
		expect((await run(raw())).json()).toHaveLength(10);
	});

	it('returns one JSON file', async () => {
		const outcome = await run(raw({ output: 'file' }));
		const [item] = atLeast(1, outcome.items());
		expect(item.json).toMatchObject({
			jobId: first(jobs()).id,
			status: 'DONE',
			fileName: expect.stringMatching(/^appcues-analytics-\d{4}-\d\d-\d\d\.json$/),
			fileSize: bytes(item).length,
		});
		expect(item.binary?.data).toMatchObject({ mimeType: 'application/json' });
		expect(JSON.parse(bytes(item).toString())).toHaveLength(10);
		expect(outcome.paired()).toEqual([[0]]);
	});

	it('returns a file with a custom name and field', async () => {
		const options = { fileName: 'usage.csv', putOutputIn: 'report' };
		const [item] = atLeast(1, (await run(raw({ output: 'file', options }))).items());
		expect(item.binary?.report?.fileName).toBe('usage.json');
	});

	it('returns a compressed file unchanged', async () => {
		appcues.fake.exportEncoding = 'gzip';
		const [item] = atLeast(1, (await run(raw({ output: 'file' }))).items());
		expect(item.json.fileName).toMatch(/\.json\.gz$/);
		expect(JSON.parse(gunzipSync(bytes(item)).toString())).toHaveLength(10);
	});

	it('that is a ZIP: works as a file, and otherwise the message suggests the file output', async () => {
		appcues.fake.exportEncoding = 'zip';
		const [item] = atLeast(1, (await run(raw({ output: 'file' }))).items());
		expect(item.json.fileName).toMatch(/\.zip$/);
		const { error } = await run(raw());
		expect(error?.message).toContain('ZIP archive');
		expect(error?.description).toContain("'File' in 'Output'");
	});

	it('returns only the job, with its raw status and without its link', async () => {
		const [job] = (await run(raw({ output: 'job' }))).json();
		expect(job).toEqual({
			jobId: first(jobs()).id,
			status: 'DONE',
			durationMs: expect.any(Number),
			expires_at: expect.any(String),
		});
		expect(appcues.fake.downloads).toEqual([]);
	});

	it('returns the job with its link if the option is on', async () => {
		const parameters = raw({ output: 'job', options: { includeDownloadUrl: true } });
		const outcome = await appcues.run({ type, parameters });
		expect(first(outcome.json()).downloadUrl).toMatch(/^http.*X-Amz-Signature=/);
	});

	it.each(['items', 'file', 'job'])(
		'returns the job immediately without waiting, whatever the output is (%s)',
		async (output) => {
			const outcome = await run(raw({ output, waitForCompletion: false }));
			expect(outcome.json()).toEqual([{ jobId: first(jobs()).id, status: 'ACCEPTED' }]);
			expect(appcues.fake.requests('GET')).toEqual([]);
		},
	);

	it('returns all of 20,000 rows', async () => {
		appcues.fake.exportRows = 20_000;
		const outcome = await run(raw());
		expect(outcome.json()).toHaveLength(20_000);
		expect(outcome.json()[19_999]).toEqual({ user_id: 'user_id 19999', name: 'name 19999' });
	});

	it('is downloaded without credentials', async () => {
		await run(raw());
		expect(appcues.fake.downloads.map(({ authorization }) => authorization)).toEqual(['absent']);
	});
});

describe('when something goes wrong', () => {
	it.each([{ status: 503 }, { reset: 'after' as const }, { garbage: 'html' as const }])(
		'a start with an unknown outcome (%j): is not retried, and says what it means',
		async (fault) => {
			appcues.fake.fault({ path: '/analytics/exports', ...fault });
			const outcome = await run(raw());
			expect(outcome.error?.description).toMatch(/may or may not.*can't list analytics exports/s);
			expect(appcues.fake.requests('POST')).toHaveLength(1);
		},
	);

	it('a name that Appcues does not know: names it, without a job', async () => {
		const { error } = await run(raw({ columns: 'plan' }));
		expect(error?.message).toContain("body.columns.0: 'plan' is unknown");
		expect(jobs()).toEqual([]);
	});

	it('a start without a job: says that there is nothing to download', async () => {
		appcues.fake.fault({ path: '/analytics/exports', status: 202, body: { status: 'queued' } });
		const { error } = await run(raw());
		expect(error?.message).toContain('returned no job ID');
		expect(error?.description).not.toContain('Email');
	});

	it('a job that fails: names it, the reason, and what running again does', async () => {
		appcues.fake.failNextJobs(1, 'query timeout');
		const { error } = await run(raw());
		expect(error?.message).toBe(
			`Appcues job ${first(jobs()).id} finished as FAILED: query timeout`,
		);
		expect(error?.description).toContain('starts another export');
	});

	it('a job that never finishes: says so, and that no other node can continue it', async () => {
		appcues.fake.nextJobs(1, { stuck: true });
		const { error } = await run(raw({ options: { timeout: 30 } }));
		expect(error?.message).toBe(
			`Appcues job ${first(jobs()).id} was still QUEUED after 30 seconds`,
		);
		expect(error?.description).toMatch(/'Timeout \(Seconds\)'.*No other node can wait/s);
		expect(error?.description).not.toContain('Appcues Job node');
	});

	it('a job that never finishes: returns it, if set to', async () => {
		appcues.fake.nextJobs(1, { duration: 100_000 });
		const options = { timeout: 60, onTimeout: 'returnJob' };
		const outcome = await run(raw({ options }));
		expect(outcome.json()).toEqual([
			{ jobId: first(jobs()).id, status: 'RUNNING', durationMs: expect.any(Number) },
		]);
	});

	it('unknown statuses: waits for done', async () => {
		appcues.fake.nextJobs(1, { duration: 20_000, statusWord: 'Completing' });
		expect((await run(raw())).json()).toHaveLength(10);
	});

	it('a job that is not found at first: waits for it', async () => {
		appcues.fake.nextJobs(1, { hiddenPolls: 3 });
		expect((await run(raw())).json()).toHaveLength(10);
	});

	it('a job that vanishes: reports it in the end', async () => {
		appcues.fake.nextJobs(1, { stuck: true, visiblePolls: 2 });
		const { error } = await run(raw());
		expect(error?.message).toMatch(
			/its status cannot be read: Appcues has no analytics job with the ID "analytics-job-\d+"/,
		);
		expect(error?.description).toContain('Its last known status is QUEUED');
	});

	it('a job that is permanently gone (410): reports it immediately', async () => {
		appcues.fake.fault({ path: LOOK, status: 410, times: Infinity });
		const { error } = await run(raw());
		expect(error?.message).toContain('its status cannot be read');
		expect(appcues.fake.requests('GET')).toHaveLength(1);
	});

	it.each([503, 429])('a failed status check (%d): keeps waiting', async (status) => {
		appcues.fake.fault({ path: LOOK, status, times: 2 });
		expect((await run(raw())).json()).toHaveLength(10);
	});

	it('an expired link: is renewed from the job', async () => {
		appcues.fake.fault({ path: /download/, expired: true });
		expect((await run(raw())).json()).toHaveLength(10);
		expect(appcues.fake.downloads.map(({ status }) => status)).toEqual([403, 200]);
	});

	it('links that keep expiring: stops with an error', async () => {
		appcues.fake.fault({ path: /download/, expired: true, times: Infinity });
		const { error } = await run(raw());
		expect(error?.message).toContain('has expired or was refused (status 403)');
		expect(error?.description).toContain(`as job ${first(jobs()).id}`);
		expect(appcues.fake.downloads).toHaveLength(2);
	});

	it('a removed file (410): reports it', async () => {
		appcues.fake.fault({ path: /download/, status: 410, times: Infinity });
		const { error } = await run(raw());
		expect(error?.message).toBe("The export's file doesn't exist (status 410)");
	});

	it.each(['items', 'file'])(
		'a file that is cut in half: is downloaded again (%s)',
		async (output) => {
			appcues.fake.fault({ path: /download/, reset: 'mid-body' });
			const outcome = await run(raw({ output }));
			expect(outcome.error).toBeUndefined();
			const [item] = atLeast(1, outcome.items());
			const rows = output === 'items' ? outcome.json() : JSON.parse(bytes(item).toString());
			expect(rows).toHaveLength(10);
		},
	);

	it('a finished job without a file: reports it', async () => {
		const body = { job_id: 'x', status: 'done' };
		appcues.fake.fault({ path: LOOK, status: 200, body });
		const { error } = await run(raw());
		expect(error?.message).toContain('is finished but has no file to download');
		expect(error?.description).toContain("'Job' in 'Output'");
		expect(error?.description).not.toContain('Email');
	});

	it('one of several: the others are returned, with On Error set to continue', async () => {
		appcues.fake.nextJobs(1, { failWith: 'query timeout' });
		const outcome = await run(raw({ columns: '={{ $json.columns }}' }), {
			input: [{ columns: 'user_id' }, { columns: 'name' }, { columns: '' }],
			onError: 'continueErrorOutput',
		});
		expect(outcome.json(0)).toHaveLength(10);
		expect(outcome.json(1).map(({ error }) => error)).toEqual([
			expect.stringContaining('finished as FAILED: query timeout'),
			"'Columns' is empty",
		]);
	});

	it('a cancelled execution: stops waiting, and names the job', async () => {
		appcues.fake.nextJobs(1, { stuck: true });
		const started = appcues.start({ type, parameters: raw() });
		while (appcues.fake.requests('GET').length < 2) {
			await new Promise((resolve) => setImmediate(resolve));
		}
		started.cancel();
		const outcome = await started.finished;
		expect(outcome.status).toBe('canceled');
		expect(outcome.error?.message).toContain(`job ${first(jobs()).id} (QUEUED)`);
	});
});
