import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { IDataObject } from 'n8n-workflow';

import { demoAccount, type FakeEvent } from '../../../dev/fake-appcues/index.cjs';
import { TOUR, WELCOME, formAnswers } from '../../../dev/fake-appcues/model/demoContent.cjs';
import {
	classicForm,
	experienceStep,
	v2Form,
	type FormField,
} from '../../../dev/fake-appcues/model/sdkEvents.cjs';
import { useAppcues, useFastTime } from '../../support/appcues.cjs';

const type = 'appcuesExport';

const parametersOf = (rest: IDataObject = {}): IDataObject => ({
	operation: 'formResponses',
	timeRange: 'custom',
	startTime: '2020-01-01T00:00:00Z',
	...rest,
});

const fileOf = (item: { binary?: Record<string, { data: string }> } | undefined) =>
	Buffer.from(item?.binary?.data?.data ?? '', 'base64').toString();

const ROLE = 'What is your role?';
const GOALS = 'What do you want to do?';

/** The submissions in the account's events, without any code of the nodes. */
function expectedOf(events: readonly FakeEvent[]) {
	return events.flatMap(({ name, at, userId, attributes }) => {
		const { interaction, interactionData } = attributes as {
			interaction?: { response?: FormField[] };
			interactionData?: { formResponse?: FormField[] };
		};
		const fields =
			name === 'appcues:form_submitted' ? interaction?.response : interactionData?.formResponse;
		if (!fields) return [];
		const valueOf = (label: string) => fields.find((field) => field.label === label)?.value;
		return {
			respondedAt: new Date(at).toISOString(),
			userId,
			experienceId: attributes.flowId ?? attributes.experienceId,
			experienceName: attributes.flowName ?? attributes.experienceName,
			stepId: attributes.stepChildId ?? attributes.stepId,
			answers: { [ROLE]: valueOf(ROLE), [GOALS]: String(valueOf(GOALS)).split('\n') },
		};
	});
}

const inOrder = (items: readonly object[]) => items.map((each) => JSON.stringify(each)).sort();

describe('form responses of the demo account', () => {
	const appcues = useAppcues({ accounts: [demoAccount()] });
	useFastTime();

	it('are its submissions, each once, classic and v2', async () => {
		const outcome = await appcues.run({ type, parameters: parametersOf() });
		const expected = expectedOf(appcues.fake.account().events);
		expect(expected.length).toBeGreaterThan(50);
		expect(inOrder(outcome.json())).toEqual(inOrder(expected));
		const ids = new Set(outcome.json().map(({ experienceId }) => experienceId));
		expect(ids).toEqual(new Set([WELCOME.id, TOUR.id]));
		const times = outcome.json().map(({ respondedAt }) => respondedAt);
		expect(times).toEqual([...times].sort());
		expect(outcome.hints).toEqual([]);
	});

	it('have a column for each question with Flatten, and in a CSV file', async () => {
		const plain = (await appcues.run({ type, parameters: parametersOf() })).json();
		const flat = plain.map(({ answers, ...about }) => {
			const { [ROLE]: role, [GOALS]: goals } = answers as Record<string, string[]>;
			return { ...about, [ROLE]: role, [GOALS]: goals?.join('\n') };
		});
		const options = { flatten: true };
		const outcome = await appcues.run({ type, parameters: parametersOf({ options }) });
		expect(outcome.json()).toEqual(flat);
		const file = await appcues.run({ type, parameters: parametersOf({ output: 'file' }) });
		expect(file.json()[0]?.fileName).toMatch(/^appcues-form-responses-.*\.csv$/);
		expect(parse(fileOf(file.items()[0]), { columns: true })).toEqual(flat);
	});

	it('are written to a file of JSON lines', async () => {
		const plain = (await appcues.run({ type, parameters: parametersOf() })).json();
		const options = { fileName: 'forms', putOutputIn: 'data' };
		const parameters = parametersOf({ output: 'file', format: 'json', options });
		const [item] = (await appcues.run({ type, parameters })).items();
		expect(item?.json.fileName).toBe('forms.jsonl');
		const lines = fileOf(item).trim().split('\n');
		expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(plain);
	});

	it.each(['csv', 'ndjson', 'array'] as const)('are the same from a file of %s', async (file) => {
		const usual = (await appcues.run({ type, parameters: parametersOf() })).json();
		appcues.fake.exportFile = file;
		expect((await appcues.run({ type, parameters: parametersOf() })).json()).toEqual(usual);
	});

	it('of chosen experiences', async () => {
		const experiences = `https://studio.appcues.com/flows/${TOUR.id}`;
		const outcome = await appcues.run({ type, parameters: parametersOf({ experiences }) });
		const ids = new Set(outcome.json().map(({ experienceId }) => experienceId));
		expect(ids).toEqual(new Set([TOUR.id]));
	});
});

describe('form responses', () => {
	const appcues = useAppcues();
	useFastTime();

	const START = Date.parse('2026-03-02T00:00:00Z');
	const add = (minute: number, name: string, attributes: object = {}) =>
		appcues.fake.account().people.addEvent({
			userId: 'u',
			name: `appcues:${name}`,
			at: START + minute * 60_000,
			attributes: { ...attributes },
		});
	const ofTheDay = (rest: IDataObject = {}) =>
		parametersOf({ startTime: '2026-03-02T00:00:00Z', endTime: '2026-03-03T00:00:00Z', ...rest });
	const run = async (rest: IDataObject = {}) =>
		await appcues.run({ type, parameters: ofTheDay(rest) });
	const field = (label: string, value: string): FormField => ({
		fieldId: `field-${label}`,
		fieldType: 'text',
		label,
		value,
	});

	it('can be none: no items, and a file with a header', async () => {
		expect((await run()).json()).toEqual([]);
		const [item] = (await run({ output: 'file' })).items();
		expect(fileOf(item)).toBe('respondedAt,userId,experienceId,experienceName,stepId\r\n');
	});

	it('count a form once, however many events repeat it, and not surveys and clicks', async () => {
		const form = classicForm(WELCOME, 1, formAnswers(4));
		add(1, 'form_field_submitted', form);
		add(2, 'form_submitted', form);
		add(2, 'step_interacted', form);
		add(3, 'v2:step_interaction', { ...experienceStep(TOUR, 'i', 0), interactionType: 'click' });
		add(4, 'v2:step_interaction', { ...experienceStep(TOUR, 'i', 1), ...v2Form(formAnswers(4)) });
		expect((await run()).json().map(({ experienceId }) => experienceId)).toEqual([
			WELCOME.id,
			TOUR.id,
		]);
		expect(appcues.fake.requests('POST', '/export/events')[0]?.body).toEqual({
			format: 'json',
			start_time: '2026-03-02T00:00:00.000Z',
			end_time: '2026-03-03T00:00:00.000Z',
			conditions: [
				[
					'name',
					'in',
					[
						'appcues:form_submitted',
						'form_submitted',
						'appcues:v2:step_interaction',
						'v2:step_interaction',
					],
				],
			],
		});
	});

	it('keep questions with odd names, and questions that are called like a column', async () => {
		const questions = ['userId', '__proto__', 'constructor', 'a,"b"\nc'];
		const fields = questions.map((label, index) => field(label, `answer ${index}`));
		add(1, 'form_submitted', classicForm(WELCOME, 1, fields));
		add(2, 'form_submitted', classicForm(WELCOME, 1, [field('Other', 'x')]));
		const [item] = (await run({ output: 'file' })).items();
		const [header, first, second] = parse(fileOf(item)) as string[][];
		expect(header?.slice(5)).toEqual([
			'answers.userId',
			'__proto__',
			'constructor',
			'a,"b"\nc',
			'Other',
		]);
		expect(first?.slice(5)).toEqual(['answer 0', 'answer 1', 'answer 2', 'answer 3', '']);
		expect(second?.slice(5)).toEqual(['', '', '', '', 'x']);
		const flat = (await run({ options: { flatten: true } })).json();
		expect(flat[0]).toMatchObject({ userId: 'u', 'answers.userId': 'answer 0' });
	});

	it('keep a submission without answers, and one without an experience', async () => {
		add(1, 'form_submitted', { flowId: 'flow-welcome' });
		add(2, 'form_submitted', { interaction: { response: [field('Q', 'A')] } });
		expect((await run()).json()).toEqual([
			{
				respondedAt: '2026-03-02T00:01:00.000Z',
				userId: 'u',
				experienceId: 'flow-welcome',
				experienceName: 'flow-welcome',
				stepId: null,
				answers: {},
			},
			{
				respondedAt: '2026-03-02T00:02:00.000Z',
				userId: 'u',
				experienceId: null,
				experienceName: null,
				stepId: null,
				answers: { Q: 'A' },
			},
		]);
	});

	it('return only the job of the export, in the chosen format', async () => {
		const outcome = await run({ output: 'job', format: 'csv' });
		expect(outcome.json()).toEqual([expect.objectContaining({ status: 'COMPLETED' })]);
		expect(appcues.fake.requests('POST', '/export/events')[0]?.body).toMatchObject({
			format: 'csv',
		});
		expect(appcues.fake.downloads).toEqual([]);
	});

	it('of several items are paired with them', async () => {
		add(1, 'form_submitted', classicForm(WELCOME, 1, formAnswers(1)));
		const outcome = await appcues.run({
			type,
			parameters: ofTheDay({ experiences: '={{ $json.id }}' }),
			input: [{ id: 'flow-welcome' }, { id: 'other' }, { id: [] }, { id: null }],
			onError: 'continueErrorOutput',
		});
		expect(outcome.paired(0)).toEqual([[0], [2]]);
		expect(outcome.json(1)).toEqual([
			expect.objectContaining({ error: "'Experience Names or IDs' is empty" }),
		]);
	});

	it('are downloaded again when the download is cut in half, each once', async () => {
		for (let minute = 0; minute < 20; minute += 1) {
			add(minute, 'form_submitted', classicForm(WELCOME, 1, formAnswers(minute)));
		}
		appcues.fake.fault({ path: /download/, reset: 'mid-body' });
		expect((await run()).json()).toHaveLength(20);
		expect(appcues.fake.downloads).toHaveLength(2);
	});
});
