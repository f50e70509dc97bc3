import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { gunzipSync } from 'node:zlib';

import { atLeast, first } from '../../dev/elements.cjs';
import { SECRET, useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesExport';

/** The time range of the whole demo account. */
const events = (rest: IDataObject = {}): IDataObject => ({
	operation: 'events',
	timeRange: 'custom',
	startTime: '={{ $now.minus({ days: 60 }) }}',
	...rest,
});

const members = (rest: IDataObject = {}): IDataObject => ({
	operation: 'segmentMembers',
	segmentId: { __rl: true, mode: 'id', value: 'seg-power-users' },
	...rest,
});

const condition = (field: string, operator: string, value: unknown) => ({
	conditions: { condition: [{ field, operator, value }] },
});

/** Runs the node. No key and no query string of a link may appear anywhere in the result. */
async function run(parameters: IDataObject, rest: Partial<Parameters<typeof appcues.run>[0]> = {}) {
	const outcome = await appcues.run({ type, parameters, ...rest });
	expect(outcome.everything).not.toContain('X-Amz-Signature');
	expect(outcome.everything).not.toContain(SECRET);
	return outcome;
}

const jobs = () => [...appcues.fake.account().jobs.values()];

/** Returns the file of an output item, as text. */
const text = ({ binary }: INodeExecutionData, field = 'data') =>
	Buffer.from(binary?.[field]?.data ?? '', 'base64').toString();

const POWER_USERS = ['user-ada', 'user-grace', 'user-linus', 'user-margaret', 'user-tim'];

describe('Events', () => {
	it('are returned as items, one for each, paired with the input item', async () => {
		const outcome = await run(events());
		expect(outcome.error).toBeUndefined();
		expect(outcome.json()).toHaveLength(10);
		expect(outcome.json()).toContainEqual(
			expect.objectContaining({ event: 'Invited teammate', userId: 'user-ada' }),
		);
		expect(outcome.paired()).toEqual(Array(10).fill([0]));
	});

	it.each([
		[condition('name', 'equals', 'Signed up'), 4],
		[condition('user_id', 'in', 'user-ada, user-tim'), 5],
		[condition('user_id', 'notIn', '={{ ["user-ada", "user-tim"] }}'), 5],
		[{ conditionsMode: 'json', conditionsJson: '[["name", "ilike", "%REPORT"]]' }, 3],
		[{ returnAll: false, limit: 2 }, 2],
		[{ returnAll: false, options: { offset: 7 } }, 3],
		[{ startTime: '={{ $now.minus({ hours: 4 }) }}' }, 4],
		[{ endTime: '={{ $now.minus({ hours: 4 }) }}' }, 6],
	])('that match %j', async (rest, count) => {
		expect((await run(events(rest as IDataObject))).json()).toHaveLength(count);
	});

	it('can be none', async () => {
		const outcome = await run(events(condition('name', 'equals', 'Nothing of the kind')));
		expect(outcome.error).toBeUndefined();
		expect(outcome.json()).toEqual([]);
	});

	it('of several items are exported concurrently, and each row is paired with its item', async () => {
		const outcome = await run(events(condition('user_id', 'equals', '={{ $json.user }}')), {
			input: ['user-grace', 'nobody', 'user-ada'].map((user) => ({ user })),
		});
		expect(outcome.json().map(({ userId }) => userId)).toEqual([
			...Array(2).fill('user-grace'),
			...Array(3).fill('user-ada'),
		]);
		expect(outcome.paired()).toEqual([[0], [0], [2], [2], [2]]);
		expect(appcues.fake.requests('POST', '/export/events')).toHaveLength(3);
	});

	it('are returned as one CSV file', async () => {
		const outcome = await run(events({ output: 'file' }));
		const [item] = atLeast(1, outcome.items());
		expect(item.json).toMatchObject({
			jobId: first(jobs()).id,
			status: 'COMPLETED',
			fileName: expect.stringMatching(/^appcues-events-\d{4}-\d\d-\d\d\.csv$/),
			fileSize: Buffer.byteLength(text(item)),
		});
		expect(item.binary?.data).toMatchObject({ mimeType: 'text/csv', fileExtension: 'csv' });
		expect(item.binary?.data?.fileName).toBe(item.json.fileName);
		expect(text(item).trim().split('\n')).toHaveLength(11);
		expect(outcome.paired()).toEqual([[0]]);
	});

	it('are returned as a file of JSON lines, with a custom name and field', async () => {
		const options = { fileName: 'all events', putOutputIn: 'export' };
		const outcome = await run(events({ output: 'file', format: 'json', options }));
		const [item] = atLeast(1, outcome.items());
		expect(item.json.fileName).toBe('all events.jsonl');
		expect(item.binary?.export).toMatchObject({ mimeType: 'application/x-ndjson' });
		const lines = text(item, 'export').trim().split('\n');
		expect(lines.map((line) => JSON.parse(line) as IDataObject)).toHaveLength(10);
	});

	it('return only the job, without its link', async () => {
		const outcome = await run(events({ output: 'job' }));
		expect(outcome.json()).toEqual([
			expect.objectContaining({ jobId: first(jobs()).id, status: 'COMPLETED' }),
		]);
		expect(JSON.stringify(outcome.json())).not.toContain('http');
		expect(appcues.fake.downloads).toEqual([]);
	});

	it('return the job with its link if the option is on', async () => {
		const outcome = await appcues.run({
			type,
			parameters: events({ output: 'job', options: { includeDownloadUrl: true } }),
		});
		expect(first(outcome.json()).downloadUrl).toMatch(/^http.*X-Amz-Signature=/);
	});

	it.each(['items', 'file', 'job'])(
		'return the job immediately without waiting, whatever the output is (%s)',
		async (output) => {
			const outcome = await run(events({ output, waitForCompletion: false }));
			expect(outcome.json()).toEqual([{ jobId: first(jobs()).id, status: 'ACCEPTED' }]);
			expect(appcues.fake.requests('GET')).toEqual([]);
		},
	);
});

describe('Segment Members', () => {
	it('are returned as items', async () => {
		const outcome = await run(members());
		expect(outcome.json().map(({ user_id }) => user_id)).toEqual(POWER_USERS);
	});

	it('include the requested properties', async () => {
		const outcome = await run(members({ options: { propertyNames: 'plan, mrr' } }));
		expect(outcome.json()[0]).toEqual({ user_id: 'user-ada', plan: 'pro', mrr: 249 });
	});

	it('are returned as a file', async () => {
		const [item] = atLeast(1, (await run(members({ output: 'file' }))).items());
		expect(item.json.fileName).toMatch(/^appcues-segment-members-.*\.csv$/);
		for (const id of POWER_USERS) expect(text(item)).toContain(id);
	});

	it('of an unknown segment: names it', async () => {
		const outcome = await run(members({ segmentId: { __rl: true, mode: 'id', value: 'gone' } }));
		expect(outcome.error?.message).toBe('Appcues has no segment with the ID "gone"');
	});
});

describe('the file', () => {
	it('is downloaded without credentials', async () => {
		await run(events());
		await run(members({ output: 'file' }));
		const { downloads } = appcues.fake;
		expect(downloads.map(({ authorization }) => authorization)).toEqual(['absent', 'absent']);
	});

	it('can be gzip, for items and unchanged as a file', async () => {
		appcues.fake.exportEncoding = 'gzip';
		expect((await run(events())).json()).toHaveLength(10);
		const [item] = atLeast(1, (await run(events({ output: 'file' }))).items());
		expect(item.json.fileName).toMatch(/^appcues-events-.*\.csv\.gz$/);
		expect(item.binary?.data?.mimeType).toBe('application/gzip');
		const packed = Buffer.from(item.binary?.data?.data ?? '', 'base64');
		expect(gunzipSync(packed).toString()).toContain('Invited teammate');
	});

	it('can be a ZIP as a file; for items, the message suggests the file output', async () => {
		appcues.fake.exportEncoding = 'zip';
		const options = { fileName: 'events.csv' };
		const [item] = atLeast(1, (await run(events({ output: 'file', options }))).items());
		expect(item.json.fileName).toBe('events.zip');
		expect(item.binary?.data?.mimeType).toBe('application/zip');
		const { error } = await run(events());
		expect(error?.message).toContain('ZIP archive');
		expect(error?.description).toContain("'File' in 'Output'");
	});

	it('is downloaded with a new link when the link has expired', async () => {
		appcues.fake.fault({ path: /download/, expired: true });
		expect((await run(events())).json()).toHaveLength(10);
		expect(appcues.fake.downloads.map(({ status }) => status)).toEqual([403, 200]);
	});

	it('is given up when the new link expires too', async () => {
		appcues.fake.fault({ path: /download/, expired: true, times: Infinity });
		const { error } = await run(events());
		expect(error?.message).toContain('has expired or was refused (status 403)');
		expect(error?.description).toContain(`as job ${first(jobs()).id}`);
		expect(appcues.fake.downloads).toHaveLength(2);
	});

	it.each(['items', 'file'])('that is cut in half is downloaded again (%s)', async (output) => {
		appcues.fake.fault({ path: /download/, reset: 'mid-body' });
		const outcome = await run(events({ output, format: 'json' }));
		expect(outcome.error).toBeUndefined();
		expect(appcues.fake.downloads).toHaveLength(2);
		const [item] = atLeast(1, outcome.items());
		const rows = output === 'items' ? outcome.json() : text(item).trim().split('\n');
		expect(rows).toHaveLength(10);
	});

	it.each([503, 429, 500])('that is temporarily unavailable (%d) is retried', async (status) => {
		appcues.fake.fault({ path: /download/, status, times: 2 });
		expect((await run(events())).json()).toHaveLength(10);
	});

	it('on a host that is down: reports it, and that the export itself is finished', async () => {
		appcues.fake.fault({ path: /download/, reset: 'before', times: Infinity });
		const { error } = await run(events());
		expect(error?.message).toMatch(/The download could not be reached: ECONNRESET \(5 attempts\)/);
		expect(error?.description).toContain(`as job ${first(jobs()).id}`);
		expect(jobs()).toHaveLength(1);
	});

	it('with 20,000 rows is returned completely', async () => {
		appcues.fake.exportRows = 20_000;
		const outcome = await run(events());
		expect(outcome.json()).toHaveLength(20_000);
		expect(outcome.json()[19_999]).toMatchObject({ id: 'event-19999' });
	});
});

describe('when something goes wrong', () => {
	it('a wrong secret: is reported once', async () => {
		const outcome = await run(events(), {
			credentials: appcues.credentials({ apiSecret: `${SECRET}-wrong` }),
		});
		expect(outcome.error?.message).toBe('Appcues did not accept the API key and secret');
		expect(appcues.fake.log).toHaveLength(1);
	});

	it('the rate limit: waits, then starts the export once', async () => {
		appcues.fake.fault({ path: '/export/events', status: 429, headers: { 'Retry-After': '3' } });
		expect((await run(events())).json()).toHaveLength(10);
		expect(jobs()).toHaveLength(1);
	});

	it.each([{ status: 503 }, { reset: 'after' as const }, { garbage: 'html' as const }])(
		'a start with an unknown outcome (%j): is not retried, and says how to check',
		async (fault) => {
			appcues.fake.fault({ path: '/export/events', ...fault });
			const outcome = await run(events());
			expect(outcome.error?.description).toMatch(
				/may or may not.*Get Many Jobs of the Appcues Job node.*starts another export/s,
			);
			expect(appcues.fake.requests('POST')).toHaveLength(1);
		},
	);

	it('a job that fails: names it and what running again does', async () => {
		appcues.fake.failNextJobs(1, 'too many rows');
		const outcome = await run(events());
		expect(outcome.error?.message).toBe(
			`Appcues job ${first(jobs()).id} finished as FAILED: too many rows`,
		);
		expect(outcome.error?.description).toContain('starts another export');
	});

	it('a job that never finishes: names it, or returns it', async () => {
		appcues.fake.nextJobs(2, { stuck: true });
		const stopped = await run(events({ options: { timeout: 30 } }));
		expect(stopped.error?.message).toContain('was still IN_PROGRESS after 30 seconds');
		const options = { timeout: 30, onTimeout: 'returnJob' };
		const returned = await run(events({ options }));
		expect(returned.json()).toEqual([expect.objectContaining({ status: 'IN_PROGRESS' })]);
	});

	it('a start without a job: says that there is nothing to download', async () => {
		appcues.fake.fault({ path: '/export/events', status: 202, body: { status: 202 } });
		const outcome = await run(events());
		expect(outcome.error?.message).toContain('returned no job ID');
	});

	it('one of several: the others are returned, with On Error set to continue', async () => {
		const parameters = members({
			segmentId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
		});
		const input = [{ id: 'seg-power-users' }, { id: 'gone' }, { id: ' ' }];
		const outcome = await run(parameters, { input, onError: 'continueErrorOutput' });
		expect(outcome.json(0)).toHaveLength(5);
		expect(outcome.paired(0)).toEqual(Array(5).fill([0]));
		expect(outcome.json(1)).toEqual([
			expect.objectContaining({ id: 'gone', error: expect.stringContaining('no segment') }),
			expect.objectContaining({ id: ' ', error: "'Segment' is empty" }),
		]);
	});
});
