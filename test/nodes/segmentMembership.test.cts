import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { atLeast, elementAt, first } from '../../dev/elements.cjs';
import { SECRET, useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();

const SEGMENT = 'seg-crm-customers';

/** Parameters as n8n stores them, for a segment by ID. */
function membership(operation: 'addUsers' | 'removeUsers', rest: IDataObject = {}): IDataObject {
	return {
		operation,
		segmentId: { __rl: true, mode: 'id', value: SEGMENT },
		userIds: '={{ $json.user_id }}',
		...rest,
	};
}

const users = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ user_id: `user-${index}` }));

const members = (segment = SEGMENT) => [...appcues.fake.account().segment(segment).members.keys()];

const additions = () => appcues.fake.requests('POST', '/add_user_ids');

const type = 'appcuesSegment';

describe('Add Users', () => {
	it('sends the users of all items in one request and waits for the job', async () => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers'),
			input: [{ user_id: 'ada' }, { user_id: 'grace' }],
		});
		expect(run.error).toBeUndefined();
		expect(run.json()).toEqual([
			expect.objectContaining({
				segmentId: SEGMENT,
				userCount: 2,
				jobId: expect.any(String),
				status: 'COMPLETED',
				durationMs: expect.any(Number),
			}),
		]);
		expect(run.paired()).toEqual([[0, 1]]);
		expect(additions()).toHaveLength(1);
		expect(first(additions()).body).toEqual({ user_ids: ['ada', 'grace'] });
		expect(members()).toEqual(['ada', 'grace']);
	});

	it('adds 2,500 users with one request, and 25,000 with three', async () => {
		await appcues.run({ type, parameters: membership('addUsers'), input: users(2500) });
		expect(additions()).toHaveLength(1);
		expect(members()).toHaveLength(2500);
		const run = await appcues.run({
			type,
			parameters: membership('addUsers'),
			input: users(25_000),
		});
		expect(additions()).toHaveLength(4);
		expect(run.json().map(({ userCount }) => userCount)).toEqual([10_000, 10_000, 5_000]);
		expect(run.json().map(({ status }) => status)).toEqual(Array(3).fill('COMPLETED'));
		expect(run.paired().flat()).toEqual([...Array(25_000).keys()]);
		expect(members()).toHaveLength(25_000);
	});

	it('removes blanks and duplicates, trims, and reports how many blanks there were', async () => {
		const ids = [' ada', 'ada\t', '', 'grace hopper', null, '  ', 'a/b'];
		const run = await appcues.run({
			type,
			parameters: membership('addUsers'),
			input: ids.map((user_id) => ({ user_id })),
		});
		expect(members()).toEqual(['ada', 'grace hopper', 'a/b']);
		expect(run.json()[0]).toMatchObject({ userCount: 3, skipped: 3 });
		expect(run.paired()).toEqual([[0, 1, 2, 3, 4, 5, 6]]);
		expect(run.hints).toEqual(['3 blank user IDs were skipped. Found in item 2, item 4, item 5.']);
	});

	it('says which entries of a list are blank, up to ten', async () => {
		const entries = Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? `u${index}` : ' '));
		const run = await appcues.run({
			type,
			parameters: membership('addUsers'),
			input: [
				{ user_id: 'ada,,grace' },
				{ user_id: ['linus', null, 'tim', ''] },
				{ user_id: entries },
			],
		});
		expect(run.json()[0]).toMatchObject({ skipped: 18 });
		expect(run.hints).toEqual([
			'18 blank user IDs were skipped. Found in item 0 (entry 2), item 1 (entries 2, 4), item 2 (entries 2, 4, 6, 8, 10, 12, 14, 16, 18, 20 and 5 more).',
		]);
	});

	it('counts what looks wrong in a list by its values and by its items', async () => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers'),
			input: [
				{ user_id: 'a@acme.example, b@acme.example' },
				{ user_id: ['7.0', 'c@acme.example', '8.0'] },
			],
		});
		expect(run.hints).toEqual([
			expect.stringMatching(
				/'User IDs' \(3 values in 2 items, first item 0: "a@acme.example"\)\.$/,
			),
			expect.stringMatching(/'User IDs' \(2 values in item 1: "7.0"\)\.$/),
		]);
	});

	it('names ten of the items with blank IDs', async () => {
		const input = Array.from({ length: 1234 }, (_, index) => ({
			user_id: index === 7 ? 'ada' : '',
		}));
		const run = await appcues.run({ type, parameters: membership('removeUsers'), input });
		expect(run.hints).toEqual([
			'1,233 blank user IDs were skipped. Found in item 0, item 1, item 2, item 3, item 4, item 5, item 6, item 8, item 9, item 10 and 1,223 more.',
		]);
	});

	it('accepts a list and an array of IDs', async () => {
		await appcues.run({
			type,
			parameters: membership('addUsers'),
			input: [{ user_id: 'ada, grace' }, { user_id: ['linus', 'a, b', 42] }],
		});
		expect(members()).toEqual(['ada', 'grace', 'linus', 'a, b', '42']);
	});

	it('sends one request for each segment that the items name', async () => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers', {
				segmentId: { __rl: true, mode: 'id', value: '={{ $json.segment }}' },
			}),
			input: [
				{ user_id: 'ada', segment: 'seg-trial' },
				{ user_id: 'grace', segment: SEGMENT },
				{ user_id: 'linus', segment: ' seg-trial ' },
			],
		});
		expect(additions()).toHaveLength(2);
		expect(members('seg-trial')).toEqual(['ada', 'linus']);
		expect(members()).toEqual(['grace']);
		expect(run.json().map(({ segmentId }) => segmentId)).toEqual(['seg-trial', SEGMENT]);
		expect(run.paired()).toEqual([[0, 2], [1]]);
	});

	it('sends smaller batches if set to, and pairs an item with each part that contains its users', async () => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers', { options: { batchSize: 2 } }),
			input: [{ user_id: 'a,b,c' }, { user_id: 'd' }, { user_id: 'a' }],
		});
		expect(additions().map(({ body }) => body)).toEqual(
			expect.arrayContaining([{ user_ids: ['a', 'b'] }, { user_ids: ['c', 'd'] }]),
		);
		expect(run.paired()).toEqual([
			[0, 2],
			[0, 1],
		]);
	});

	it('returns the job immediately if set not to wait', async () => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers', { waitForCompletion: false }),
			input: users(1),
		});
		expect(run.json()).toEqual([
			{ segmentId: SEGMENT, userCount: 1, jobId: expect.any(String), status: 'ACCEPTED' },
		]);
		expect(appcues.fake.requests('GET')).toEqual([]);
	});

	it('accepts a success without a job', async () => {
		appcues.fake.fault({
			path: '/add_user_ids',
			status: 202,
			body: { status: 202 },
			applied: true,
		});
		const run = await appcues.run({ type, parameters: membership('addUsers'), input: users(1) });
		expect(run.error).toBeUndefined();
		expect(run.json()[0]).toMatchObject({ jobId: null, status: 'ACCEPTED' });
	});

	it('shows a hint when an ID looks like an email address', async () => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers'),
			input: [{ user_id: 'ada@example.com' }, { user_id: 'grace' }],
		});
		expect(run.hints).toContainEqual(
			expect.stringMatching(/email addresses.*never be targeted.*\(item 0: "ada@example.com"\)/),
		);
		expect(members()).toContain('ada@example.com');
	});

	it('shows no hint about other IDs', async () => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers'),
			input: [{ user_id: 'user@home' }, { user_id: '@ada' }],
		});
		expect(run.hints).toEqual([]);
	});

	it.each([
		['an ID', { userIds: '{{ $json.user_id }}' }],
		['the segment', { segmentId: { __rl: true, mode: 'id', value: '{{ $json.segment }}' } }],
		[
			'an option beside an expression',
			{ options: { batchSize: '{{$json.size}}', timeout: '={{ 9 }}' } },
		],
	])('does not send an expression that was pasted as text: %s', async (_, pasted) => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers', pasted),
			input: [{ user_id: 'ada', segment: SEGMENT, size: 5 }],
		});
		expect(run.error).toMatchObject({
			message: expect.stringMatching(/^"\{\{ ?\$json\.\w+ ?\}\}" is text here, not an expression$/),
			description: expect.stringContaining('Expression'),
		});
		expect(appcues.fake.log).toEqual([]);
	});

	it('does not treat the name of a field as an ID', async () => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers', { userIds: 'grace, contact_id' }),
			input: [{ contact_id: 'ada' }],
		});
		expect(run.error?.message).toBe(`'User IDs' is "contact_id", which is the name of a field`);
		expect(appcues.fake.log).toEqual([]);
	});

	it('accepts an ID from a field even if it equals the name of another field', async () => {
		await appcues.run({
			type,
			parameters: membership('addUsers'),
			input: [{ user_id: 'ada', ada: true }],
		});
		expect(members()).toEqual(['ada']);
	});

	it('accepts braces that are not an expression', async () => {
		await appcues.run({
			type,
			parameters: membership('addUsers', { userIds: '{name}, {$json}' }),
		});
		expect(members()).toEqual(['{name}', '{$json}']);
	});

	it('refuses a placeholder left by a template', async () => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers', { userIds: 'user-ada, {{name}}' }),
		});
		expect(run.error?.message).toContain('is "{{name}}", which is code and no ID');
		expect(members()).toEqual([]);
	});

	it('stops before anything is sent when every ID is blank', async () => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers'),
			input: Array.from({ length: 40 }, () => ({ userid: 'ada' })),
		});
		expect(run.error?.message).toBe("No user ID in any of the 40 items: check 'User IDs'");
		expect(appcues.fake.log).toEqual([]);
	});

	it.each([
		['an object for an ID', { user_id: { id: 1 } }, "'User IDs' is an object"],
		['a number too large to be exact', { user_id: 2 ** 60 }, "'User IDs' is 1152921504606847000"],
	])('refuses %s before anything is sent, and names the item', async (_, wrong, message) => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers'),
			input: [{ user_id: 'ada' }, wrong],
		});
		expect(run.error?.message).toContain(message);
		expect(run.error?.item).toBe(1);
		expect(appcues.fake.log).toEqual([]);
	});

	it.each([
		[{ options: { batchSize: 0 } }, "'Batch Size'"],
		[{ options: { batchSize: 10_001 } }, "'Batch Size'"],
		[{ options: { timeout: 0 } }, "'Timeout (Seconds)'"],
		[{ options: { pollInterval: -1 } }, "'Poll Interval (Seconds)'"],
		[{ segmentId: { __rl: true, mode: 'id', value: ' ' } }, "'Segment' is empty"],
		[{ segmentId: { __rl: true, mode: 'id', value: '..' } }, `'Segment' is ".."`],
		[{ segmentId: { __rl: true, mode: 'id', value: '.' } }, `'Segment' is "."`],
		[
			{
				segmentId: { __rl: true, mode: 'url', value: '={{ "https://evil.example/segments/x" }}' },
			},
			"'Segment' is not the URL of a segment",
		],
	])('refuses %j before anything is sent', async (rest, message) => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers', rest),
			input: users(1),
		});
		expect(run.error?.message).toContain(message);
		expect(run.error?.description).not.toBe('');
		expect(appcues.fake.log).toEqual([]);
	});

	it('reaches no other endpoint with an ID of ../../flows', async () => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers', {
				segmentId: { __rl: true, mode: 'id', value: '../../flows' },
			}),
			input: users(1),
		});
		expect(run.error?.message).toBe('Appcues has no segment with the ID "../../flows"');
		expect(appcues.fake.log.map(({ path }) => path)).toEqual([
			'/v2/accounts/123456/segments/..%2F..%2Fflows/add_user_ids',
		]);
	});

	it.each([
		'https://studio.appcues.com/segments/seg-trial',
		'https://studio.appcues.com/segments/seg-trial/settings?tab=1#top',
		'https://api.eu.appcues.com/v2/accounts/1/segments/seg-trial',
		' https://studio.appcues.com/segments/seg%2Dtrial ',
		'https://studio.appcues.com:443/segments/seg-trial',
		'https://studio.appcues.com/segments/seg-trial?return=/segments/seg-power-users',
		'https://studio.appcues.com/segments/seg-trial/segments/seg-power-users',
	])('finds the segment in %s', async (value) => {
		await appcues.run({
			type,
			parameters: membership('addUsers', { segmentId: { __rl: true, mode: 'url', value } }),
			input: users(1),
		});
		expect(members('seg-trial')).toEqual(['user-0']);
	});
});

describe('items with only blank IDs for one segment, and not for another', () => {
	it('are returned as skipped, and nothing is sent for them', async () => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers', {
				segmentId: { __rl: true, mode: 'id', value: '={{ $json.segment }}' },
			}),
			input: [
				{ user_id: 'ada', segment: 'seg-trial' },
				{ user_id: '', segment: 'seg-power-users' },
			],
		});
		expect(additions()).toHaveLength(1);
		expect(run.json()[1]).toEqual({
			segmentId: 'seg-power-users',
			userCount: 0,
			skipped: 1,
			jobId: null,
			status: 'SKIPPED',
		});
		expect(run.paired()).toEqual([[0], [1]]);
	});
});

describe('Remove Users', () => {
	const remove = async (rest: IDataObject = {}) =>
		await appcues.run({ type, parameters: membership('removeUsers', rest), input: users(2) });

	it('does not warn about email addresses, because removing them is a good idea', async () => {
		const run = await appcues.run({
			type,
			parameters: membership('removeUsers'),
			input: [{ user_id: 'ada@example.com' }],
		});
		expect(run.hints).toEqual([]);
	});

	it('reports a failed job', async () => {
		appcues.fake.failNextJobs(1, 'no');
		expect((await remove()).error?.message).toMatch(/^Appcues job job-\d+ finished as FAILED: no$/);
	});

	it('reports a job that takes too long', async () => {
		appcues.fake.nextJobs(1, { stuck: true });
		const run = await remove({ options: { timeout: 5 } });
		expect(run.error?.message).toMatch(/was still IN_PROGRESS after 5(\.\d)? seconds$/);
	});

	it('removes those who were added through the API and waits for the job', async () => {
		const run = await appcues.run({
			type,
			parameters: membership('removeUsers', {
				segmentId: { __rl: true, mode: 'id', value: 'seg-power-users' },
			}),
			input: [{ user_id: 'user-tim' }, { user_id: 'user-ada' }, { user_id: 'nobody' }],
		});
		expect(run.json()).toEqual([expect.objectContaining({ userCount: 3, status: 'COMPLETED' })]);
		expect(appcues.fake.requests('POST', '/remove_user_ids')).toHaveLength(1);
		expect(members('seg-power-users')).not.toContain('user-tim');
		expect(members('seg-power-users')).toContain('user-ada');
	});
});

describe('when something goes wrong', () => {
	const add = async (rest: IDataObject = {}, credentials = appcues.credentials()) =>
		await appcues.run({
			type,
			parameters: membership('addUsers', rest),
			input: users(2),
			credentials,
		});

	it('a wrong secret: is reported once, without the secret', async () => {
		const run = await add({}, appcues.credentials({ apiSecret: `${SECRET}-wrong` }));
		expect(run.error).toMatchObject({
			name: 'NodeApiError',
			message: 'Appcues did not accept the API key and secret',
		});
		expect(run.error?.description).toContain("'API Secret'");
		expect(run.error?.description).toContain('POST /v2/accounts/123456/segments');
		expect(appcues.fake.log).toHaveLength(1);
		expect(run.everything).not.toContain(SECRET);
		expect(run.everything).not.toContain(
			Buffer.from(`test-api-key:${SECRET}`).toString('base64').slice(0, 30),
		);
	});

	it('a key without the permission: is reported with Appcues’ own message', async () => {
		appcues.fake.account().keys.push({ key: 'reader', secret: 's', permissions: 'read' });
		const run = await add({}, appcues.credentials({ apiKey: 'reader', apiSecret: 's' }));
		expect(run.error?.message).toBe('Appcues does not allow this API key to do that');
		expect(run.error?.description).toMatch(/Appcues says: Forbidden/);
		expect(appcues.fake.log).toHaveLength(1);
	});

	it('an unknown segment: names it', async () => {
		const run = await add({ segmentId: { __rl: true, mode: 'id', value: 'seg-gone' } });
		expect(run.error?.message).toBe('Appcues has no segment with the ID "seg-gone"');
		expect(run.error?.description).toContain('Appcues says: Not Found: segment not found.');
	});

	it('the rate limit: waits as long as Retry-After says, then continues', async () => {
		const path = '/add_user_ids';
		appcues.fake.fault({ path, status: 429, headers: { 'Retry-After': '7' } });
		const run = await add();
		const [first, second] = atLeast(2, additions());
		expect(run.json()[0]).toMatchObject({ status: 'COMPLETED' });
		expect(second.at - first.at).toBeGreaterThanOrEqual(7000);
		expect(second.at - first.at).toBeLessThan(10_000);
	});

	it('the rate limit, permanently: stops after five attempts and says what to change', async () => {
		appcues.fake.fault({ path: '/add_user_ids', status: 429, times: Infinity, body: 'slow down' });
		const run = await add();
		expect(run.error?.message).toBe("Appcues' rate limit was still exceeded after 5 attempts");
		expect(run.error?.description).toContain("'Requests per Second'");
		expect(additions()).toHaveLength(5);
	});

	it('a Retry-After of an hour: says when to retry instead of waiting', async () => {
		appcues.fake.fault({ path: '/add_user_ids', status: 429, headers: { 'Retry-After': '3600' } });
		const run = await add();
		expect(run.error?.message).toBe('Appcues asked to retry in 60 minutes');
		expect(additions()).toHaveLength(1);
	});

	it.each([
		{ status: 503 },
		{ reset: 'before' as const },
		{ reset: 'after' as const },
		{ garbage: 'truncated-json' as const, status: 502 },
	])('a transient fault (%j): is retried, and every user is added once', async (fault) => {
		appcues.fake.fault({ path: '/add_user_ids', ...fault });
		const run = await add();
		expect(run.error).toBeUndefined();
		expect(members()).toEqual(['user-0', 'user-1']);
	});

	it('an HTML page instead of JSON: quotes its start', async () => {
		appcues.fake.fault({ path: '/add_user_ids', garbage: 'html' });
		const run = await add();
		expect(run.error?.message).toBe('Appcues returned something other than JSON');
		expect(run.error?.description).toMatch(/starts with: "<(!doctype|html)/i);
	});

	it('a job that fails: names the job and the reason', async () => {
		appcues.fake.failNextJobs(1, 'the file was empty');
		const run = await add();
		const [jobId] = [...appcues.fake.account().jobs.keys()];
		expect(run.error?.message).toBe(`Appcues job ${jobId} finished as FAILED: the file was empty`);
		expect(run.error?.description).toContain('safely run this again');
	});

	it('a job that never finishes: names the job, its status and what to do', async () => {
		appcues.fake.nextJobs(1, { stuck: true });
		const run = await add({ options: { timeout: 30 } });
		const [jobId] = [...appcues.fake.account().jobs.keys()];
		expect(run.error?.message).toBe(`Appcues job ${jobId} was still IN_PROGRESS after 30 seconds`);
		expect(run.error?.description).toContain("'Timeout (Seconds)'");
		expect(run.error?.description).toContain("'On Timeout'");
		expect(run.error?.description).toContain(
			'by its ID, with Wait for Jobs of the Appcues Job node',
		);
	});

	it('a job that takes too long, with On Timeout set to return it: returns it', async () => {
		appcues.fake.nextJobs(1, { stuck: true });
		const run = await add({ options: { timeout: 30, onTimeout: 'returnJob' } });
		expect(run.error).toBeUndefined();
		expect(run.json()[0]).toMatchObject({ status: 'IN_PROGRESS', userCount: 2 });
	});

	it('failed polls, an unknown status and a slow job: still waits until the end', async () => {
		appcues.fake.nextJobs(1, { duration: 20_000, statusWord: 'queued', hiddenPolls: 2 });
		for (const status of [500, 429, 503])
			appcues.fake.fault({ method: 'GET', path: /jobs/, status });
		appcues.fake.fault({ method: 'GET', path: /jobs/, reset: 'before' });
		appcues.fake.fault({ method: 'GET', path: /jobs/, garbage: 'html' });
		const run = await add();
		expect(run.json()[0]).toMatchObject({ status: 'COMPLETED' });
	});

	it('a job whose status could never be read: is reported as accepted', async () => {
		appcues.fake.fault({ method: 'GET', path: /jobs/, reset: 'before', times: Infinity });
		const run = await add({ options: { timeout: 20 } });
		expect(run.error?.message).toMatch(/^Appcues job job-\d+ was still ACCEPTED after 20 seconds$/);
		expect(run.error?.description).toContain('last status check failed: Appcues could not');
	});

	it('the rate limit during polling: polls again after Retry-After', async () => {
		const headers = { 'Retry-After': '30' };
		appcues.fake.fault({ method: 'GET', path: /jobs/, status: 429, headers });
		const run = await add();
		expect(run.json()[0]).toMatchObject({ status: 'COMPLETED' });
		const [first, second] = atLeast(2, appcues.fake.requests('GET', /jobs/));
		expect(second.at - first.at).toBeGreaterThanOrEqual(30_000);
	});

	it('a Retry-After of a thousand years: is only a message', async () => {
		const headers = { 'Retry-After': '99999999999999' };
		appcues.fake.fault({ path: '/add_user_ids', status: 429, headers });
		expect((await add()).error?.message).toMatch(/^Appcues asked to retry in \d+ minutes$/);
	});

	it('maintenance: shows Appcues’ message', async () => {
		const body = { error: true, status: 503, title: 'Down', detail: 'planned maintenance' };
		appcues.fake.fault({
			path: '/add_user_ids',
			status: 503,
			body,
			headers: { 'Retry-After': '3600' },
		});
		const run = await add();
		expect(run.error?.description).toContain('Down: planned maintenance');
		expect(run.error?.description).not.toContain('Requests per Second');
	});

	it('a presigned link in the reason of a failed job: its query string is removed', async () => {
		appcues.fake.failNextJobs(1, 'no file at https://s3.example/f.csv?X-Amz-Signature=abc');
		const run = await add();
		expect(run.error?.message).toContain('https://s3.example/f.csv?…');
		expect(run.everything).not.toContain('X-Amz-Signature');
	});

	it('a wrong secret and sixty requests: the rest is not sent', async () => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers', { options: { batchSize: 1 } }),
			input: users(60),
			credentials: appcues.credentials({ apiSecret: 'wrong' }),
			onError: 'continueRegularOutput',
		});
		expect(run.json()).toHaveLength(60);
		expect(run.json().every(({ error }) => String(error).includes('API key and secret'))).toBe(
			true,
		);
		expect(appcues.fake.log.length).toBeLessThanOrEqual(4);
	});

	it('one missing segment and one whose job never finishes: reports both', async () => {
		appcues.fake.nextJobs(1, { stuck: true });
		const run = await appcues.run({
			type,
			parameters: membership('addUsers', {
				segmentId: { __rl: true, mode: 'id', value: '={{ $json.segment }}' },
				options: { timeout: 5 },
			}),
			input: [
				{ user_id: 'ada', segment: 'seg-trial' },
				{ user_id: 'ada', segment: 'seg-gone' },
			],
		});
		expect(run.error?.message).toContain('was still IN_PROGRESS');
		expect(run.error?.description).toContain('Not accepted: item 1 (Appcues has no segment');
	});

	it('never follows the URL that Appcues returns for the job', async () => {
		await add();
		expect(appcues.fake.requests('GET').map(({ path }) => path)).toEqual(
			expect.arrayContaining([expect.stringMatching(/^\/v2\/accounts\/123456\/jobs\/job-/)]),
		);
	});

	it('one of three failed jobs: reports the results of the others', async () => {
		appcues.fake.nextJobs(1, {});
		appcues.fake.failNextJobs(1, 'no');
		const run = await appcues.run({
			type,
			parameters: membership('addUsers', { options: { batchSize: 1 } }),
			input: users(3),
		});
		const jobs = [...appcues.fake.account().jobs.values()];
		expect(run.error?.message).toContain('finished as FAILED: no');
		for (const [item, { id, outcome }] of jobs.entries()) {
			expect(run.error?.description).toContain(`${id} (${outcome}, item ${item})`);
		}
	});
});

describe('On Error set to continue', () => {
	const input = [
		{ user_id: 'ada', segment: 'seg-trial' },
		{ user_id: 'grace', segment: 'seg-gone' },
		{ user_id: { not: 'an ID' }, segment: 'seg-trial' },
		{ user_id: 'linus', segment: 'seg-gone' },
	];
	const parameters = () =>
		membership('addUsers', {
			segmentId: { __rl: true, mode: 'id', value: '={{ $json.segment }}' },
		});

	it('returns the error in place of the failed items', async () => {
		const run = await appcues.run({
			type,
			parameters: parameters(),
			input,
			onError: 'continueRegularOutput',
		});
		expect(run.error).toBeUndefined();
		expect(run.paired()).toEqual([[0], [1], [3], [2]]);
		expect(run.json()[0]).toMatchObject({ segmentId: 'seg-trial', status: 'COMPLETED' });
		expect(run.json()[1]).toMatchObject({
			error: 'Appcues has no segment with the ID "seg-gone"',
			details: {
				httpStatus: 404,
				request: 'POST /v2/accounts/123456/segments/seg-gone/add_user_ids',
			},
		});
		expect(elementAt(run.json(), 3).error).toContain("'User IDs'");
		expect(members('seg-trial')).toEqual(['ada']);
	});

	it('with the error output: each failed item is there with its own data', async () => {
		const run = await appcues.run({
			type,
			parameters: parameters(),
			input,
			onError: 'continueErrorOutput',
		});
		expect(run.json(0)).toEqual([expect.objectContaining({ segmentId: 'seg-trial' })]);
		expect(run.json(1).map(({ user_id }) => user_id)).toEqual(['grace', 'linus', { not: 'an ID' }]);
		expect(run.json(1).every(({ error }) => typeof error === 'string')).toBe(true);
	});

	it('an item with several users in several parts fails once', async () => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers', {
				segmentId: { __rl: true, mode: 'id', value: 'seg-gone' },
				options: { batchSize: 1 },
			}),
			input: [{ user_id: 'a,b,c' }],
			onError: 'continueErrorOutput',
		});
		expect(run.json(1)).toEqual([expect.objectContaining({ user_id: 'a,b,c' })]);
	});

	it('each item has its own reason', async () => {
		const run = await appcues.run({
			type,
			parameters: parameters(),
			input: [
				{ user_id: '', segment: 'seg-trial' },
				{ user_id: 'ada', segment: '..' },
			],
			onError: 'continueRegularOutput',
		});
		expect(run.json().map(({ error }) => error)).toEqual([
			expect.stringContaining('No user ID'),
			expect.stringContaining("'Segment'"),
		]);
	});

	it('a wrong secret fails every item, each on its own', async () => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers'),
			input: users(3),
			onError: 'continueErrorOutput',
			credentials: appcues.credentials({ apiSecret: 'wrong' }),
		});
		expect(run.json(0)).toEqual([]);
		expect(run.json(1).map(({ user_id }) => user_id)).toEqual(['user-0', 'user-1', 'user-2']);
	});

	it('an incomplete credential fails every item and names the field', async () => {
		const run = await appcues.run({
			type,
			parameters: membership('addUsers'),
			input: users(2),
			onError: 'continueRegularOutput',
			credentials: appcues.credentials({ accountId: '' }),
		});
		expect(run.json().map(({ error }) => error)).toEqual(
			Array(2).fill("The credential has no 'Account ID'"),
		);
	});
});
