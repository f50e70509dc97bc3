import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';

import { atLeast } from '../../dev/elements.cjs';
import { readExample } from '../../dev/n8n/examples.cjs';
import { passes, requireSuccess, runExample, storeExample } from './exampleWorkflow.cjs';
import { withRealN8n } from '../../dev/n8n/realN8n.cjs';
import { CHAT, withReceiver } from './receiver.cjs';
import { addDemoHistory, expectedAnswers } from '../support/responses.cjs';

const DAY = 24 * 60 * 60 * 1000;

/** For a node that retries after seconds. */
const ONCE = { retryOnFail: false };

describe('the scheduled examples in a real n8n', () => {
	const real = withRealN8n();
	const receiver = withReceiver();
	const members = (id: string) => [...real.fake.account().segment(id).members.keys()].sort();
	const sentTo = (path: string) =>
		real.fake
			.requests('POST', path)
			.flatMap(({ body }) => (body as { user_ids: string[] }).user_ids);

	describe('nightly-csv-import.json', () => {
		const run = async () =>
			await runExample(real, 'nightly-csv-import.json', 'Every Night', {
				'Download CSV': { parameters: { url: `${receiver.url}/profiles.csv` }, ...ONCE },
				'Notify the Team': { parameters: { url: receiver.url + CHAT } },
			});

		it('imports the properties of the file into the profiles, without a message', async () => {
			receiver.files.set('/profiles.csv', 'user_id,plan\nuser-ada,team\nnew user,"a, b"\n');
			const execution = await run();
			requireSuccess(execution);
			const { users } = real.fake.account();
			expect(users.get('user-ada')).toMatchObject({ plan: 'team', role: 'admin' });
			expect(users.get('new user')).toEqual({ plan: 'a, b' });
			expect(passes(execution, 'Import Profiles')).toEqual([
				[expect.objectContaining({ status: 'COMPLETED' })],
			]);
			expect(receiver.messages()).toEqual([]);
		});

		it('reports to the team what went wrong with the import, and fails', async () => {
			receiver.files.set('/profiles.csv', 'user_id,plan\nuser-ada,team\n');
			real.fake.failNextJobs(1, 'Row 1 is odd');
			const { status, data } = await run();
			expect(receiver.messages()).toEqual([expect.stringContaining('Row 1 is odd')]);
			expect(status).toBe('error');
			expect(data.resultData.error?.message).toContain('Row 1 is odd');
		});

		it.each([
			['there is no file', undefined, /404/],
			['something else is there', '<html>\n<p>Please log in</p>\n</html>', /user_id/],
		])('reports to the team when %s', async (_, file, reason) => {
			if (file) receiver.files.set('/profiles.csv', file);
			expect((await run()).status).toBe('error');
			expect(receiver.messages()).toEqual([expect.stringMatching(reason)]);
			expect(real.fake.log).toEqual([]);
		});
	});

	it('weekly-events-export.json uploads the events from Monday to Monday', async () => {
		const execution = await runExample(real, 'weekly-events-export.json', 'Every Monday', {
			'Upload File': {
				parameters: { url: `=${receiver.url}/appcues/{{ $json.fileName }}` },
			},
		});
		requireSuccess(execution);
		const [{ body }] = atLeast(1, real.fake.requests('POST', '/export/events'));
		const { start_time, end_time } = body as { start_time: string; end_time: string };
		const [from, to] = [Date.parse(start_time), Date.parse(end_time)];
		expect(Math.round((to - from) / 86_400_000)).toBe(7);
		expect(to).toBeLessThanOrEqual(Date.now());
		expect(Date.now() - to).toBeLessThan(8 * 86_400_000);
		const expected = real.fake.account().events.filter(({ at }) => at >= from && at < to);
		expect(expected).not.toEqual([]);
		const [upload, ...others] = receiver.received;
		expect(others).toEqual([]);
		expect(upload).toMatchObject({ method: 'PUT', type: 'text/csv' });
		expect(upload?.path).toMatch(/^\/appcues\/appcues-events-\d{4}-\d\d-\d\d\.csv$/);
		for (const { id } of expected) expect(upload?.body).toContain(id);
		expect(upload?.body.trim().split('\n')).toHaveLength(expected.length + 1);
	});

	it("weekly-nps-answers-to-sheet.json adds last week's answers, with their comments", async () => {
		addDemoHistory(real.fake.account());
		const execution = await runExample(real, 'weekly-nps-answers-to-sheet.json', 'Every Monday', {
			// There is no Google here.
			'Add Rows': { type: 'n8n-nodes-base.noOp', typeVersion: 1 },
		});
		requireSuccess(execution);
		const request = real.fake.requests('POST', '/export/events').at(0);
		const from = Date.parse((request?.body as { start_time: string }).start_time) + DAY;
		// A week may be an hour shorter or longer.
		const to = from + 6.9 * DAY;
		const rows = passes(execution, 'Add Rows').flat();
		const told = rows
			.filter(({ respondedAt }) => Date.parse(String(respondedAt)) < to)
			.map(({ surveyName, surveyType: _, ...rest }) => ({ ...rest, isNamed: Boolean(surveyName) }));
		const expected = expectedAnswers(real.fake.account(), from, to);
		expect(expected.length).toBeGreaterThan(2);
		const inOrder = (list: object[]) => list.map((each) => JSON.stringify(each)).sort();
		expect(inOrder(told)).toEqual(inOrder(expected.map((each) => ({ ...each, isNamed: true }))));
	});

	describe('the examples with reports', () => {
		/** Adds events at this time of day some days ago. */
		const addEvents = (
			count: number,
			name: string,
			attributes: Record<string, string>,
			daysAgo: number,
		) => {
			const { people } = real.fake.account();
			for (let n = 0; n < count; n += 1) {
				const at = Date.now() - daysAgo * DAY;
				people.addEvent({ name: `appcues:${name}`, attributes, userId: `user ${n}`, at });
			}
		};

		it('monday-report-to-chat.json sends one message about the flows of last week', async () => {
			real.fake.account().people.events.length = 0;
			const welcome = { flowId: 'flow-welcome' };
			addEvents(3, 'flow_started', welcome, 7);
			addEvents(2, 'flow_completed', welcome, 7);
			addEvents(2, 'flow_started', welcome, 14);
			addEvents(1, 'flow_completed', welcome, 14);
			addEvents(1, 'v2:experience_started', { experienceId: 'flow2-tour' }, 7);
			const execution = await runExample(real, 'monday-report-to-chat.json', 'Every Monday', {
				'Send Report': { parameters: { url: receiver.url + CHAT } },
			});
			requireSuccess(execution);
			const [message, ...others] = receiver.messages();
			expect(others).toEqual([]);
			expect(message?.split('\n').slice(0, 4)).toEqual([
				'Flows last week',
				'• Welcome tour: 3 started (+50%), 66.7% completed (+16.7 points)',
				'• Dashboard tour: 1 started (new), 0% completed',
				'• Invite your team: 0 started',
			]);
		});

		it('flow-errors-to-chat.json reports only errors that are new or rising, in one message', async () => {
			const run = async () =>
				await runExample(real, 'flow-errors-to-chat.json', 'Every Morning', {
					'Notify the Team': { parameters: { url: receiver.url + CHAT } },
				});
			real.fake.account().people.events.length = 0;
			const failure = (message: string) => ({ flowId: 'flow-welcome', stepId: 'one', message });
			addEvents(1, 'step_error', failure('Steady'), 1);
			addEvents(1, 'step_error', failure('Steady'), 2);
			addEvents(1, 'step_error', failure('Resolved'), 2);
			requireSuccess(await run());
			expect(receiver.messages()).toEqual([]);
			addEvents(3, 'step_error', failure('Rising "fast"'), 1);
			addEvents(1, 'step_error', failure('Rising "fast"'), 2);
			addEvents(2, 'v2:step_error', { experienceId: 'banner-sale', message: 'New' }, 1);
			requireSuccess(await run());
			expect(receiver.messages()).toEqual([
				[
					'Errors in Appcues yesterday',
					'• Welcome tour: Rising "fast" (3 times, 3 users, 1 times the day before)',
					'• Spring sale: New (2 times, 2 users, 0 times the day before)',
				].join('\n'),
			]);
		});
	});

	it('flow-for-a-week.json publishes the flow, waits, and unpublishes it', async () => {
		const execution = await runExample(real, 'flow-for-a-week.json', 'On the First', {
			'Wait a Week': { parameters: { amount: 2, unit: 'seconds' } },
		});
		requireSuccess(execution);
		const [publish, unpublish, ...others] = real.fake.log;
		expect(others).toEqual([]);
		expect(publish?.pathname).toMatch(/flows\/flow-reports\/publish$/);
		expect(unpublish?.pathname).toMatch(/flows\/flow-reports\/unpublish$/);
		expect(Number(unpublish?.at) - Number(publish?.at)).toBeGreaterThanOrEqual(1_900);
		expect(real.fake.account().flow('flow-reports').published).toBe(false);
	});

	it('hubspot-contacts-to-segment.json adds the contacts with a user ID', async () => {
		const execution = await runExample(
			real,
			'hubspot-contacts-to-segment.json',
			'Every Morning',
			{},
		);
		requireSuccess(execution);
		expect(passes(execution, 'Add to Segment')[0]).toEqual([
			expect.objectContaining({ userCount: 2, status: 'COMPLETED' }),
		]);
		const { members } = real.fake.account().segment('seg-crm-customers');
		expect([...members.keys()]).toEqual(expect.arrayContaining(['user-ada', 'user-grace']));
	});

	it('google-sheet-to-profiles.json sends the mapped columns', async () => {
		const execution = await runExample(real, 'google-sheet-to-profiles.json', 'Every Morning', {});
		requireSuccess(execution);
		const [{ body }] = atLeast(1, real.fake.requests('POST', '/import/profiles'));
		expect(body).toEqual([
			{ user_id: 'user-ada', plan: 'enterprise', seats: 40, renewal_date: '2027-01-31' },
			{ user_id: 'user-grace', plan: 'pro', seats: 12, renewal_date: '2027-03-01' },
		]);
	});

	describe('long-import.json', () => {
		const run = async (rounds: number) =>
			await runExample(real, 'long-import.json', 'Every Sunday', {
				'Download File': { parameters: { url: `${receiver.url}/profiles.csv` } },
				'Sleep Five Minutes': { parameters: { amount: 1, unit: 'seconds' } },
				'Finished?': { parameters: withRounds(rounds) },
				'Notify the Team': { parameters: { url: receiver.url + CHAT } },
			});

		it('checks the job of each part until it has finished', async () => {
			const rows = Array.from({ length: 50_001 }, (_, n) => `user ${n},pro\n`);
			receiver.files.set('/profiles.csv', `user_id,plan\n${rows.join('')}`);
			real.fake.nextJobs(1, { duration: 100 });
			real.fake.nextJobs(1, { duration: 3_000 });
			const execution = await run(24);
			requireSuccess(execution);
			const started = passes(execution, 'Start Import').flat();
			expect(started.map(({ status }) => status)).toEqual(['ACCEPTED', 'ACCEPTED']);
			const looks = passes(execution, 'Check Jobs').map((jobs) => jobs.length);
			expect(looks.slice(0, 2)).toEqual([2, 1]);
			expect(looks.length).toBeGreaterThan(2);
			// The parts are sent side by side, so either job may be the short one that is reported first.
			expect(receiver.messages().sort()).toEqual(
				started.map(({ jobId }) => `Appcues import, job ${String(jobId)}: COMPLETED`).sort(),
			);
			expect(real.fake.account().users.get('user 50000')).toEqual({ plan: 'pro' });
		});

		it('reports a failed job, and one that never finishes', async () => {
			receiver.files.set('/profiles.csv', 'user_id,plan\nuser-ada,team\n');
			real.fake.failNextJobs(1);
			requireSuccess(await run(24));
			real.fake.nextJobs(1, { stuck: true });
			const late = await run(2);
			requireSuccess(late);
			expect(passes(late, 'Check Jobs')).toHaveLength(2);
			expect(receiver.messages()).toEqual([
				expect.stringMatching(/: FAILED$/),
				expect.stringMatching(/: IN_PROGRESS$/),
			]);
		});
	});

	describe('sync-list-to-segment.json', () => {
		const store = async (list: unknown, segment: string) => {
			receiver.files.set('/list', list);
			const segmentId = { __rl: true, mode: 'list' as const, value: segment };
			return await storeExample(real, 'sync-list-to-segment.json', {
				'Get the List': {
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					parameters: { url: `${receiver.url}/list` },
					...ONCE,
				},
				Preview: { parameters: { segmentId } },
				'Ask the Team': { parameters: { url: receiver.url + CHAT } },
			});
		};
		const run = async (list: unknown, segment: string) =>
			await real.n8n.run(await store(list, segment), 'Every Morning');

		it('adds and removes only the difference of a small change', async () => {
			real.fake
				.account()
				.segment('seg-trial')
				.addUsers(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']);
			const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', ' i ', 4711, null, '', 'a'];
			requireSuccess(
				await run(
					ids.map((user_id) => ({ user_id })),
					'seg-trial',
				),
			);
			expect(sentTo('/add_user_ids')).toEqual(['4711']);
			expect(sentTo('/remove_user_ids')).toEqual(['j']);
			expect(members('seg-trial')).toEqual(['4711', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
			expect(receiver.messages()).toEqual([]);
		});

		it('asks before a large change, and changes nothing until somebody submits the form', async () => {
			const before = members('seg-power-users');
			const workflow = await store(
				[{ user_id: 'user-ada' }, { user_id: 'new' }],
				'seg-power-users',
			);
			const id = await real.n8n.start(workflow, 'Every Morning');
			while (receiver.messages().length === 0) await sleep(100);
			const [message = ''] = receiver.messages();
			expect(message).toMatch(/1 users to add, 4 of 5 members to remove \(80%\)/);
			const form = /submit this form: (\S+)/.exec(message)?.[1] ?? '';
			// n8n stores a waiting execution only after the message was sent.
			while (!(await (await fetch(form)).text()).includes('Sync the segment')) await sleep(100);
			expect(members('seg-power-users')).toEqual(before);
			expect(sentTo('/add_user_ids')).toEqual([]);
			const body = new FormData();
			body.set('field-0', 'Ada');
			expect((await fetch(form, { method: 'POST', body })).status).toBe(200);
			requireSuccess(await real.n8n.waitForExecution(id));
			expect(sentTo('/add_user_ids')).toEqual(['new']);
			expect(sentTo('/remove_user_ids')).toHaveLength(4);
			expect(members('seg-power-users')).toContain('new');
			expect(members('seg-power-users')).not.toContain('user-tim');
		});

		it('fills a segment without members', async () => {
			requireSuccess(await run([{ user_id: 'a' }, { user_id: 'b' }], 'seg-trial'));
			expect(members('seg-trial')).toEqual(['a', 'b']);
			expect(sentTo('/remove_user_ids')).toEqual([]);
		});

		it('removes nobody when the list is empty or a message', async () => {
			requireSuccess(await run([], 'seg-power-users'));
			const execution = await run({ message: 'Try again later' }, 'seg-power-users');
			expect(execution.data.resultData.error?.message).toContain('No user ID in the item');
			expect(real.fake.log).toEqual([]);
		});
	});
});

/** The rules of "Finished?", with another number of rounds before it gives up. */
function withRounds(rounds: number): INodeParameters {
	const { nodes } = readExample('long-import.json');
	const { parameters } = nodes.find(({ name }) => name === 'Finished?') ?? {};
	const text = JSON.stringify(parameters);
	expect(text).toContain('"rightValue":23');
	return JSON.parse(
		text.replace('"rightValue":23', `"rightValue":${rounds - 1}`),
	) as INodeParameters;
}
