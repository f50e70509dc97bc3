import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { atLeast, first } from '../../dev/elements.cjs';
import { SECRET, useAppcues, useFastTime } from '../support/appcues.cjs';
import { describeEveryOperation } from '../support/everyOperation.cjs';
import { EXPORTED, finishedExport, someJob } from '../support/jobs.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesJob';

/** Runs the node. No key and no query string of a link may appear anywhere in the result. */
async function run(
	operation: string,
	rest: IDataObject = {},
	more: Partial<Parameters<typeof appcues.run>[0]> = {},
) {
	const outcome = await appcues.run({ type, parameters: { operation, ...rest }, ...more });
	expect(outcome.everything).not.toContain('X-Amz-Signature');
	expect(outcome.everything).not.toContain(SECRET);
	return outcome;
}

/** One item for each job, with its ID in the field that nodes with jobs use. */
const itemsFor = (...jobs: Array<{ id: string }>) => jobs.map(({ id }) => ({ jobId: id }));

const JOB_ID = { jobId: '={{ $json.jobId }}' };

const looksAt = ({ id }: { id: string }) => appcues.fake.requests('GET', `/jobs/${id}`);

/** Returns the file of an output item, as text. */
const text = ({ binary }: INodeExecutionData, field = 'data') =>
	Buffer.from(binary?.[field]?.data ?? '', 'base64').toString();

describe('Get', () => {
	it('returns the status of a job, without waiting and without its link', async () => {
		const job = finishedExport(appcues.fake);
		const got = await run('get', { jobId: ` ${job.id} ` });
		expect(got.json()).toEqual([
			{
				jobId: job.id,
				status: 'COMPLETED',
				name: 'export_members',
				startedAt: expect.any(String),
				events: [
					expect.objectContaining({ name: 'accepted' }),
					expect.objectContaining({ name: 'completed', attributes: { rows: 2 } }),
				],
			},
		]);
		expect(JSON.stringify(got.json())).not.toContain('http');
	});

	it('returns a running job and a failed one, without an error', async () => {
		const stuck = someJob(appcues.fake, Infinity);
		appcues.fake.failNextJobs(1, 'locked');
		const failed = appcues.fake.account().startJob('import_profiles', () => ({}));
		failed.finish();
		const got = await run('get', JOB_ID, { input: itemsFor(stuck, failed) });
		expect(got.error).toBeUndefined();
		expect(got.json().map(({ status }) => status)).toEqual(['IN_PROGRESS', 'FAILED']);
	});

	it('returns the link if set to', async () => {
		const { id } = finishedExport(appcues.fake);
		const got = await appcues.run({
			type,
			parameters: { operation: 'get', jobId: id, options: { includeDownloadUrl: true } },
		});
		expect(first(got.json()).downloadUrl).toMatch(/^http.*X-Amz-Signature=/);
	});

	it('retries after transient faults', async () => {
		const job = someJob(appcues.fake);
		for (const status of [500, 503]) appcues.fake.fault({ path: /jobs/, status });
		const got = await run('get', { jobId: job.id });
		expect(got.json()[0]).toMatchObject({ status: 'COMPLETED' });
		expect(looksAt(job)).toHaveLength(3);
	});
});

describe.each(['get', 'download'])('an ID that Appcues does not know (%s)', (operation) => {
	it('is reported immediately, with a note that analytics has its own jobs', async () => {
		const job = appcues.fake.account().startAnalyticsJob('query', () => ({}));
		const { error } = await run(operation, { jobId: job.id });
		expect(error?.message).toBe(`Appcues has no job with the ID "${job.id}"`);
		expect(error?.description).toContain('Appcues Analytics node');
		expect(appcues.fake.log).toHaveLength(1);
	});
});

describe.each(['get', 'download', 'wait'])('a Job ID (%s)', (operation) => {
	it.each(['', ' ', null])('that is %j: explains the likely cause', async (jobId) => {
		const { error } = await run(operation, JOB_ID, { input: [{ jobId }] });
		expect(error?.message).toBe("'Job ID' is empty");
		expect(error?.description).toMatch(/finished immediately, there is no job.*Filter node/);
		expect(appcues.fake.log).toEqual([]);
	});

	it.each([2 ** 60, true, { id: 1 }, ['job-1']])('cannot be %j', async (jobId) => {
		const { error } = await run(operation, JOB_ID, {
			input: [{ jobId: jobId }],
		});
		expect(error?.message).toMatch(/^'Job ID' (is|holds)/);
		expect(appcues.fake.log).toEqual([]);
	});
});

describe('Get Many', () => {
	it('lists the newest first, even with times as numbers', async () => {
		const jobs = [1_700_000_000_000, 1_800_000_000_000].map((started_at) => ({
			id: `job-${started_at}`,
			status: 'COMPLETED',
			started_at,
		}));
		appcues.fake.fault({ path: '/jobs', status: 200, body: jobs });
		const got = await run('getAll', { limit: 1 });
		expect(got.json().map(({ jobId }) => jobId)).toEqual(['job-1800000000000']);
	});

	it('lists the newest first, up to the limit', async () => {
		const jobs = [];
		for (let minute = 0; minute < 3; minute += 1) {
			jobs.push(someJob(appcues.fake).id);
			await new Promise((resolve) => setTimeout(resolve, 60_000));
		}
		const got = await run('getAll', { limit: 2 });
		expect(got.json().map(({ jobId }) => jobId)).toEqual([jobs[2], jobs[1]]);
		expect(got.json()[0]).toEqual({
			jobId: jobs[2],
			status: 'COMPLETED',
			name: 'add_user_ids',
			startedAt: expect.any(String),
		});
		const all = await run('getAll', { returnAll: true });
		expect(all.json().map(({ jobId }) => jobId)).toEqual([...jobs].reverse());
	});

	it('can return none', async () => {
		const got = await run('getAll');
		expect([got.error, got.json()]).toEqual([undefined, []]);
	});

	it('lists jobs without a start time last, and returns no links', async () => {
		const body = [
			{ id: 'a', status: 'queued' },
			{ id: 'b', status: 'COMPLETED', started_at: '2026-01-01T00:00:00Z' },
			{ id: 'c', status: 'FAILED', started_at: 'lately', download_url: 'https://x/?secret' },
		];
		appcues.fake.fault({ path: '/jobs', status: 200, body });
		const got = await run('getAll');
		expect(got.json()).toEqual([
			expect.objectContaining({ jobId: 'b' }),
			{ jobId: 'a', status: 'QUEUED' },
			{ jobId: 'c', status: 'FAILED', startedAt: 'lately' },
		]);
	});

	it.each([{ jobs: [], pages: [] }, { jobs: ['a'] }, [{ id: 'a' }], ['a']])(
		'refuses a response such as %j',
		async (body) => {
			appcues.fake.fault({ path: '/jobs', status: 200, body });
			const { error } = await run('getAll');
			expect(error?.message).toBe('Appcues returned something other than an array of jobs');
		},
	);
});

describe('Wait', () => {
	it('checks many jobs with one request, and reads each when it has finished', async () => {
		const jobs = Array.from({ length: 30 }, (_, n) => someJob(appcues.fake, 60_000 + n * 100));
		const outcome = await run('wait', JOB_ID, { input: itemsFor(...jobs) });
		expect(outcome.json()).toHaveLength(30);
		expect(outcome.json().every(({ status }) => status === 'COMPLETED')).toBe(true);
		const lists = appcues.fake.requests('GET', /\/jobs$/);
		expect(lists.length).toBeGreaterThan(5);
		expect(appcues.fake.requests('GET', /\/jobs\//)).toHaveLength(30);
	});

	it('checks them one by one when the key may not list jobs', async () => {
		const jobs = Array.from({ length: 5 }, () => someJob(appcues.fake, 5_000));
		appcues.fake.fault({ path: /\/jobs$/, status: 403, times: Infinity });
		const outcome = await run('wait', JOB_ID, { input: itemsFor(...jobs) });
		expect(outcome.json()).toHaveLength(5);
		expect(appcues.fake.requests('GET', /\/jobs$/)).toHaveLength(1);
	});

	it('continues a job that another node started without waiting', async () => {
		const started = await appcues.run({
			type: 'appcuesSegment',
			parameters: {
				operation: 'addUsers',
				segmentId: { __rl: true, mode: 'id', value: 'seg-trial' },
				userIds: 'ada',
				waitForCompletion: false,
			},
		});
		const got = await run('wait', JOB_ID, { input: started.json() });
		expect(got.json()).toEqual([
			expect.objectContaining({
				jobId: first(started.json()).jobId,
				status: 'COMPLETED',
				durationMs: expect.any(Number),
			}),
		]);
		expect([...appcues.fake.account().segment('seg-trial').members.keys()]).toEqual(['ada']);
	});

	it('polls the jobs of all items together, each once', async () => {
		const [slow, quick, later] = atLeast(
			3,
			[20_000, 0, 60_000].map((duration) => someJob(appcues.fake, duration)),
		);
		const started = Date.now();
		const got = await run('wait', JOB_ID, { input: itemsFor(slow, quick, slow, later) });
		expect(got.json().map(({ jobId, status }) => [jobId, status])).toEqual([
			[slow.id, 'COMPLETED'],
			[quick.id, 'COMPLETED'],
			[later.id, 'COMPLETED'],
		]);
		expect(got.paired()).toEqual([[0, 2], [1], [3]]);
		expect(Date.now() - started).toBeLessThan(80_000);
		expect(looksAt(quick)).toHaveLength(1);
		const times = looksAt(slow).map(({ at }) => at);
		expect(new Set(times).size).toBe(times.length);
	});

	it('reports a failed job, and the results of the others', async () => {
		const fine = someJob(appcues.fake);
		appcues.fake.failNextJobs(1, 'locked');
		const failed = appcues.fake.account().startJob('import_profiles', () => ({}));
		const { error } = await run('wait', JOB_ID, { input: itemsFor(fine, failed) });
		expect(error?.message).toBe(`Appcues job ${failed.id} finished as FAILED: locked`);
		expect(error?.item).toBe(1);
		expect(error?.description).toContain(
			`Of 2 jobs: ${fine.id} (COMPLETED), ${failed.id} (FAILED).`,
		);
	});

	it('continues with the other jobs if set to', async () => {
		const fine = someJob(appcues.fake);
		appcues.fake.failNextJobs(1, 'locked');
		const failed = appcues.fake.account().startJob('import_profiles', () => ({}));
		const got = await run('wait', JOB_ID, {
			input: itemsFor(failed, fine, { id: 'unknown' }, { id: '' }, failed),
			onError: 'continueErrorOutput',
		});
		expect(got.json(0)).toEqual([expect.objectContaining({ jobId: fine.id })]);
		expect(got.json(1).map(({ jobId, error }) => [jobId, error])).toEqual([
			[failed.id, `Appcues job ${failed.id} finished as FAILED: locked`],
			[failed.id, `Appcues job ${failed.id} finished as FAILED: locked`],
			['unknown', 'Appcues has no job with the ID "unknown"'],
			['', "'Job ID' is empty"],
		]);
	});

	it('names a job that does not finish in time, its status and what to do; or returns it', async () => {
		const { id } = someJob(appcues.fake, Infinity);
		const { error } = await run('wait', { jobId: id, options: { timeout: 5 } });
		expect(error?.message).toMatch(
			new RegExp(`^Appcues job ${id} was still IN_PROGRESS after 5(\\.\\d)? seconds$`),
		);
		expect(error?.description).toMatch(/'Timeout \(Seconds\)'.*Appcues Job node.*'On Timeout'/s);
		const options = { timeout: 5, onTimeout: 'returnJob' };
		const got = await run('wait', { jobId: id, options });
		expect(got.json()).toEqual([expect.objectContaining({ jobId: id, status: 'IN_PROGRESS' })]);
	});

	it('waits for a newly accepted job that is not found yet', async () => {
		appcues.fake.nextJobs(1, { hiddenPolls: 3, duration: 0 });
		const job = appcues.fake.account().startJob('add_user_ids', () => ({}));
		const got = await run('wait', { jobId: job.id });
		expect(got.json()).toEqual([expect.objectContaining({ status: 'COMPLETED' })]);
		expect(looksAt(job)).toHaveLength(4);
	});

	it.each([{}, { timeout: 5 }, { timeout: 5, onTimeout: 'returnJob' }])(
		'looks for an unknown ID for at most half a minute (%j)',
		async (options) => {
			const started = Date.now();
			const { error } = await run('wait', { jobId: 'unknown', options });
			expect(error?.message).toBe('Appcues has no job with the ID "unknown"');
			expect(error?.description).toContain('Appcues Analytics node');
			expect(Date.now() - started).toBeLessThan(60_000);
		},
	);

	it('reports when no status could be read in time, even if set to return the job', async () => {
		const { id } = someJob(appcues.fake);
		appcues.fake.fault({ path: /jobs/, status: 503, times: Infinity });
		const options = { timeout: 20, onTimeout: 'returnJob' };
		const { error } = await run('wait', { jobId: id, options });
		expect(error?.message).toBe(
			`The status of Appcues job ${id} could not be read within 20 seconds`,
		);
		expect(error?.description).toMatch(/Appcues could not respond.*status 503.*changes nothing/s);
	});

	it('retries after every transient fault', async () => {
		const job = someJob(appcues.fake, 10_000);
		for (const status of [500, 429, 302]) appcues.fake.fault({ path: /jobs/, status });
		appcues.fake.fault({ path: /jobs/, reset: 'before' });
		appcues.fake.fault({ path: /jobs/, garbage: 'html' });
		const got = await run('wait', { jobId: job.id });
		expect(got.json()[0]).toMatchObject({ status: 'COMPLETED' });
	});

	it('can be cancelled', async () => {
		const { id } = someJob(appcues.fake, Infinity);
		const started = appcues.start({ type, parameters: { operation: 'wait', jobId: id } });
		while (appcues.fake.log.length < 2) await new Promise((resolve) => setImmediate(resolve));
		started.cancel();
		expect((await started.finished).status).toBe('canceled');
	});

	it.each([
		[{ timeout: 0 }, "'Timeout (Seconds)'"],
		[{ pollInterval: -1 }, "'Poll Interval (Seconds)'"],
		[{ onTimeout: 'perhaps' }, "'On Timeout'"],
	])('refuses %j before anything is sent', async (options, message) => {
		const { error } = await run('wait', { jobId: 'job-1', options: options as IDataObject });
		expect(error?.message).toContain(message);
		expect(appcues.fake.log).toEqual([]);
	});
});

describe('Download', () => {
	const startExport = async (rest: IDataObject) => {
		const started = await appcues.run({
			type: 'appcuesExport',
			parameters: {
				operation: 'segmentMembers',
				segmentId: { __rl: true, mode: 'id', value: 'seg-power-users' },
				waitForCompletion: false,
				...rest,
			},
		});
		return started.json();
	};

	it('returns the items of an export that was started earlier', async () => {
		const input = await startExport({});
		await run('wait', JOB_ID, { input });
		const got = await run('download', JOB_ID, { input });
		expect(got.json().map(({ user_id }) => user_id)).toEqual([
			...['user-ada', 'user-grace', 'user-linus', 'user-margaret', 'user-tim'],
		]);
		expect(got.paired()).toEqual(Array(5).fill([0]));
		expect(appcues.fake.downloads.map(({ authorization }) => authorization)).toEqual(['absent']);
	});

	it('returns the file, named after its job or as set', async () => {
		const { id } = finishedExport(appcues.fake, 'csv');
		const got = await run('download', { jobId: id, output: 'file' });
		const [item] = atLeast(1, got.items());
		expect(item.json).toMatchObject({
			jobId: id,
			status: 'COMPLETED',
			fileName: `appcues-job-${id}.csv`,
			fileSize: Buffer.byteLength(text(item)),
		});
		expect(item.binary?.data?.mimeType).toBe('text/csv');
		expect(text(item)).toBe('user_id,plan\r\nuser-ada,pro\r\nuser-tim,trial\r\n');
		const options = { fileName: 'members', putOutputIn: 'members' };
		const [named] = atLeast(
			1,
			(await run('download', { jobId: id, output: 'file', format: 'json', options })).items(),
		);
		expect(named.json.fileName).toBe('members.csv');
		expect(text(named, 'members')).toContain('user-ada');
	});

	it('returns those of several items, each paired with its own', async () => {
		const input = itemsFor(finishedExport(appcues.fake), finishedExport(appcues.fake));
		const got = await run('download', JOB_ID, { input });
		expect(got.json()).toEqual([...EXPORTED, ...EXPORTED]);
		expect(got.paired()).toEqual([[0], [0], [1], [1]]);
	});

	it('decompresses gzip for items', async () => {
		appcues.fake.exportEncoding = 'gzip';
		const { id } = finishedExport(appcues.fake);
		expect((await run('download', { jobId: id })).json()).toEqual(EXPORTED);
	});

	it('names the row that it cannot read, and how to get the file', async () => {
		const rows = [{ user_id: 'ada' }, 'tim' as unknown as IDataObject];
		const { id } = finishedExport(appcues.fake, 'json', undefined, rows);
		const { error } = await run('download', { jobId: id });
		expect(error?.message).toBe('Line 2 of the export is not a JSON object');
		expect(error?.description).toContain("choose 'File' in 'Output'");
		expect(error?.description).toContain('starts no new export');
	});

	it('shows the status of an unfinished job, and says to wait', async () => {
		const { id } = someJob(appcues.fake, Infinity);
		const { error } = await run('download', { jobId: id });
		expect(error?.message).toBe(`Appcues job ${id} isn't finished yet (status IN_PROGRESS)`);
		expect(error?.description).toContain("Appcues Job node with 'Wait for Jobs'");
		expect(appcues.fake.downloads).toEqual([]);
	});

	it('reports a failed job', async () => {
		appcues.fake.failNextJobs(1, 'too many rows');
		const job = appcues.fake.account().startJob('export_events', () => ({}));
		await run('wait', { jobId: job.id });
		const { error } = await run('download', { jobId: job.id });
		expect(error?.message).toBe(`Appcues job ${job.id} finished as FAILED: too many rows`);
	});

	it('says for a job without a file that only exports make files', async () => {
		const { id } = someJob(appcues.fake);
		const { error } = await run('download', { jobId: id });
		expect(error?.message).toBe(`Appcues job ${id} is finished but has no file to download`);
		expect(error?.description).toMatch(/Only exports have files.*Get Job.*'Email'/s);
	});

	it('gets a new link for an expired one, once', async () => {
		const { id } = finishedExport(appcues.fake);
		appcues.fake.fault({ path: /download/, expired: true });
		expect((await run('download', { jobId: id })).json()).toEqual(EXPORTED);
		expect(appcues.fake.downloads.map(({ status }) => status)).toEqual([403, 200]);
		appcues.fake.fault({ path: /download/, expired: true, times: Infinity });
		const { error } = await run('download', { jobId: id });
		expect(error?.message).toContain('has expired or was refused (status 403)');
		expect(error?.description).toContain(`as job ${id}`);
	});

	it('does not follow a link that is not a web URL, and does not show it', async () => {
		const body = { status: 'COMPLETED', download_url: 'file:///etc/passwd?key=secret-of-link' };
		appcues.fake.fault({ path: /jobs/, status: 200, body });
		const got = await run('download', { jobId: 'job-1' });
		expect(got.error?.message).toBe("The download link from Appcues isn't a web URL");
		expect(got.everything).not.toContain('secret-of-link');
	});

	it('continues with the other files if set to', async () => {
		const fine = finishedExport(appcues.fake);
		const input = itemsFor({ id: 'unknown' }, fine, someJob(appcues.fake, Infinity));
		const got = await run('download', JOB_ID, { input, onError: 'continueErrorOutput' });
		expect(got.json(0)).toEqual(EXPORTED);
		expect(got.json(1)).toEqual([
			expect.objectContaining({ jobId: 'unknown', error: expect.stringContaining('no job with') }),
			expect.objectContaining({ error: expect.stringContaining("isn't finished yet") }),
		]);
	});

	it.each([
		[{ output: 'job' }, "'Output' has an invalid value"],
		[{ output: 'file', format: 'xml' }, "'Format' has an invalid value"],
	])('refuses %j before anything is sent', async (rest, message) => {
		const { error } = await run('download', { jobId: 'job-1', ...rest });
		expect(error?.message).toBe(message);
		expect(appcues.fake.log).toEqual([]);
	});
});

describeEveryOperation(appcues, type);
