import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { useAppcues, useFastTime } from '../support/appcues.cjs';

/** Requests that are too large for Appcues (413), although they are within the package's own limits. */

const appcues = useAppcues();
useFastTime();

const SEGMENT = 'seg-crm-customers';

const users = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ user_id: `user-${index}`, plan: 'pro' }));

const addUsers = async (input: IDataObject[], options: IDataObject = {}) =>
	await appcues.run({
		type: 'appcuesSegment',
		parameters: {
			operation: 'addUsers',
			segmentId: { __rl: true, mode: 'id', value: SEGMENT },
			userIds: '={{ $json.user_id }}',
			options,
		},
		input,
	});

const importProfiles = async (
	input: IDataObject[],
	rest: Partial<Parameters<typeof appcues.run>[0]> = {},
) =>
	await appcues.run({
		type: 'appcuesImport',
		parameters: { operation: 'profiles', ...rest.parameters },
		input,
		...(rest.binary && { binary: rest.binary }),
		...(rest.onError && { onError: rest.onError }),
	});

const members = () => [...appcues.fake.account().segment(SEGMENT).members.keys()];

const planOf = (user: string) => appcues.fake.account().users.get(user)?.plan;

const refused = () => appcues.fake.log.filter(({ status }) => status === 413);

describe('Add Users', () => {
	it('halves a request that is too large until it succeeds', async () => {
		appcues.fake.bodyLimit = 500;
		const run = await addUsers(users(100));
		expect(run.error).toBeUndefined();
		expect(members()).toEqual(users(100).map(({ user_id }) => user_id));
		expect(run.json().map(({ userCount }) => userCount)).toEqual([25, 25, 25, 25]);
		expect(run.json().map(({ status }) => status)).toEqual(Array(4).fill('COMPLETED'));
		expect(run.paired().flat()).toEqual([...Array(100).keys()]);
		expect(refused()).toHaveLength(3);
	});

	it('pairs an item with the halves that contain its users, and counts blanks once', async () => {
		appcues.fake.bodyLimit = 45;
		const run = await addUsers([
			{ user_id: ['user-a', 'user-b', 'user-c', ''] },
			{ user_id: ['user-c', 'user-d'] },
		]);
		expect(members()).toEqual(['user-a', 'user-b', 'user-c', 'user-d']);
		expect(run.paired()).toEqual([[0], [0, 1]]);
		expect(run.json().map(({ userCount, skipped }) => [userCount, skipped])).toEqual([
			[2, 1],
			[2, undefined],
		]);
	});

	it('reports when a single user is too large', async () => {
		appcues.fake.bodyLimit = 20;
		const run = await addUsers([{ user_id: 'a' }, { user_id: 'a-rather-long-user-id' }]);
		expect(run.error?.message).toBe('Appcues refused the request because it is too large');
		expect(run.error?.item).toBe(1);
		expect(run.error?.description).toMatch(/accepted 1 as jobs: job-\d+ \(COMPLETED, item 0\)/);
		expect(members()).toEqual(['a']);
	});
});

describe('Profiles of items', () => {
	it('are sent in halves, each row once', async () => {
		appcues.fake.bodyLimit = 1500;
		const run = await importProfiles(users(100));
		expect(run.error).toBeUndefined();
		expect(run.json().map(({ rows }) => rows)).toEqual([25, 25, 25, 25]);
		expect(run.paired().flat()).toEqual([...Array(100).keys()]);
		expect(users(100).every(({ user_id }) => planOf(user_id) === 'pro')).toBe(true);
	});

	it('that are too large by themselves are sent to the error output, the others to the regular one', async () => {
		appcues.fake.bodyLimit = 300;
		const input = users(4).map((row, item) =>
			item === 2 ? { ...row, note: 'x'.repeat(300) } : row,
		);
		const run = await importProfiles(input, { onError: 'continueErrorOutput' });
		expect(run.paired(0)).toEqual([[0, 1], [3]]);
		expect(run.json(1)).toEqual([
			expect.objectContaining({
				user_id: 'user-2',
				error: 'Appcues refused the request because it is too large',
			}),
		]);
		expect([0, 1, 2, 3].map((user) => planOf(`user-${user}`))).toEqual([
			'pro',
			'pro',
			undefined,
			'pro',
		]);
	});
});

describe('Profiles of a file', () => {
	const rows = users(40).map(({ user_id }) => `${user_id},"two\nlines of ${user_id}"`);
	const csv = `user_id,plan\r\n${rows.join('\r\n')}`;

	const importFile = async (options: IDataObject = {}) => {
		const data = await appcues.engine.store(Buffer.from(csv), 'people.csv', 'text/csv');
		const parameters = { source: 'file', options };
		return await importProfiles([{}], { parameters, binary: [{ data }] });
	};

	it.each([{}, { inOrder: true }])(
		'are split between records, with the header first: %j',
		async (options) => {
			appcues.fake.importLimit = 700;
			const run = await importFile(options);
			expect(run.error).toBeUndefined();
			expect(run.json().map((part) => part.rows)).toEqual([10, 10, 10, 10]);
			expect(planOf('user-39')).toBe('two\nlines of user-39');
			const accepted = appcues.fake
				.requests('POST', '/import/profiles')
				.filter((each) => each.status === 202);
			expect(accepted).toHaveLength(4);
		},
	);

	it('in order: what follows a half with a failed job is not sent, and is named', async () => {
		appcues.fake.importLimit = 1300;
		appcues.fake.failNextJobs(1, 'no');
		const run = await importFile({ inOrder: true });
		expect(run.error?.message).toContain('finished as FAILED: no');
		expect(run.error?.description).toContain('This concerns rows 1 to 20 of "people.csv"');
		expect(run.error?.description).toContain("The rows from 21 on weren't sent");
		expect(appcues.fake.requests('POST', '/import/profiles')).toHaveLength(2);
	});

	it('in order: what follows a half with an unfinished job is reported, not lost', async () => {
		appcues.fake.importLimit = 1300;
		appcues.fake.nextJobs(1, { stuck: true });
		const run = await importFile({ inOrder: true, timeout: 5, onTimeout: 'returnJob' });
		expect(run.error?.message).toBe(
			`The rest of "people.csv" wasn't sent, because the job before it didn't finish`,
		);
		expect(run.error?.description).toContain('Its rows up to 20 were sent.');
	});
});
