import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { experienceIds } from '../../../nodes/AppcuesTrigger/experience';
import { simplifyEvent } from '../../../nodes/AppcuesTrigger/simplifyEvent';
import { WEBHOOK_EVENTS } from '../../../dev/fake-appcues/model/webhookEvents.cjs';
import { webhookBody } from '../../../dev/fake-appcues/webhooks.cjs';

const simplified = (name: string, attributes?: IDataObject) =>
	simplifyEvent(
		JSON.parse(JSON.stringify(webhookBody(name, attributes && { attributes }))) as never,
	);

const COMMON = {
	userId: 'user-ada',
	groupId: 'group-acme',
	accountId: '123456',
	timestamp: '2026-01-15T12:00:00.000Z',
};

describe('a simplified event', () => {
	it('has the score of a survey', () => {
		expect(simplified('appcues:nps_score')).toEqual({
			id: 'webhook-appcues:nps_score',
			event: 'appcues:nps_score',
			group: 'NPS',
			...COMMON,
			experienceId: 'nps-classic',
			experienceName: 'How likely are you to recommend us?',
			npsScore: 9,
			attributes: { flowType: 'nps' },
		});
	});

	it('has a score of 0, and one that came as text', () => {
		expect(simplified('appcues:nps_score', { score: 0 })).toMatchObject({ npsScore: 0 });
		expect(simplified('appcues:nps_score', { score: '7' })).toMatchObject({ npsScore: 7 });
	});

	it('has the feedback of a survey', () => {
		expect(simplified('appcues:nps_feedback')).toMatchObject({ npsFeedback: 'Great, but slow' });
	});

	it('leaves the score of any other event alone', () => {
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

	it('keeps all answers to questions that read alike, and those that were not answered', () => {
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

	it('keeps the attributes that have no field of their own', () => {
		expect(simplified('appcues:email_clicked')).toMatchObject({
			experienceId: 'workflow-trial',
			attributes: { link: 'https://acme.example/start', messageId: 'email-1' },
		});
	});

	it('has no more than 14 fields, whatever the event, and no two keys of the vendor at the top', () => {
		for (const { name, group } of WEBHOOK_EVENTS) {
			const event = simplified(name);
			expect(Object.keys(event).length).toBeLessThanOrEqual(14);
			expect(String(event.group).replaceAll(' ', '').toLowerCase()).toBe(
				group.replace(/^mobile$/, 'mobileflow').toLowerCase(),
			);
		}
	});

	it('makes do with a name', () => {
		expect(simplifyEvent({ name: 'x' })).toEqual({ event: 'x' });
		expect(simplifyEvent({ name: 'x', attributes: [1], timestamp: 'soon' })).toEqual({
			event: 'x',
			timestamp: 'soon',
		});
	});

	it.each([['1768478400'], [1_768_478_400], [1_768_478_400_000], ['2026-01-15T13:00+01:00']])(
		'has its time as ISO text: %p',
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
	it('that are empty do not hide those that are not', () => {
		expect(simplified('appcues:flow_started', { flow_id: null, flowId: 'x' }).experienceId).toBe(
			'x',
		);
		expect(
			simplified('appcues:flow_started', { flow: { id: 'deep' }, flowId: '' }).experienceId,
		).toBe('deep');
	});

	it('that are nested without end are no answers of a form', () => {
		let response: IDataObject = { response: 1 };
		for (let depth = 0; depth < 30_000; depth += 1) response = { response };
		const event = { name: 'form_submitted', attributes: { response } };
		expect(() => simplifyEvent(event as never)).not.toThrow();
	});
});
