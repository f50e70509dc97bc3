import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { AppcuesEvent } from '../../../nodes/shared/events/event';
import { experienceIds, simplifyEvent as simplify } from '../../../nodes/shared/events/simplify';
import { dotted } from '../../../dev/fake-appcues/exports/dotted.cjs';
import {
	CLASSIC_NPS,
	NPS_2,
	TOUR,
	TRIAL_NPS,
	WELCOME,
	formAnswers as answersOf,
} from '../../../dev/fake-appcues/model/demoContent.cjs';
import {
	classicForm,
	experienceStep,
	flowAttributes,
	stepAttributes,
	surveyAnswer,
	v2Form,
} from '../../../dev/fake-appcues/model/sdkEvents.cjs';
import { WIRE_EVENTS } from '../../../dev/fake-appcues/model/wireEvents.cjs';
import { webhookBody } from '../../../dev/fake-appcues/webhooks.cjs';

/** For an account whose Studio is unknown. The URLs are tested in test/nodes/studioUrl.test.cts. */
const simplifyEvent = (event: AppcuesEvent) => simplify(event, false);

const simplified = (name: string, attributes?: unknown) =>
	simplifyEvent(
		JSON.parse(
			JSON.stringify(
				webhookBody(name, attributes === undefined ? {} : { attributes: attributes as never }),
			),
		) as never,
	);

/** Any JSON value, with limited depth. */
function json(value: unknown): string {
	return JSON.stringify(value, (_, each: unknown) =>
		typeof each === 'bigint' || typeof each === 'symbol' ? String(each) : each,
	);
}

const COMMON = {
	userId: 'user-ada',
	groupId: 'group-acme',
	accountId: '123456',
	timestamp: '2026-01-15T12:00:00.000Z',
};

describe('a simplified event', () => {
	it('has the score of a survey', () => {
		expect(simplified('appcues:nps_score', { ...flowAttributes(CLASSIC_NPS), score: 9 })).toEqual({
			id: 'webhook-appcues:nps_score',
			event: 'appcues:nps_score',
			group: 'NPS',
			...COMMON,
			experienceId: 'nps-classic',
			experienceName: 'How likely are you to recommend us?',
			npsScore: 9,
			attributes: { flowType: 'nps', flowVersion: expect.any(Number), localeName: 'default' },
		});
	});

	const INTERACTION = 'appcues:v2:step_interaction';
	const answer = (more: object) => ({ ...experienceStep(NPS_2, 'i', 0), ...more });

	it('is the same for a classic survey, an NPS 2.0 survey and an answer with score and feedback', () => {
		const fields = ['experienceId', 'experienceName', 'npsScore', 'npsFeedback'];
		const of = (name: string, attributes: unknown) => {
			const event = simplified(name, attributes);
			return fields.map((field) => event[field]);
		};
		const classic = stepAttributes(CLASSIC_NPS, 0);
		const { id, name } = CLASSIC_NPS;
		expect(of('appcues:nps_score', { ...classic, score: '3' })).toEqual([id, name, 3, undefined]);
		const feedback = { ...classic, feedback: 'Slow' };
		expect(of('appcues:nps_feedback', feedback)).toEqual([id, name, undefined, 'Slow']);
		const both = { flowId: TRIAL_NPS.id, flowName: TRIAL_NPS.name, score: 2, feedback: 'Slow' };
		expect(of('appcues:nps_score_and_feedback', both)).toEqual([
			...[TRIAL_NPS.id, TRIAL_NPS.name],
			...[2, 'Slow'],
		]);
		expect(of(INTERACTION, answer(surveyAnswer('3')))).toEqual([
			...[NPS_2.id, NPS_2.name],
			...[3, undefined],
		]);
		expect(of(INTERACTION, answer(surveyAnswer(0, 'Slow', 'open_text')))).toEqual([
			...[NPS_2.id, NPS_2.name],
			...[0, 'Slow'],
		]);
	});

	it.each<[unknown, unknown]>([
		[0, 0],
		['7', 7],
		[' 10 ', 10],
		['9.5', 9.5],
		[11, 11],
		['', undefined],
		['abc', undefined],
		['0x10', undefined],
		['1e3', undefined],
		[null, undefined],
		[true, undefined],
		[[9], undefined],
		[{}, undefined],
	])('has the score %j as %j', (score, npsScore) => {
		expect(simplified('appcues:nps_score', { score }).npsScore).toBe(npsScore);
		const survey = answer(surveyAnswer(score as never));
		expect(simplified(INTERACTION, survey).npsScore).toBe(npsScore);
	});

	it('keeps a score that is not a number among the attributes', () => {
		const event = simplified('appcues:nps_score', { score: 'abc' });
		expect(event).toMatchObject({ attributes: { score: 'abc' } });
	});

	it('joins several texts of a survey, and takes no score for one', () => {
		const ofResponses = (surveyResponses: unknown) =>
			simplified(INTERACTION, answer({ interactionData: { surveyResponses } }));
		const several = [
			{ type: 'nps_score', value: 'abc' },
			{ type: 'why', value: 'Slow' },
			{ type: 'what', value: ' Loud ' },
			{ type: 'which', value: ['a'] },
		];
		expect(ofResponses(several)).toMatchObject({ npsFeedback: 'Slow\nLoud' });
		expect(ofResponses(several)).not.toHaveProperty('npsScore');
		expect(ofResponses('none')).not.toHaveProperty('npsFeedback');
	});

	const responses = (...surveyResponses: unknown[]) => {
		const event = simplified(INTERACTION, answer({ interactionData: { surveyResponses } }));
		return [event.npsScore, event.npsFeedback];
	};
	const entry = (type: string, value: unknown) => ({ type, value });

	it.each<[unknown[], number | undefined, string | undefined]>([
		[[entry('rating', 3), entry('nps_score', 9)], 9, undefined],
		[[entry('rating', 3), entry('NPS Score', '9')], 9, undefined],
		[[entry('csat_score', 3), entry('nps_user_score', 9)], 9, undefined],
		[[entry('rating', 3), entry('nps_score', null)], undefined, undefined],
		[[entry('nps_score_reason', '4'), entry('nps_score', 9)], 9, '4'],
		[[entry('nps_score', 2), entry('nps_score_reason', 'Slow')], 2, 'Slow'],
		[[entry('nps_score', 2), entry('rating_why', 'Slow')], 2, 'Slow'],
		[[entry('nps_score', 2), entry('score_note', 'Slow')], 2, 'Slow'],
		[[entry('nps_score', '2'), entry('rating', '5'), entry('', 'Slow')], 2, 'Slow'],
		[[entry('nps_score', 'Slow')], undefined, undefined],
		[[entry('rating', 7)], 7, undefined],
		[[entry('', 7)], 7, undefined],
	])('reads the score and the feedback of %j', (given, score, feedback) => {
		expect(responses(...given)).toEqual([score, feedback]);
		expect(responses(...[...given].reverse())).toEqual([score, feedback]);
	});

	it('has every string beside the score as feedback, whatever its type is called', () => {
		const words = fc.array(fc.constantFrom('nps', 'score', 'rating', 'reason', 'note', 'user'));
		const type = words
			.map((all) => all.join('_'))
			.filter((each) => !/^[^_]*$|^nps_(score|rating)$/.test(each));
		const text = fc.constantFrom('Slow', 'Loud and slow', '2 crashes a day');
		fc.assert(
			fc.property(type, text, fc.integer({ min: 0, max: 10 }), (of, feedback, score) => {
				const given = [entry(of, feedback), entry('nps_score', score)];
				expect(responses(...given)).toEqual([score, feedback]);
			}),
		);
	});

	it('is the same with attributes as JSON text', () => {
		const attributes = answer(surveyAnswer(3, 'Slow'));
		const { interactionData, ...rest } = attributes as unknown as IDataObject;
		const nested = { ...rest, interactionData: JSON.stringify(interactionData) };
		const expected = { npsScore: 3, npsFeedback: 'Slow', experienceId: NPS_2.id };
		expect(simplified(INTERACTION, JSON.stringify(attributes))).toMatchObject(expected);
		expect(simplified(INTERACTION, nested)).toMatchObject(expected);
		expect(simplified(INTERACTION, JSON.stringify(nested))).toMatchObject(expected);
	});

	it('does not change the score of any other event', () => {
		const event = simplified('Quiz finished', { score: 3, feedback: 'fine' });
		expect(event).not.toHaveProperty('npsScore');
		expect(event).not.toHaveProperty('group');
		expect(event).toMatchObject({ attributes: { score: 3, feedback: 'fine' } });
	});

	it.each<[string, IDataObject]>([
		['a list of fields', { response: [{ label: 'Role', value: 'Dev' }] }],
		['an object', { response: { Role: 'Dev' } }],
		['JSON', { response: '[{"label":"Role","value":"Dev"}]' }],
		['an interaction', { interaction: { response: [{ question: 'Role', answer: 'Dev' }] } }],
		[
			"a mobile SDK's interaction",
			{ interactionData: { formResponse: { response: [{ label: 'Role', value: 'Dev' }] } } },
		],
		['fields', { fields: [{ fieldId: 'Role', value: 'Dev' }] }],
	])('has the answers of a form from %s', (_, attributes) => {
		const { formAnswers } = simplified('appcues:form_submitted', attributes);
		expect(formAnswers).toEqual({ Role: 'Dev' });
	});

	it('has the answers of a classic and of a v2 form, a multiple choice as an array', () => {
		const expected = {
			'What is your role?': 'Developer',
			'What do you want to do?': ['Onboard users', 'Announce features'],
		};
		const quiz = answersOf(4);
		const classic = simplified('appcues:form_submitted', classicForm(WELCOME, 1, quiz));
		expect(classic.formAnswers).toEqual(expected);
		const v2 = { ...experienceStep(TOUR, 'i', 0), ...v2Form(quiz) };
		expect(simplified(INTERACTION, v2).formAnswers).toEqual(expected);
	});

	it('has a single choice in an array too, and multi-line text as a string', () => {
		const response = [
			{ label: 'One', value: 'a', position: '0' },
			{ label: 'None', value: '', fieldType: 'multiSelect' },
			{ label: 'Nothing', fieldType: 'checkbox' },
			{ label: 'Array', value: ['a', 'b'], position: '0\n1' },
			{ label: 'Windows', value: 'a\r\nb', fieldType: 'Multi-Select' },
			{ label: 'Text', value: 'a\nb', fieldType: 'textarea' },
			{ label: 'No position', value: 'a\nb', position: null },
			{ label: 'Lines', value: 'a\nb', fieldType: 'multiline' },
			{ label: 'Line text', value: 'a\nb', fieldType: 'multi_line_text' },
			{ label: 'Multiple lines', value: 'a\nb', fieldType: 'multiple-lines' },
			{ label: 'Choices', value: 'a\nb', fieldType: 'multiple_choice' },
			{ label: 'Consent', value: true, fieldType: 'checkbox' },
			{ label: 'Consent in a CSV', value: 'false', fieldType: 'checkbox' },
			{ label: 'Boxes', value: 'a', fieldType: 'checkboxes' },
		];
		expect(simplified('appcues:form_submitted', { interaction: { response } }).formAnswers).toEqual(
			{
				One: ['a'],
				None: [],
				Nothing: [],
				Array: ['a', 'b'],
				Windows: ['a', 'b'],
				Text: 'a\nb',
				'No position': 'a\nb',
				Lines: 'a\nb',
				'Line text': 'a\nb',
				'Multiple lines': 'a\nb',
				Choices: ['a', 'b'],
				Consent: true,
				'Consent in a CSV': 'false',
				Boxes: ['a'],
			},
		);
	});

	it.each(['step_interacted', 'form_field_submitted', 'nps_score', 'Own event'])(
		'has no form answers when the event is not a submission: %s',
		(name) => {
			const form = classicForm(WELCOME, 1, answersOf(4));
			expect(simplified(name, form)).not.toHaveProperty('formAnswers');
			expect(simplified(name, { response: { a: 1 } })).not.toHaveProperty('formAnswers');
		},
	);

	it('keeps all answers to questions with the same label, and empty ones', () => {
		const response = [
			{ label: 'Why?', value: 'a' },
			{ label: 'Why?', value: 0 },
			{ label: 'Else?' },
			{ label: '__proto__', value: 'kept' },
		];
		const { formAnswers } = simplified('appcues:form_submitted', { response });
		expect(Object.entries(formAnswers as object)).toEqual([
			['Why?', ['a', 0]],
			['Else?', null],
			['__proto__', 'kept'],
		]);
	});

	it('names an answer by its place if its field has no name', () => {
		const response = [
			{ label: 'Role', value: 'Dev' },
			{ value: 'kept' },
			{ label: ' ', answer: 0 },
			{},
			{ value: null },
			'text',
			null,
			{ fieldType: 'checkbox', value: 'a\nb' },
		];
		expect(simplified('appcues:form_submitted', { response }).formAnswers).toEqual({
			Role: 'Dev',
			'Field 2': 'kept',
			'Field 3': 0,
			'Field 6': 'text',
			'Field 8': ['a', 'b'],
		});
	});

	it('keeps every answer of a list, whether or not its field has a name', () => {
		const name = fc.constantFrom('label', 'question', 'fieldId', undefined);
		const given = fc.array(fc.record({ name, value: fc.integer() }), { minLength: 1 });
		fc.assert(
			fc.property(given, (fields) => {
				const response = fields.map((field, index) =>
					field.name === undefined
						? { value: field.value }
						: { [field.name]: `Question ${index}`, value: field.value },
				);
				const { formAnswers } = simplified('appcues:form_submitted', { response });
				expect(Object.values(formAnswers as object)).toEqual(fields.map(({ value }) => value));
			}),
		);
	});

	it.each<[unknown, unknown]>([
		[
			{ response: 'Yes', comment: 'x' },
			{ response: 'Yes', comment: 'x' },
		],
		[{ response: 'Yes' }, { response: 'Yes' }],
		[{ response: false }, { response: false }],
		[
			{ response: ['a', 'b'], comment: 'x' },
			{ response: ['a', 'b'], comment: 'x' },
		],
		[{ response: null, comment: 'x' }, { comment: 'x' }],
		[{ response: [], comment: 'x' }, { comment: 'x' }],
		[{ response: { Role: 'Dev' }, formId: 'f' }, { Role: 'Dev' }],
		[{ response: '{"response":"Yes"}' }, { response: 'Yes' }],
		[{ response: [] }, undefined],
		[{ response: {} }, undefined],
		[{}, undefined],
	])('reads the answers %j as %j', (formResponse, formAnswers) => {
		for (const form of [formResponse, JSON.stringify(formResponse)]) {
			const attributes = { interactionData: { formResponse: form } };
			expect(simplified('appcues:form_submitted', attributes).formAnswers).toEqual(formAnswers);
		}
	});

	it.each<[string, IDataObject, IDataObject]>([
		[
			'appcues:checklist_item_completed',
			{ flowId: 'f', flowName: 'Tour', checklistId: 'c', checklistName: 'First steps' },
			{ experienceId: 'c', experienceName: 'First steps' },
		],
		[
			'appcues:checklist_shown',
			{ flowId: 'f', flowName: 'Tour', checklistId: 'c' },
			{ experienceId: 'c' },
		],
		[
			'appcues:pin_interacted',
			{ flowId: 'f', flowName: 'Tour', pinId: 'p', pinName: 'Help' },
			{ experienceId: 'p', experienceName: 'Help' },
		],
		[
			'appcues:flow_completed',
			{ flowId: 'f', checklistName: 'First steps' },
			{ experienceId: 'f' },
		],
		[
			'appcues:flow_completed',
			{ flowId: 'f', flowName: 'Tour', checklistId: 'c', checklistName: 'First steps' },
			{ experienceId: 'f', experienceName: 'Tour' },
		],
		['appcues:checklist_shown', { flowId: 'f', checklistName: 'x' }, { experienceId: 'f' }],
		['appcues:checklist_shown', { checklistName: 'x' }, { experienceName: 'x' }],
	])('has the ID and the name of one experience: %s %j', (name, attributes, expected) => {
		const { experienceId, experienceName, attributes: rest } = simplified(name, attributes);
		expect({ experienceId, experienceName }).toEqual(expected);
		const all = [...Object.values(expected), ...Object.values(rest ?? {})].sort();
		expect(all).toEqual(Object.values(attributes).sort());
	});

	it.each<[IDataObject, IDataObject]>([
		[
			{ flowId: 'f', stepId: 's', stepChildId: 'c' },
			{ experienceId: 'f', stepId: 'c' },
		],
		[
			{ flow_id: 'f', flow_name: 'Tour', step_id: 's' },
			{ experienceName: 'Tour', stepId: 's' },
		],
		[
			{ 'Flow ID': 'f', 'Step-Name': 'One' },
			{ experienceId: 'f', stepName: 'One' },
		],
		[{ flow: { id: 'f', name: 'Tour' } }, { experienceId: 'f', experienceName: 'Tour' }],
		[
			{ checklistId: 'c', itemId: 1 },
			{ experienceId: 'c', stepId: '1' },
		],
		[{ pinId: 'p' }, { experienceId: 'p' }],
	])('finds what %j names', (attributes, expected) => {
		expect(simplified('anything', attributes)).toMatchObject(expected);
	});

	it('keeps the attributes without their own field', () => {
		const attributes = {
			workflowId: 'workflow-trial',
			link: 'https://a.example',
			messageId: 'e-1',
		};
		expect(simplified('appcues:email_clicked', attributes)).toMatchObject({
			experienceId: 'workflow-trial',
			attributes: { link: 'https://a.example', messageId: 'e-1' },
		});
	});

	it.each([
		['an object', { _identity: { plan: 'pro', email: 'ada@acme.example' } }],
		['JSON', { _identity: '{"plan":"pro"}' }],
	])('omits the snapshot of the profile: %s', (_, snapshot) => {
		expect(simplified('upgraded', { ...snapshot, identity: 'sso' }).attributes).toEqual({
			identity: 'sso',
		});
		expect(simplified('upgraded', snapshot)).not.toHaveProperty('attributes');
	});

	it('omits the snapshot of the profile in the columns of a CSV', () => {
		const row = { name: 'upgraded', 'attributes._identity.plan': 'pro', 'attributes.seats': '5' };
		expect(simplifyEvent(row)).toEqual({ event: 'upgraded', attributes: { seats: '5' } });
	});

	it('has the group of its entries, or none if they are in several groups', () => {
		for (const { name, attributes, entries } of WIRE_EVENTS) {
			const groups = new Set(entries.map((entry) => entry.split(':')[0]?.toLowerCase()));
			const { group } = simplified(name, attributes);
			expect([name, group && String(group).toLowerCase()]).toEqual([name, [...groups][0]]);
		}
		expect(simplified('appcues:v2:experience_started', {})).not.toHaveProperty('group');
	});

	it('omits from the attributes what has its own field, and nothing else', () => {
		const { surveyResponses, ...rest } = { surveyResponses: [{ value: 9 }], text: 'Send' };
		const interactionData = JSON.stringify({ surveyResponses, ...rest });
		const of = (attributes: object) => simplified(INTERACTION, attributes).attributes;
		expect(of({ experienceType: 'nps', interactionData })).toEqual({
			experienceType: 'nps',
			interactionData: rest,
		});
		const unread = [{ type: 'nps_score', value: 9 }, { value: ['a'] }];
		const withMore = { interactionData: { surveyResponses: unread } };
		expect(of(withMore)).toEqual(withMore);
		const interaction = { category: 'form', response: [{ label: 'Role', value: 'Dev' }] };
		expect(simplified('appcues:form_submitted', { interaction, flow: { id: 'f' } })).toMatchObject({
			experienceId: 'f',
			attributes: { interaction: { category: 'form' } },
		});
	});

	it('has at most 14 fields, whatever the event', () => {
		for (const { name, attributes } of WIRE_EVENTS) {
			expect(Object.keys(simplified(name, attributes)).length).toBeLessThanOrEqual(14);
		}
	});

	it('is the same for a webhook and for the columns of a CSV export', () => {
		for (const { name, attributes } of WIRE_EVENTS) {
			const body = { name, user_id: 'u', attributes };
			const fromCsv = simplifyEvent(dotted(body) as never);
			const { attributes: rest, ...lifted } = fromCsv;
			const { attributes: restOfBody, ...liftedOfBody } = simplifyEvent(body);
			expect(lifted).toEqual(liftedOfBody);
			expect(Object.keys(rest ?? {}).sort()).toEqual(Object.keys(restOfBody ?? {}).sort());
		}
	});

	it('works with only a name', () => {
		expect(simplifyEvent({ name: 'x' })).toEqual({ event: 'x' });
		expect(simplifyEvent({ name: 'x', attributes: [1], timestamp: 'soon' })).toEqual({
			event: 'x',
			timestamp: 'soon',
		});
	});

	it.each([['1768478400'], [1_768_478_400], [1_768_478_400_000], ['2026-01-15T13:00+01:00']])(
		'has its time as an ISO string: %p',
		(timestamp) => {
			expect(simplifyEvent({ name: 'x', timestamp })).toMatchObject({
				timestamp: COMMON.timestamp,
			});
		},
	);
});

describe('the experiences of an event', () => {
	it('are all that it names', () => {
		const attributes = { flowId: 'f', workflow_id: 'w', survey: { id: 's' }, other: 'x' };
		expect(experienceIds({ name: 'x', attributes }).sort()).toEqual(['f', 's', 'w']);
		expect(experienceIds({ name: 'x' })).toEqual([]);
	});
});

describe('odd attributes', () => {
	it('that are undefined are no answers', () => {
		const event = {
			name: 'form_submitted',
			attributes: { interaction: { response: { '': undefined } } },
		};
		expect(simplifyEvent(event as never)).not.toHaveProperty('formAnswers');
		const more = { response: { a: undefined, b: 1 } };
		const { formAnswers } = simplifyEvent({ ...event, attributes: more } as never);
		expect(Object.keys(formAnswers as object)).toEqual(['b']);
	});

	it('of any kind give an item whose fields have their types', () => {
		const inner = fc.record(
			{
				surveyResponses: fc.oneof(
					fc.anything(),
					fc.array(fc.record({ type: fc.anything(), value: fc.anything() })),
				),
				formResponse: fc.oneof(
					fc.anything(),
					fc.array(
						fc.record({ label: fc.anything(), value: fc.anything(), position: fc.anything() }),
					),
				),
			},
			{ requiredKeys: [] },
		);
		const attributes = fc.oneof(
			fc.anything(),
			fc.record(
				{
					interactionData: fc.oneof(
						inner,
						inner.map((value) => json(value)),
					),
					interaction: fc.record({ response: fc.anything() }),
					experienceType: fc.oneof(fc.anything(), fc.constantFrom('nps', 'Flows', 'pin')),
					score: fc.anything(),
					feedback: fc.anything(),
					flowId: fc.anything(),
				},
				{ requiredKeys: [] },
			),
		);
		const names = fc.constantFrom(...WIRE_EVENTS.map(({ name }) => name));
		fc.assert(
			fc.property(names, attributes, fc.boolean(), (name, given, asText) => {
				const event = { name, attributes: asText ? json(given) : given };
				const before = json(event);
				const { npsScore, npsFeedback, experienceId, formAnswers } = simplifyEvent(event as never);
				expect(['number', 'undefined']).toContain(typeof npsScore);
				expect(['string', 'undefined']).toContain(typeof npsFeedback);
				expect(['string', 'undefined']).toContain(typeof experienceId);
				expect(formAnswers ?? { none: true }).not.toEqual({});
				expect(json(event)).toBe(before);
			}),
			{ numRuns: 2000 },
		);
	});

	it('that are empty do not hide those that are not', () => {
		expect(simplified('appcues:flow_started', { flow_id: null, flowId: 'x' }).experienceId).toBe(
			'x',
		);
		expect(
			simplified('appcues:flow_started', { flow: { id: 'deep' }, flowId: '' }).experienceId,
		).toBe('deep');
	});

	it('that are nested endlessly are not form answers', () => {
		let response: IDataObject = { response: 1 };
		for (let depth = 0; depth < 30_000; depth += 1) response = { response };
		const event = { name: 'form_submitted', attributes: { response } };
		expect(() => simplifyEvent(event as never)).not.toThrow();
	});
});
