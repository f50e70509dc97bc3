import { afterEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject, INode, INodeProperties } from 'n8n-workflow';

import { syncFields } from '../../nodes/AppcuesSegment/syncFields';
import { useAppcues, useFastTime } from '../support/appcues.cjs';

const appcues = useAppcues();
useFastTime();
afterEach(() => void jest.restoreAllMocks());

const SEGMENT = 'seg-crm-customers';
const type = 'appcuesSegment';
const ADD = '/add_user_ids';
const REMOVE = '/remove_user_ids';
const EXPORT = '/segment_membership_export';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Syncs a segment with these users, one per item. */
async function sync(
	userIds: unknown[],
	options: IDataObject = {},
	rest: IDataObject = {},
	onError?: INode['onError'],
) {
	return await appcues.run({
		type,
		parameters: {
			operation: 'syncUsers',
			segmentId: byId(SEGMENT),
			userIds: '={{ $json.user_id }}',
			options,
			...rest,
		},
		input: userIds.map((user_id) => ({ user_id }) as IDataObject),
		onError,
	});
}

const segment = (id = SEGMENT) => appcues.fake.account().segment(id);
const members = (id = SEGMENT) => [...segment(id).members.keys()].sort();
const fill = (...ids: string[]) => segment().addUsers(ids);
const users = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => `user-${index + from}`);

const sent = (path: string) =>
	appcues.fake
		.requests('POST', path)
		.flatMap(({ body }) => (body as { user_ids: string[] }).user_ids);
const changes = () => [
	...appcues.fake.requests('POST', ADD),
	...appcues.fake.requests('POST', REMOVE),
];

/** Calls `then` when the fake starts a job, as another program would that works at the same time. */
function whenAnyJobStarts(then: (kind: string) => void) {
	const account = appcues.fake.account();
	const start = account.startJob.bind(account);
	jest.spyOn(account, 'startJob').mockImplementation((...args) => {
		const job = start(...args);
		then(args[0]);
		return job;
	});
}

const whenJobStarts = (kind: string, then: () => void) =>
	whenAnyJobStarts((started) => {
		if (started === kind) then();
	});

describe('Sync Users', () => {
	it('makes the members exactly the listed users, and reports the numbers', async () => {
		fill('ada', 'grace', 'linus');
		const run = await sync(['ada', 'linus', 'margaret', 'barbara', 'ada']);
		expect(run.error).toBeUndefined();
		expect(members()).toEqual(['ada', 'barbara', 'linus', 'margaret']);
		expect(run.json()).toEqual([
			{
				segmentId: SEGMENT,
				before: 3,
				listed: 4,
				added: 2,
				removed: 1,
				removedPercent: 33.4,
				unchanged: 2,
				preview: false,
				jobs: [
					{ action: 'add', userCount: 2, jobId: 'job-2', status: 'COMPLETED' },
					{ action: 'remove', userCount: 1, jobId: 'job-3', status: 'COMPLETED' },
				],
				status: 'COMPLETED',
			},
		]);
		expect(run.paired()).toEqual([[0, 1, 2, 3, 4]]);
		expect(run.hints).toEqual([]);
		expect(sent(ADD)).toEqual(['margaret', 'barbara']);
		expect(sent(REMOVE)).toEqual(['grace']);
	});

	it('sends nothing if the segment already equals the list', async () => {
		fill('ada', 'grace');
		const run = await sync(['grace', 'ada'], { verify: true });
		expect(run.json()).toEqual([
			expect.objectContaining({
				added: 0,
				removed: 0,
				unchanged: 2,
				jobs: [],
				status: 'COMPLETED',
			}),
		]);
		expect(changes()).toEqual([]);
		expect(appcues.fake.requests('POST', EXPORT)).toHaveLength(1);
	});

	it('fills an empty segment', async () => {
		const run = await sync([['ada', 'grace'], 'linus, ada']);
		expect(run.json()).toEqual([
			expect.objectContaining({ before: 0, added: 3, removedPercent: 0 }),
		]);
		expect(members()).toEqual(['ada', 'grace', 'linus']);
	});

	it('adds before it removes', async () => {
		fill('ada');
		await sync(['grace'], { maxRemovedPercent: 100 });
		const order = changes().sort((a, b) => a.at - b.at);
		expect(order.map(({ path }) => path.split('/').at(-1))).toEqual([
			'add_user_ids',
			'remove_user_ids',
		]);
	});

	it('only adds if others are not to be removed', async () => {
		fill('ada', 'grace');
		const run = await sync(['linus'], { removeOthers: false });
		expect(run.json()).toEqual([expect.objectContaining({ added: 1, removed: 0, unchanged: 2 })]);
		expect(members()).toEqual(['ada', 'grace', 'linus']);
	});

	it('compares IDs exactly as Appcues has them', async () => {
		fill(' ada', 'Grace', '42', ...users(3));
		const run = await sync(['ada', 'grace', 42], { maxRemovedPercent: 100 });
		expect(members()).toEqual(['42', 'ada', 'grace']);
		expect(run.hints).toEqual([
			`2 of 5 users to remove from segment "${SEGMENT}" differ from users to add only in case, spaces or leading zeros: "ada" is in the list, and " ada" in the segment.`,
		]);
	});

	it.each(['user-1;user-2', 'user-1 user-2', 'user-1|new'])(
		'removes nobody if an ID is several in one: %j',
		async (joined) => {
			fill(...users(10));
			const list = [[joined], ...users(7, 3)];
			const preview = await sync(list, { preview: true });
			expect(preview.json()).toMatchObject([{ status: 'BLOCKED' }]);
			expect(preview.hints.join()).toContain(
				`has several IDs in one: "${joined}". The sync would stop.`,
			);
			const run = await sync(list);
			expect(run.error?.message).toContain(`has several IDs in one: "${joined}"`);
			expect(members()).toEqual(users(10));
		},
	);

	it.each([
		['quotes around them', ['ada', 'grace'], [['"ada"'], ["'grace'"]]],
		['another case', ['Ada', 'GRACE'], ['ada', 'grace']],
		['without leading zeros', ['007', '0042'], [7, 42]],
		['with a decimal', ['7', '42'], ['7.0', '42.0']],
		['another form of Unicode', ['Zo\u00eb'], ['Zoe\u0308']],
		['spaces around them', ['ada '], ['ada']],
	])(
		'removes nobody if the list has the members under other IDs: %s',
		async (_, before, listed) => {
			fill(...before, ...users(10));
			const list = [...listed, ...users(10)];
			const preview = await sync(list, { preview: true });
			expect(preview.json()).toMatchObject([{ status: 'BLOCKED', removed: before.length }]);
			expect(preview.hints.join()).toContain('differ from users to add only in case');
			const run = await sync(list);
			expect(run.error).toMatchObject({
				message: `The list has members of segment "${SEGMENT}" under other IDs`,
				description: expect.stringMatching(/^Nothing was changed\. .* 'Remove Others' turned off/),
			});
			expect(changes()).toEqual([]);
			// The way out, if the list is right.
			await sync(list, { removeOthers: false });
			const second = await sync(list);
			expect(second.error).toBeUndefined();
			expect(members()).toEqual(list.flat().map(String).sort());
		},
	);

	it('syncs several segments, each with its own export and numbers', async () => {
		fill('ada', 'grace');
		segment('seg-trial').addUsers(['linus']);
		const run = await appcues.run({
			type,
			parameters: {
				operation: 'syncUsers',
				segmentId: byId('={{ $json.segment }}'),
				userIds: '={{ $json.user_id }}',
			},
			input: [
				{ segment: SEGMENT, user_id: 'ada' },
				{ segment: 'seg-trial', user_id: 'linus' },
				{ segment: ' seg-trial', user_id: 'ada' },
			],
		});
		expect(run.json()).toEqual([
			expect.objectContaining({ segmentId: SEGMENT, added: 0, removed: 1 }),
			expect.objectContaining({ segmentId: 'seg-trial', added: 1, removed: 0 }),
		]);
		expect(run.paired()).toEqual([[0], [1, 2]]);
		expect(members()).toEqual(['ada']);
		expect(members('seg-trial')).toEqual(['ada', 'linus']);
		expect(appcues.fake.requests('POST', EXPORT)).toHaveLength(2);
	});

	it('sends batches, and halves those that are too large', async () => {
		fill(...users(6));
		appcues.fake.bodyLimit = 35;
		const run = await sync(users(6, 3), { batchSize: 3 });
		expect(run.error).toBeUndefined();
		expect(members()).toEqual(users(6, 3));
		const [{ jobs }] = run.json() as [{ jobs: IDataObject[] }];
		expect(jobs.map(({ userCount }) => userCount)).toEqual([2, 1, 2, 1]);
	});

	it.each(['csv', 'array', 'ndjson'] as const)(
		'reads an export that is written as %s',
		async (file) => {
			appcues.fake.exportFile = file;
			fill('ada', 'gr,"ace', '007');
			await sync(['ada', '007', 'linus']);
			expect(members()).toEqual(['007', 'ada', 'linus']);
		},
	);

	it('always ends with the listed users, whatever the members are', async () => {
		const some = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f g', 'ä'), {
			maxLength: 7,
		});
		await fc.assert(
			fc.asyncProperty(
				some,
				some.filter(({ length }) => length > 0),
				async (before, listed) => {
					appcues.fake.reset();
					appcues.fake
						.account()
						.keys.push({ key: 'test-api-key', secret: 'test-secret-that-must-not-leak' });
					fill(...before);
					const run = await sync(listed, { maxRemovedPercent: 100, batchSize: 2 });
					const [item] = run.json();
					expect(members()).toEqual([...listed].sort());
					expect(item).toMatchObject({
						before: before.length,
						listed: listed.length,
						added: listed.filter((id) => !before.includes(id)).length,
						removed: before.filter((id) => !listed.includes(id)).length,
					});
				},
			),
			{ numRuns: 15 },
		);
	});
});

describe('an empty or incomplete list', () => {
	it.each([[[]], [['']], [[null, ' ']]])('%j changes nothing', async (ids) => {
		fill('ada');
		const run = await sync(ids.length > 0 ? ids : [[]]);
		expect(run.error?.message).toMatch(
			/^No user ID in (the item|any of the 2 items): check 'User IDs'$/,
		);
		expect(appcues.fake.log).toEqual([]);
	});

	it('of one segment changes no segment', async () => {
		fill('ada');
		const parameters = {
			operation: 'syncUsers',
			segmentId: byId('={{ $json.segment }}'),
			userIds: '={{ $json.user_id }}',
		};
		const input = [
			{ segment: 'seg-trial', user_id: 'grace' },
			{ segment: SEGMENT, user_id: ' ' },
		];
		const stopped = await appcues.run({ type, parameters, input });
		expect(stopped.error?.message).toBe(
			`No user ID in item 1 for segment "${SEGMENT}": check 'User IDs'`,
		);
		expect(appcues.fake.log).toEqual([]);
		const continued = await appcues.run({
			type,
			parameters,
			input,
			onError: 'continueErrorOutput',
		});
		expect(continued.json(0)).toEqual([
			expect.objectContaining({ segmentId: 'seg-trial', added: 1 }),
		]);
		expect(continued.json(1)).toEqual([expect.objectContaining({ segment: SEGMENT })]);
		expect(members()).toEqual(['ada']);
	});

	it('with an invalid item removes nobody, even if On Error is set to continue', async () => {
		fill('ada', 'grace');
		const run = await sync(['ada', { no: 'ID' }], {}, {}, 'continueRegularOutput');
		expect(run.json()).toEqual([
			expect.objectContaining({ error: 'The list is incomplete, so nothing was changed' }),
			expect.objectContaining({ error: expect.stringContaining("'User IDs' is an object") }),
		]);
		expect(appcues.fake.log).toEqual([]);
		const adding = await sync(
			['linus', { no: 'ID' }],
			{ removeOthers: false },
			{},
			'continueErrorOutput',
		);
		expect(adding.json(0)).toEqual([expect.objectContaining({ added: 1 })]);
		expect(members()).toEqual(['ada', 'grace', 'linus']);
	});

	it('counts blank IDs among others', async () => {
		const run = await sync(['ada', '', null]);
		expect(run.json()[0]).toMatchObject({ listed: 1, skipped: 2 });
		expect(run.hints).toEqual(['2 blank user IDs were skipped. Found in item 1, item 2.']);
	});
});

describe('Maximum Removed', () => {
	it('stops before anything changes, with the numbers', async () => {
		fill(...users(5));
		const run = await sync(['user-0', 'user-1', 'new']);
		expect(run.error).toMatchObject({
			message: `The sync of segment "${SEGMENT}" would remove 3 of 5 members (60%), more than 50%`,
			description: expect.stringMatching(
				/^Nothing was changed\. The list has 3 users, of whom 1 aren't/,
			),
		});
		expect(changes()).toEqual([]);
		expect(members()).toEqual(users(5));
	});

	it.each([
		[0, 1, false],
		[0, 0, true],
		[50, 5, true],
		[49.9, 5, false],
		[100, 10, true],
		['={{ 30 }}', 3, true],
		['30', 4, false],
	])(
		'of %j percent with %d of 10 users to remove: allowed is %j',
		async (limit, gone, isAllowed) => {
			fill(...users(10));
			// At 100 percent, another user takes the place of all.
			const listed = [...users(10 - gone, gone), 'new'];
			const run = await sync(listed, { maxRemovedPercent: limit });
			expect(run.error === undefined).toBe(isAllowed);
			expect(members()).toEqual(isAllowed ? [...listed].sort() : users(10));
		},
	);

	it('does not matter if others are not removed', async () => {
		fill(...users(10));
		const run = await sync(['new'], { maxRemovedPercent: 0, removeOthers: false });
		expect(run.error).toBeUndefined();
		expect(members()).toHaveLength(11);
	});

	it('accepts the percentage that a preview returned', async () => {
		fill(...users(7));
		const [before] = (await sync(users(4), { preview: true })).json();
		const run = await sync(users(4), { maxRemovedPercent: before?.removedPercent });
		expect(run.json()[0]).toMatchObject({ removed: 3, removedPercent: before?.removedPercent });
	});

	it.each([-1, 101, 'half', '', Number.NaN])('refuses %j', async (maxRemovedPercent) => {
		const run = await sync(['ada'], { maxRemovedPercent });
		expect(run.error?.message).toMatch(/^'Maximum Removed \(Percent\)' is /);
		expect(appcues.fake.log).toEqual([]);
	});

	it.each(['removeOthers', 'preview', 'verify'])(
		'refuses an expression without a value in %s',
		async (name) => {
			const run = await sync(['ada'], { [name]: '={{ $json.typo }}' });
			expect(run.error?.message).toMatch(/^'(Remove Others|Preview|Verify)' is /);
			expect(appcues.fake.log).toEqual([]);
		},
	);
});

describe('Preview', () => {
	it('is on when a user adds it to Options', () => {
		const options = syncFields.find(({ name }) => name === 'options')?.options as INodeProperties[];
		expect(options.find(({ name }) => name === 'preview')).toMatchObject({ default: true });
	});

	it('returns the difference and changes nothing', async () => {
		fill('ada', 'grace', 'linus');
		const run = await sync(['ada', 'linus', 'new'], { preview: true });
		expect(run.json()).toEqual([
			{
				segmentId: SEGMENT,
				before: 3,
				listed: 3,
				added: 1,
				removed: 1,
				removedPercent: 33.4,
				unchanged: 2,
				preview: true,
				jobs: [],
				status: 'PREVIEW',
				usersToAdd: ['new'],
				usersToRemove: ['grace'],
			},
		]);
		expect(changes()).toEqual([]);
		expect(members()).toEqual(['ada', 'grace', 'linus']);
	});

	it('shows a removal over the limit as blocked', async () => {
		fill(...users(4));
		const run = await sync(['new'], { preview: true });
		expect(run.error).toBeUndefined();
		expect(run.json()[0]).toMatchObject({ status: 'BLOCKED', removed: 4, removedPercent: 100 });
		expect(run.hints).toEqual([
			`The sync of segment "${SEGMENT}" would remove 4 of 4 members (100%), more than 50%, so it would stop.`,
		]);
	});

	it('lists at most 1,000 users of each kind', async () => {
		fill(...users(1500));
		const run = await sync([users(1200, 1500)], { preview: true });
		const [{ usersToAdd, usersToRemove, added, removed }] = run.json() as [
			Record<string, string[]>,
		];
		expect([added, removed]).toEqual([1200, 1500]);
		expect([usersToAdd?.length, usersToRemove?.length]).toEqual([1000, 1000]);
	});
});

describe('Verify', () => {
	const powerUsers = { segmentId: byId('seg-power-users') };

	it('names removed users who are still members by a rule', async () => {
		const before = members('seg-power-users');
		const rule = before.filter((id) => segment('seg-power-users').members.get(id) !== 'api');
		expect(rule.length).toBeGreaterThan(0);
		const run = await sync(['new'], { verify: true, maxRemovedPercent: 100 }, powerUsers);
		expect(run.error).toBeUndefined();
		const [{ notRemovable, status }] = run.json() as [IDataObject & { notRemovable: string[] }];
		expect([...notRemovable].sort()).toEqual(rule);
		expect(status).toBe('COMPLETED');
		expect(run.hints).toEqual([
			expect.stringContaining(`${rule.length} removed users are still members of segment`),
		]);
	});

	it('does not name users that others add meanwhile', async () => {
		fill('ada', 'grace');
		whenJobStarts('remove_user_ids', () => fill('newcomer'));
		const run = await sync(['ada'], { verify: true });
		expect(run.json()[0]).toMatchObject({ notRemovable: [], removed: 1 });
		expect(run.hints).toEqual([]);
		expect(members()).toEqual(['ada', 'newcomer']);
	});

	it('names added users who are not members', async () => {
		whenJobStarts('export_segment_membership', () => segment().removeUsers(['grace']));
		const run = await sync(['ada', 'grace'], { verify: true });
		expect(run.json()[0]).toMatchObject({ notRemovable: [], notAdded: ['grace'] });
		expect(run.hints).toEqual([expect.stringContaining("1 added users aren't members")]);
	});

	it('says that the segment was changed if it cannot be read again', async () => {
		fill('ada', 'grace');
		whenJobStarts('remove_user_ids', () => appcues.fake.failNextJobs(1, 'no'));
		const run = await sync(['ada'], { verify: true });
		expect(run.error?.message).toMatch(/finished as FAILED: no$/);
		expect(run.error?.description).toContain('The segment was changed as wanted');
		expect(members()).toEqual(['ada']);
	});
});

describe('a failed or partial export', () => {
	const stopsUnchanged = async (message: RegExp) => {
		const before = members();
		const run = await sync(['ada', 'new']);
		expect(`${run.error?.message}\n${run.error?.description}`).toMatch(message);
		expect(run.error?.description).toContain('The segment was not changed.');
		expect(changes()).toEqual([]);
		expect(members()).toEqual(before);
		// Then it works again.
		expect((await sync(['ada', 'new'])).error).toBeUndefined();
		expect(members()).toEqual(['ada', 'new']);
	};

	it('that fails changes nothing', async () => {
		fill('ada', 'grace');
		appcues.fake.failNextJobs(1, 'no');
		await stopsUnchanged(/job job-1 finished as FAILED: no/);
	});

	it('that takes too long changes nothing, even if unfinished jobs are returned', async () => {
		fill('ada', 'grace');
		appcues.fake.nextJobs(1, { stuck: true });
		const run = await sync(['ada'], { timeout: 5, onTimeout: 'returnJob' });
		expect(run.error?.message).toMatch(/was still IN_PROGRESS after 5/);
		expect(changes()).toEqual([]);
	});

	it('without a link changes nothing', async () => {
		fill('ada', 'grace');
		for (let i = 0; i < 3; i += 1) {
			appcues.fake.fault({
				method: 'GET',
				path: '/jobs/job-1',
				status: 200,
				body: { id: 'job-1', status: 'COMPLETED', events: [] },
			});
		}
		await stopsUnchanged(/is finished but has no file to download[\s\S]*Add Users to Segment/);
	});

	it.each([
		[
			'without a user ID in a row',
			'{"user_id":"ada"}\n{"email":"a@b.example"}\n',
			/Row 2 of the segment's members has no user ID\nIts fields: email\./,
		],
		[
			'with a blank user ID',
			'{"user_id":"ada"}\n{"user_id":" "}\n',
			/Row 2 of the segment's members has no user ID/,
		],
		['cut off in a row', '{"user_id":"ada"}\n{"user_', /Line 2 of the export is not a JSON object/],
		['that is a web page', '<html>Sign in</html>', /web page or XML/],
		[
			'with another column',
			'email\na@b.example\n',
			/Row 1 of the segment's members has no user ID/,
		],
		['without a header', 'ada\ngrace\n', /neither JSON nor a CSV/],
	])('%s changes nothing', async (_, file, message) => {
		fill('ada', 'grace');
		appcues.fake.fault({ path: /\/download\//, status: 200, body: file });
		await stopsUnchanged(message);
	});

	it('that is a ZIP archive changes nothing', async () => {
		fill('ada', 'grace');
		appcues.fake.exportEncoding = 'zip';
		const run = await sync(['ada']);
		expect(run.error?.message).toContain('ZIP archive');
		expect(run.error?.description).toContain('Export Segment Members');
		expect(changes()).toEqual([]);
	});
});

describe('a sync that breaks off', () => {
	it('while adding removes nobody, and ends right when it runs again', async () => {
		fill(...users(4));
		appcues.fake.fault({ path: ADD, status: 400 });
		const listed = [...users(2), ...users(4, 10)];
		const run = await sync(listed, { batchSize: 2 });
		expect(run.error?.message).toContain('Appcues refused the request');
		expect(run.error?.description).toContain(
			'Of 4 users to add, 2 are confirmed. Of 2 users to remove, 0 are confirmed. You can safely run this again',
		);
		expect(sent(REMOVE)).toEqual([]);
		expect(members()).toHaveLength(6);
		const again = await sync(listed, { batchSize: 2 });
		expect(again.json()[0]).toMatchObject({ before: 6, added: 2, removed: 2 });
		expect(members()).toEqual([...listed].sort());
	});

	it('while removing says how far it came', async () => {
		fill(...users(8));
		whenJobStarts('add_user_ids', () => appcues.fake.failNextJobs(1, 'no'));
		const listed = [...users(4), 'new'];
		const run = await sync(listed, { batchSize: 2 });
		expect(run.error?.message).toMatch(/finished as FAILED: no/);
		expect(run.error?.description).toContain(
			'Of 1 users to add, 1 are confirmed. Of 4 users to remove, 2 are confirmed.',
		);
		expect(members()).toHaveLength(7);
		expect((await sync(listed)).json()[0]).toMatchObject({ removed: 2, added: 0 });
		expect(members()).toEqual([...listed].sort());
	});

	it('because adding takes too long removes nobody', async () => {
		fill('ada', 'grace');
		whenJobStarts('export_segment_membership', () => appcues.fake.nextJobs(1, { stuck: true }));
		const run = await sync(['ada', 'new'], { timeout: 5, onTimeout: 'returnJob' });
		expect(run.json()[0]).toMatchObject({
			status: 'IN_PROGRESS',
			added: 1,
			removed: 0,
			unchanged: 2,
		});
		expect(run.hints).toEqual([expect.stringContaining('Nobody was removed')]);
		expect(sent(REMOVE)).toEqual([]);
	});

	it('in one segment does not stop the others with On Error set to continue', async () => {
		fill(...users(4));
		segment('seg-trial').addUsers(['old', 'ada']);
		const run = await appcues.run({
			type,
			parameters: {
				operation: 'syncUsers',
				segmentId: byId('={{ $json.segment }}'),
				userIds: '={{ $json.user_id }}',
			},
			input: [
				{ segment: SEGMENT, user_id: 'user-0' },
				{ segment: 'seg-gone', user_id: 'ada' },
				{ segment: 'seg-trial', user_id: 'ada' },
			],
			onError: 'continueErrorOutput',
		});
		expect(run.json(0)).toEqual([expect.objectContaining({ segmentId: 'seg-trial', removed: 1 })]);
		expect(run.json(1).map(({ error }) => error)).toEqual([
			expect.stringContaining('would remove 3 of 4 members'),
			'Appcues has no segment with the ID "seg-gone"',
		]);
		expect(members('seg-trial')).toEqual(['ada']);
		expect(members()).toHaveLength(4);
	});

	it('in one segment changes no other segment with On Error set to stop', async () => {
		segment('seg-trial').addUsers(['old', 'ada']);
		const run = await appcues.run({
			type,
			parameters: {
				operation: 'syncUsers',
				segmentId: byId('={{ $json.segment }}'),
				userIds: '={{ $json.user_id }}',
			},
			input: [
				{ segment: 'seg-trial', user_id: 'ada' },
				{ segment: 'seg-gone', user_id: 'ada' },
			],
		});
		expect(run.error?.message).toBe('Appcues has no segment with the ID "seg-gone"');
		expect(changes()).toEqual([]);
		expect(members('seg-trial')).toEqual(['ada', 'old']);
	});
});

describe('another program that changes the segment meanwhile', () => {
	it('never makes the node remove more than it announced', async () => {
		const step = fc.record({
			at: fc.constantFrom('export_segment_membership', 'add_user_ids', 'remove_user_ids'),
			adds: fc.subarray(['x', 'y', 'a', 'b', 'c', 'd']),
			removes: fc.subarray(['a', 'b', 'c', 'd', 'n']),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 4 }), async (steps) => {
				appcues.fake.reset();
				appcues.fake
					.account()
					.keys.push({ key: 'test-api-key', secret: 'test-secret-that-must-not-leak' });
				jest.restoreAllMocks();
				fill('a', 'b', 'c', 'd');
				whenAnyJobStarts((kind) => {
					for (const { at, adds, removes } of steps) {
						if (at !== kind) continue;
						segment().addUsers(adds);
						segment().removeUsers(removes);
					}
				});
				const run = await sync(['a', 'b', 'n'], { verify: true, maxRemovedPercent: 80 });
				const removed = sent(REMOVE);
				if (run.error) {
					expect(run.error.message).toContain('would remove');
					expect(changes()).toEqual([]);
					return;
				}
				const [item] = run.json();
				expect(item?.removed).toBe(removed.length);
				expect(removed.length).toBeLessThanOrEqual(Number(item?.before) * 0.8);
				for (const id of removed) expect(['a', 'b', 'n']).not.toContain(id);
				for (const id of (item?.notRemovable ?? []) as string[]) expect(removed).toContain(id);
				// Left alone, the next run ends with the list.
				jest.restoreAllMocks();
				await sync(['a', 'b', 'n'], { maxRemovedPercent: 100 });
				expect(members()).toEqual(['a', 'b', 'n']);
			}),
			{ numRuns: 20 },
		);
	});
});

describe('Return Input Items', () => {
	it('gives each item the job that added its users', async () => {
		fill('ada', 'old');
		const run = await sync(['ada', 'grace', ''], { return: 'inputItems' });
		expect(run.json()).toEqual([
			{ user_id: 'ada', segmentId: SEGMENT, jobId: null, status: 'UNCHANGED' },
			{ user_id: 'grace', segmentId: SEGMENT, jobId: 'job-2', status: 'COMPLETED' },
			{ user_id: '', segmentId: SEGMENT, jobId: null, status: 'SKIPPED' },
		]);
		expect(run.paired()).toEqual([[0], [1], [2]]);
		expect(members()).toEqual(['ada', 'grace']);
	});

	it('marks the items of a preview', async () => {
		const run = await sync(['ada'], { return: 'inputItems', preview: true });
		expect(run.json()).toEqual([
			{ user_id: 'ada', segmentId: SEGMENT, jobId: null, status: 'PREVIEW' },
		]);
		expect(members()).toEqual([]);
	});
});
