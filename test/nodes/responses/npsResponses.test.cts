import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { IDataObject } from 'n8n-workflow';

import { demoAccount } from '../../../dev/fake-appcues/index.cjs';
import { CLASSIC_NPS, NPS_2, TRIAL_NPS } from '../../../dev/fake-appcues/model/demoContent.cjs';
import {
	experienceStep,
	flowAttributes,
	surveyAnswer,
} from '../../../dev/fake-appcues/model/sdkEvents.cjs';
import { useAppcues, useFastTime } from '../../support/appcues.cjs';
import { expectedAnswers } from '../../support/responses.cjs';

const type = 'appcuesExport';
const DAY = 24 * 60 * 60 * 1000;

const parametersOf = (rest: IDataObject = {}): IDataObject => ({
	operation: 'npsResponses',
	timeRange: 'custom',
	startTime: '2020-01-01T00:00:00Z',
	...rest,
});

/** In an order that doesn't depend on where they come from. */
const inOrder = (answers: readonly object[]) => answers.map((each) => JSON.stringify(each)).sort();

/** The file of an output item, as text. */
const fileOf = (item: { binary?: Record<string, { data: string }> } | undefined) =>
	Buffer.from(item?.binary?.data?.data ?? '', 'base64').toString();

describe('NPS responses of the demo account', () => {
	const appcues = useAppcues({ accounts: [demoAccount()] });
	useFastTime();

	it('are the answers that its events hold, scores with their comments', async () => {
		const outcome = await appcues.run({ type, parameters: parametersOf() });
		expect(outcome.error).toBeUndefined();
		const expected = expectedAnswers(appcues.fake.account(), 0, Infinity);
		expect(expected.length).toBeGreaterThan(50);
		expect(expected.some(({ updated }) => updated)).toBe(true);
		const answers = outcome.json();
		const told = answers.map(({ surveyName: _, surveyType: __, ...rest }) => rest);
		expect(inOrder(told)).toEqual(inOrder(expected));
		const times = answers.map(({ respondedAt }) => respondedAt);
		expect(times).toEqual([...times].sort());
		expect(outcome.hints).toEqual([]);
	});

	it('have the names and kinds of their surveys', async () => {
		const answers = (await appcues.run({ type, parameters: parametersOf() })).json();
		const kinds = new Map(
			answers.map((each) => [each.surveyId, [each.surveyName, each.surveyType]]),
		);
		expect(Object.fromEntries(kinds)).toEqual({
			[CLASSIC_NPS.id]: [CLASSIC_NPS.name, 'classic'],
			[NPS_2.id]: [NPS_2.name, 'nps2'],
			[TRIAL_NPS.id]: [TRIAL_NPS.name, 'nps2'],
		});
	});

	it('ask for their events only, a day more before the start and up to now', async () => {
		const [start, end] = ['2026-01-10T00:00:00.000Z', '2026-01-12T00:00:00.000Z'];
		await appcues.run({ type, parameters: parametersOf({ startTime: start, endTime: end }) });
		const [request] = appcues.fake.requests('POST', '/export/events');
		expect(request?.body).toEqual({
			format: 'json',
			start_time: '2026-01-09T00:00:00.000Z',
			end_time: '2026-01-13T00:00:00.000Z',
			conditions: [['name', 'in', expect.arrayContaining(['appcues:nps_score', 'nps_score'])]],
		});
		const now = Date.now();
		await appcues.run({ type, parameters: { operation: 'npsResponses', timeRange: 'last7Days' } });
		const [, { body } = { body: {} }] = appcues.fake.requests('POST', '/export/events');
		const { end_time: last } = body as { end_time: string };
		expect(Math.abs(Date.parse(last) - now)).toBeLessThan(10 * 60_000);
	});

	it('are complete when a quarter is read week by week', async () => {
		const now = Date.now();
		const input = Array.from({ length: 14 }, (_, week) => ({
			start: new Date(now - (week + 1) * 7 * DAY).toISOString(),
			end: new Date(now - week * 7 * DAY).toISOString(),
		}));
		const weekly = await appcues.run({
			type,
			parameters: parametersOf({ startTime: '={{ $json.start }}', endTime: '={{ $json.end }}' }),
			input,
		});
		const whole = await appcues.run({ type, parameters: parametersOf() });
		expect(inOrder(weekly.json())).toEqual(inOrder(whole.json()));
		// The names are the same for all items.
		expect(appcues.fake.requests('GET', /\/nps$/)).toHaveLength(2);
	});

	it('of chosen surveys', async () => {
		const surveys = [NPS_2.id, `https://studio.appcues.com/nps/${TRIAL_NPS.id}/edit`];
		const answers = (await appcues.run({ type, parameters: parametersOf({ surveys }) })).json();
		expect(new Set(answers.map(({ surveyId }) => surveyId))).toEqual(
			new Set([NPS_2.id, TRIAL_NPS.id]),
		);
	});

	it('hold no user data but the ID, unless the profile is wanted', async () => {
		const without = await appcues.run({ type, parameters: parametersOf() });
		expect(Object.keys(without.json()[0] ?? {})).toEqual([
			...['respondedAt', 'userId', 'surveyId', 'surveyName', 'surveyType'],
			...['score', 'group', 'feedback', 'updated'],
		]);
		const options = { includeProfile: true };
		const answers = (await appcues.run({ type, parameters: parametersOf({ options }) })).json();
		const { users } = appcues.fake.account();
		for (const { userId, profile } of answers) expect(profile).toEqual(users.get(String(userId)));
		const flat = await appcues.run({
			type,
			parameters: parametersOf({ options: { includeProfile: true, flatten: true } }),
		});
		const [first] = flat.json();
		expect(first).not.toHaveProperty('profile');
		expect(first?.['profile.plan']).toBe(users.get(String(first?.userId))?.plan);
	});

	it.each(['csv', 'ndjson', 'array'] as const)('are the same from a file of %s', async (file) => {
		const usual = (await appcues.run({ type, parameters: parametersOf() })).json();
		appcues.fake.exportFile = file;
		appcues.fake.exportEncoding = 'gzip';
		const options = { includeProfile: true };
		const outcome = await appcues.run({ type, parameters: parametersOf({ options }) });
		const withoutProfile = outcome.json().map(({ profile: _, ...rest }) => rest);
		expect(withoutProfile).toEqual(usual);
		expect(outcome.json()[0]?.profile).toHaveProperty('email');
	});

	it('are written to a CSV file, which n8n can read', async () => {
		const answers = (await appcues.run({ type, parameters: parametersOf() })).json();
		const outcome = await appcues.run({ type, parameters: parametersOf({ output: 'file' }) });
		const [item] = outcome.items();
		expect(item?.json).toMatchObject({
			status: 'COMPLETED',
			fileName: expect.stringMatching(/^appcues-nps-responses-\d{4}-\d\d-\d\d\.csv$/),
			fileSize: Buffer.byteLength(fileOf(item)),
		});
		expect(item?.binary?.data).toMatchObject({ mimeType: 'text/csv' });
		const rows = parse(fileOf(item), { columns: true }) as IDataObject[];
		expect(rows).toEqual(
			answers.map((each) =>
				Object.fromEntries(
					Object.entries(each).map(([name, value]) => [name, value === null ? '' : String(value)]),
				),
			),
		);
	});
});

describe('NPS responses', () => {
	const appcues = useAppcues();
	useFastTime();

	const START = Date.parse('2026-03-02T00:00:00Z');
	/** Adds an event of the classic survey. @param minute after the start of the day */
	const add = (minute: number, name: string, attributes: object = {}, userId = 'u') =>
		appcues.fake.account().people.addEvent({
			userId,
			name: `appcues:${name}`,
			at: START + minute * 60_000,
			attributes: { ...flowAttributes(CLASSIC_NPS), ...attributes },
		});
	const ofTheDay = (rest: IDataObject = {}) =>
		parametersOf({ startTime: '2026-03-02T00:00:00Z', endTime: '2026-03-03T00:00:00Z', ...rest });
	const run = async (rest: IDataObject = {}) =>
		await appcues.run({ type, parameters: ofTheDay(rest) });

	it('can be none: no items, and a file with a header', async () => {
		const outcome = await run();
		expect(outcome.error).toBeUndefined();
		expect(outcome.json()).toEqual([]);
		const file = await run({ output: 'file' });
		expect(fileOf(file.items()[0])).toBe(
			'respondedAt,userId,surveyId,surveyName,surveyType,score,group,feedback,updated\r\n',
		);
		expect(appcues.fake.requests('GET', /\/nps$/)).toEqual([]);
	});

	it('pair a comment after the end with its score, and leave out a comment whose score was before', async () => {
		add(-10, 'nps_score', { score: 2 }, 'early');
		add(5, 'nps_feedback', { feedback: 'Of the day before' }, 'early');
		add(1439, 'nps_score', { score: 10 }, 'late');
		add(1450, 'nps_feedback', { feedback: 'Of the day after' }, 'late');
		const outcome = await run();
		expect(outcome.json()).toEqual([
			expect.objectContaining({ userId: 'late', score: 10, feedback: 'Of the day after' }),
		]);
		expect(outcome.hints).toEqual([
			"Some comments in the time range belong to earlier scores and aren't in the output (1). To get them, choose an earlier start.",
		]);
	});

	it('mark the newer one of two scores', async () => {
		add(10, 'nps_score', { score: 3 });
		add(12, 'nps_score', { score: 8 });
		add(13, 'nps_feedback', { feedback: 'Better now' });
		expect((await run()).json()).toEqual([
			expect.objectContaining({ score: 3, updated: false, feedback: null, group: 'detractor' }),
			expect.objectContaining({
				score: 8,
				updated: true,
				feedback: 'Better now',
				group: 'neutral',
			}),
		]);
	});

	it('mark a score that updates one before the start', async () => {
		add(-5, 'nps_score', { score: 3 });
		add(5, 'nps_score', { score: 0 });
		expect((await run()).json()).toEqual([
			expect.objectContaining({ score: 0, group: 'detractor', updated: true }),
		]);
	});

	it('keep a comment without a score', async () => {
		add(5, 'nps_feedback', { feedback: 'No score' });
		expect((await run()).json()).toEqual([
			{
				respondedAt: '2026-03-02T00:05:00.000Z',
				userId: 'u',
				surveyId: CLASSIC_NPS.id,
				surveyName: CLASSIC_NPS.name,
				surveyType: 'classic',
				score: null,
				group: null,
				feedback: 'No score',
				updated: false,
			},
		]);
	});

	it('report scores that are none', async () => {
		add(5, 'nps_score', { score: 11 }, 'a');
		add(6, 'nps_feedback', { feedback: 'Eleven!' }, 'a');
		add(7, 'nps_score', { score: '7' }, 'b');
		add(8, 'nps_score', { score: 'n/a' }, 'c');
		add(9, 'nps_score', {}, 'd');
		add(10, 'nps_score', { score: 6.5 }, 'e');
		const outcome = await run();
		expect(outcome.json().map(({ userId, score, feedback }) => [userId, score, feedback])).toEqual([
			['a', null, 'Eleven!'],
			['b', 7, null],
			['c', null, null],
			['d', null, null],
			['e', null, null],
		]);
		expect(outcome.hints).toEqual([
			`Some scores aren't whole numbers from 0 to 10, so they're empty in the output. Found 4, the first one of user "a": 11.`,
		]);
	});

	it('count an answer once that Appcues reports twice', async () => {
		const step = { ...experienceStep(NPS_2, 'i', 0), flowId: undefined };
		add(5, 'v2:step_interaction', { ...step, ...surveyAnswer('9') });
		add(6, 'nps_score_and_feedback', { ...step, score: 9, feedback: 'Good' });
		const answers = (await run()).json();
		expect(answers).toEqual([expect.objectContaining({ score: 9, feedback: 'Good' })]);
	});

	it('return one item for an event that is twice in the file', async () => {
		add(5, 'nps_score', { score: 9 });
		const { people } = appcues.fake.account();
		const event = people.events.at(-1);
		if (event) people.events.push(event);
		expect((await run()).json()).toHaveLength(1);
	});

	it('name a deleted survey as its events do, and one without a name by its ID', async () => {
		add(5, 'v2:step_interaction', {
			flowId: undefined,
			...experienceStep({ ...NPS_2, id: 'deleted', name: 'Deleted survey' }, 'i', 0),
			...surveyAnswer(9),
		});
		add(6, 'nps_score', { score: 1, flowId: 'nameless', flowName: undefined });
		expect((await run()).json().map(({ surveyName }) => surveyName)).toEqual([
			'Deleted survey',
			'nameless',
		]);
	});

	it('name surveys without the list of surveys, and say why', async () => {
		add(5, 'nps_score', { score: 9 });
		appcues.fake.fault({ path: /\/nps$/, status: 403, times: Infinity });
		const outcome = await run();
		expect(outcome.json()).toEqual([
			expect.objectContaining({ surveyName: CLASSIC_NPS.name, surveyType: 'classic' }),
		]);
		expect(outcome.hints).toEqual([
			expect.stringMatching(/^The names of surveys are those in the events/),
		]);
	});

	it('ignore events of other experiences and clicks in a survey', async () => {
		add(5, 'v2:step_interaction', {
			...experienceStep(NPS_2, 'i', 0),
			interactionType: 'Button Tapped',
		});
		add(6, 'flow_completed', { score: 5 });
		expect((await run()).json()).toEqual([]);
	});

	it('of an item with an invalid range don’t stop the others, with On Error set to continue', async () => {
		add(5, 'nps_score', { score: 9 });
		const outcome = await appcues.run({
			type,
			parameters: ofTheDay({ startTime: '={{ $json.start }}' }),
			input: [{ start: '2026-03-02T00:00:00Z' }, { start: '' }, { start: '2026-03-01T00:00:00Z' }],
			onError: 'continueErrorOutput',
		});
		expect(outcome.json(0)).toHaveLength(2);
		expect(outcome.paired(0)).toEqual([[0], [2]]);
		expect(outcome.json(1)).toEqual([expect.objectContaining({ error: "'Start Time' is empty" })]);
	});

	it('return the job without waiting', async () => {
		const outcome = await run({ waitForCompletion: false, output: 'file' });
		expect(outcome.json()).toEqual([{ jobId: expect.any(String), status: 'ACCEPTED' }]);
	});

	it.each<[IDataObject, RegExp]>([
		[{ surveys: 'two words' }, /'Survey Names or IDs' holds/],
		[{ surveys: ['a/b'] }, /'Survey Names or IDs' holds/],
		[{ surveys: '={{ $json.nothing }}' }, /'Survey Names or IDs' is empty/],
		[{ surveys: '={{ [$json.nothing] }}' }, /'Survey Names or IDs' is empty/],
		[{ output: 'sheet' }, /'Output' has an invalid value/],
		[{ options: { includeProfile: '={{ "of course" }}' } }, /'Include Profile' is "of course"/],
	])('are refused with %j before anything is sent', async (rest, message) => {
		const outcome = await run(rest);
		expect(outcome.error?.message).toMatch(message);
		expect(appcues.fake.log).toEqual([]);
	});

	it('of all surveys are returned for an expression that returns []', async () => {
		add(5, 'nps_score', { score: 9 });
		expect((await run({ surveys: '={{ [] }}' })).json()).toHaveLength(1);
	});

	it('of users without an ID are returned, but not paired', async () => {
		add(5, 'nps_score', { score: 9 }, '');
		add(6, 'nps_feedback', { feedback: 'Whose?' }, '');
		expect((await run()).json().map(({ userId, score }) => [userId, score])).toEqual([
			[null, 9],
			[null, null],
		]);
	});

	it('skip many other events without keeping them', async () => {
		appcues.fake.exportRows = 20_000;
		const outcome = await run();
		expect(outcome.error).toBeUndefined();
		expect(outcome.json()).toEqual([]);
	});

	it('keep time apart from the end: an answer at the end belongs to the next range', async () => {
		add(0, 'nps_score', { score: 9 }, 'first');
		add(24 * 60, 'nps_score', { score: 9 }, 'next');
		expect((await run()).json().map(({ userId }) => userId)).toEqual(['first']);
	});

	it('can’t be read from a ZIP file: the message says where to get the file', async () => {
		appcues.fake.exportEncoding = 'zip';
		const { error } = await run();
		expect(error?.description).toContain("'Export Events'");
	});
});
