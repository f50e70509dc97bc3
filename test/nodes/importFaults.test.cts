import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { atLeast, first } from '../../dev/elements.cjs';
import { SECRET, useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const type = 'appcuesImport';

const MOMENT = '2026-01-15T12:00:00.000Z';

const ROW = { user_id: 'a', group_id: 'acme', name: 'Paid', timestamp: MOMENT };

const run = async (
	operation: string,
	input: IDataObject[] = [ROW],
	parameters: IDataObject = {},
	rest = {},
) => await appcues.run({ type, parameters: { operation, ...parameters }, input, ...rest });

const sent = () => appcues.fake.requests('POST', /\/import\//);

describe.each(['profiles', 'events', 'groups'])('%s, when something goes wrong', (operation) => {
	it('a wrong secret: is reported once, without the secret', async () => {
		const credentials = appcues.credentials({ apiSecret: `${SECRET}-wrong` });
		const got = await run(operation, [ROW], {}, { credentials });
		expect(got.error).toMatchObject({
			name: 'NodeApiError',
			message: 'Appcues did not accept the API key and secret',
		});
		expect(got.everything).not.toContain(SECRET);
		expect(sent()).toHaveLength(1);
	});

	it('a key without the permission: is reported with Appcues’ own message', async () => {
		appcues.fake.account().keys.push({ key: 'reader', secret: 's', permissions: 'read' });
		const credentials = appcues.credentials({ apiKey: 'reader', apiSecret: 's' });
		const got = await run(operation, [ROW], {}, { credentials });
		expect(got.error?.message).toBe('Appcues does not allow this API key to do that');
	});

	it('the rate limit: waits as long as Retry-After says, then continues', async () => {
		appcues.fake.fault({ path: /import/, status: 429, headers: { 'Retry-After': '7' } });
		const got = await run(operation);
		const [first, second] = atLeast(2, sent());
		expect(got.json()[0]).toMatchObject({ rows: 1, status: 'COMPLETED' });
		expect(second.at - first.at).toBeGreaterThanOrEqual(7000);
	});

	it.each([
		{ reset: 'after' as const },
		{ reset: 'before' as const },
		{ reset: 'mid-body' as const },
		{ status: 500 },
		{ status: 503, applied: true },
	])('%j: is not retried, and says how to check', async (fault) => {
		appcues.fake.fault({ path: /import/, ...fault });
		const got = await run(operation);
		expect(got.error?.description).toContain(
			'Appcues may or may not have processed this request. ',
		);
		expect(got.error?.description).toMatch(
			operation === 'events' ? /has already imported twice/ : /You can safely run this again/,
		);
		expect(sent()).toHaveLength(1);
	});

	it('a job that fails: names the job, the reason, and what running again does', async () => {
		appcues.fake.failNextJobs(1, 'no such luck');
		const got = await run(operation);
		const [jobId] = [...appcues.fake.account().jobs.keys()];
		expect(got.error?.message).toBe(`Appcues job ${jobId} finished as FAILED: no such luck`);
		expect(got.error?.description).toMatch(
			operation === 'events' ? /has already imported twice/ : /safely run this again/,
		);
	});

	it('a job that never finishes: says what to do, or returns it', async () => {
		appcues.fake.nextJobs(2, { stuck: true });
		const stopped = await run(operation, [ROW], { options: { timeout: 30 } });
		expect(stopped.error?.message).toContain('was still IN_PROGRESS after 30 seconds');
		const options = { timeout: 30, onTimeout: 'returnJob' };
		const returned = await run(operation, [ROW], { options });
		expect(returned.json()[0]).toMatchObject({ rows: 1, status: 'IN_PROGRESS' });
	});
});

describe('On Error set to continue', () => {
	// Three of these fill a request.
	const note = 'x'.repeat(1_300_000);
	const input = Array.from({ length: 7 }, (_, index) => ({ ...ROW, user_id: `u${index}`, note }));

	it('fails the items of the refused request, and no others', async () => {
		appcues.fake.fault({ path: /import/, status: 400 });
		const got = await run('events', input, {}, { onError: 'continueErrorOutput' });
		expect(sent()).toHaveLength(3);
		const refused = got.paired(1).flat();
		expect(got.json(1)).toHaveLength(refused.length);
		expect([...got.paired(0).flat(), ...refused].sort((a, b) => a - b)).toEqual([
			...Array(7).keys(),
		]);
		expect(got.json(0)).toHaveLength(2);
	});

	it('reports the results of the other jobs, and the skipped rows with a successful one', async () => {
		appcues.fake.failNextJobs(1, 'no');
		const options = { onInvalidRow: 'skip' };
		const got = await run(
			'events',
			[{}, ...input],
			{ options },
			{ onError: 'continueErrorOutput' },
		);
		// Three requests are sent concurrently, so any of them can start the first job.
		expect([1, 3]).toContain(got.json(1).length);
		expect(JSON.stringify(first(got.json(1)).details)).toMatch(/Of 3 requests, Appcues accepted 3/);
		expect(got.json(0).reduce((sum, { skipped }) => sum + Number(skipped), 0)).toBe(1);
		expect(got.paired(0).flat()).toContain(0);
	});
});

it('stops when the execution is cancelled, and names the jobs that Appcues has', async () => {
	appcues.fake.nextJobs(1, { stuck: true });
	const running = appcues.start({ type, parameters: { operation: 'events' }, input: [ROW] });
	while (!appcues.fake.requests('GET', /jobs/)[0]?.status) {
		await new Promise((done) => setImmediate(done));
	}
	running.cancel();
	const outcome = await running.finished;
	const [jobId] = [...appcues.fake.account().jobs.keys()];
	expect(outcome.status).toBe('canceled');
	expect(outcome.error?.message).toContain(`job ${jobId} (`);
});
