import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { isFormSubmission, studioEventsOf } from '../../../nodes/shared/events/recognize';
import { studioEventOptions, STUDIO_EVENTS } from '../../../nodes/shared/events/studioEvents';
import { NPS_2, SALE, TOUR } from '../../../dev/fake-appcues/model/demoContent.cjs';
import {
	buttonClick,
	experienceStep,
	surveyAnswer,
} from '../../../dev/fake-appcues/model/sdkEvents.cjs';
import { WIRE_EVENTS, type WireEvent } from '../../../dev/fake-appcues/model/wireEvents.cjs';
import { labelOf } from '../../support/studioEntries.cjs';
import { spellings } from './spellings.cjs';

/** The labels of the entries that an event matches. */
const entries = (name: string, attributes: unknown = {}) =>
	studioEventsOf({ name, attributes } as never).map(({ group, action }) => `${group}: ${action}`);

const STARTED = 'appcues:v2:experience_started';
const DISMISSED = 'appcues:v2:experience_dismissed';
const INTERACTION = 'appcues:v2:step_interaction';

const step = (of: typeof TOUR, more: object) => ({ ...experienceStep(of, 'i', 0), ...more });

describe('The list of Studio’s events', () => {
	it('is sorted, so that each group stays together', () => {
		const labels = studioEventOptions.map(({ name }) => name);
		expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b, 'en')));
		expect(labels).toHaveLength(34);
		expect(new Set(STUDIO_EVENTS.map(({ value }) => value)).size).toBe(34);
	});

	it.each(STUDIO_EVENTS.map((event) => [event.value, `${event.group}: ${event.action}`]))(
		'has an entry that %s matches, and no other',
		(value, label) => {
			expect(entries(`appcues:${value}`)).toEqual([label]);
			expect(entries(label.replace(': ', ' '))).toEqual([label]);
		},
	);
});

describe('An event of the contract', () => {
	const rows = WIRE_EVENTS.map(
		(event) => [`${event.name}${event.about ? ` (${event.about})` : ''}`, event] as const,
	);

	it.each(rows)('matches its entries: %s', (_, { name, attributes, entries: expected }) => {
		expect(entries(name, attributes).sort()).toEqual(expected.map(labelOf).sort());
	});

	it('matches the same entries however its name is spelled', () => {
		fc.assert(
			fc.property(spellings<WireEvent>(WIRE_EVENTS), ({ event, spelling }) => {
				expect(entries(spelling, event.attributes)).toEqual(entries(event.name, event.attributes));
			}),
		);
	});

	it('matches the same entries with its attributes as JSON text', () => {
		for (const { name, attributes } of WIRE_EVENTS) {
			expect(entries(name, JSON.stringify(attributes))).toEqual(entries(name, attributes));
			const nested = Object.entries(attributes).map(([key, value]) => [
				key,
				typeof value === 'object' ? JSON.stringify(value) : value,
			]);
			expect(entries(name, Object.fromEntries(nested))).toEqual(entries(name, attributes));
		}
	});
});

describe('The experience type', () => {
	it.each([
		['flow', 'Web Flow: Started'],
		['web', 'Web Flow: Started'],
		['Flows', 'Web Flow: Started'],
		['WEB_FLOW', 'Web Flow: Started'],
		['flows-v2', 'Web Flow: Started'],
		['mobile', 'Mobile Flow: Started'],
		['Mobile Flows', 'Mobile Flow: Started'],
		['NPS', 'NPS: Survey Started'],
		['nps-survey', 'NPS: Survey Started'],
		['checklists', 'Checklist: Shown'],
		['pin', ''],
		['persistent', ''],
		['Banners', ''],
		['launchpad', ''],
		['embed', ''],
	])('%s makes a start: %s', (experienceType, expected) => {
		expect(entries(STARTED, { experienceType }).join()).toBe(expected);
		expect(entries(STARTED, { experience_type: experienceType }).join()).toBe(expected);
	});

	it.each([['pin'], ['Pins'], ['PERSISTENT'], ['persistents']])('%s is a pin', (experienceType) => {
		expect(entries(INTERACTION, { experienceType })).toEqual(['Pin: Interacted']);
	});

	it.each<[unknown]>([[undefined], [null], [''], ['workflow'], ['thing'], [5], [{}], [['flow']]])(
		'%j counts as a web flow, a mobile flow, a banner and a pin',
		(experienceType) => {
			const of = (name: string) => entries(name, { experienceType });
			expect(of(STARTED)).toEqual(['Mobile Flow: Started', 'Web Flow: Started']);
			expect(of(DISMISSED)).toEqual(['Banner: Dismissed']);
			expect(of('v2:experience_completed')).toEqual(['Web Flow: Completed']);
			expect(of(INTERACTION)).toEqual(['Pin: Interacted', 'Web Flow: Button Clicked']);
		},
	);

	it('of a classic event matters only for surveys and mobile flows', () => {
		expect(entries('flow_completed', { flowType: 'journey' })).toEqual(['Web Flow: Completed']);
		expect(entries('flow_completed', { flowType: 'permalink' })).toEqual(['Web Flow: Completed']);
		expect(entries('flow_completed', { flowType: 'nps' })).toEqual([]);
		expect(entries('flow_started', { flowType: 'mobile' })).toEqual(['Mobile Flow: Started']);
	});
});

describe('The content of an event', () => {
	it('makes an interaction an NPS answer, whatever its experience type', () => {
		const survey = surveyAnswer(3, 'Too slow');
		const both = ['NPS: Feedback Submitted', 'NPS: Score Submitted'];
		expect(entries(INTERACTION, survey)).toEqual(both);
		expect(entries(INTERACTION, step(NPS_2, survey))).toEqual(both);
		expect(entries(INTERACTION, step(TOUR, survey))).toEqual(both);
		expect(entries(INTERACTION, step({ ...TOUR, type: 'survey' }, survey))).toEqual(both);
	});

	it.each<[string, unknown, string]>([
		['a numeric string', [{ type: 'nps_score', value: '9' }], 'Score'],
		['a type in capitals', [{ type: 'NPS_SCORE', value: 0 }], 'Score'],
		['a rating', [{ type: 'Rating', value: '9' }], 'Score'],
		['another type with a number', [{ type: 'x', value: 9 }], 'Score'],
		['a feedback alone', [{ type: 'nps_feedback', value: 'Slow' }], 'Feedback'],
		['a feedback without a type', [{ value: 'Slow' }], 'Feedback'],
		['a number as feedback', [{ type: 'text', value: '10' }], 'Feedback'],
		['an object', { nps_score: 9, comment: 'Slow' }, 'Feedback Score'],
		['one response', { type: 'nps_score', value: 9 }, 'Score'],
		['JSON text', '[{"type":"nps_score","value":9}]', 'Score'],
		['no score', [{ type: 'nps_score', value: null }], ''],
		['an empty score', [{ type: 'nps_score', value: '' }], ''],
		['a score that is not a number', [{ type: 'nps_score', value: 'abc' }], ''],
		['an empty feedback', [{ type: 'nps_feedback', value: ' ' }], ''],
		['an empty array', [], ''],
		['null', null, ''],
		['a string', 'nine', ''],
		['a number', 9, ''],
		['an array of anything', [null, 1, 'x', []], ''],
	])('decides whether an NPS 2.0 answer has a score: %s', (_, surveyResponses, expected) => {
		const found = entries(INTERACTION, step(NPS_2, { interactionData: { surveyResponses } }));
		const words = expected.split(' ').filter(Boolean);
		expect(found).toEqual(words.map((word) => `NPS: ${word} Submitted`));
	});

	it('makes an interaction of an NPS survey an answer, wherever the score is', () => {
		const of = (more: object) => entries(INTERACTION, step(NPS_2, more)).join();
		expect(of({ score: '9' })).toBe('NPS: Score Submitted');
		expect(of({ feedback: 'Slow' })).toBe('NPS: Feedback Submitted');
		expect(of(buttonClick('Later'))).toBe('');
		expect(entries(INTERACTION, step(TOUR, { score: 9 }))).toEqual(['Web Flow: Button Clicked']);
	});

	it('does not make an interaction with a form or a field a button click', () => {
		const interaction = { response: [{ label: 'Role', value: 'Dev' }] };
		expect(entries('step_interacted', { interaction })).toEqual([]);
		expect(entries('step_interacted', { interactionType: 'form' })).toEqual([]);
		expect(entries('step_interacted', { interaction: { category: 'form' } })).toEqual([]);
		expect(entries('step_interacted', { flowType: 'nps' })).toEqual([]);
		expect(entries('step_interacted', {})).toEqual(['Web Flow: Button Clicked']);
		const typing = step(TOUR, { interactionType: 'Form Field Changed' });
		expect(entries(INTERACTION, typing)).toEqual([]);
		const other = step(TOUR, { interactionType: 'Platform link' });
		expect(entries(INTERACTION, other)).toEqual(['Web Flow: Button Clicked']);
	});

	it('makes only a form submission of a web flow one', () => {
		const form = { interactionData: { formResponse: [{ label: 'Role', value: 'Dev' }] } };
		expect(entries(INTERACTION, step(TOUR, form))).toEqual(['Web Flow: Form Submitted']);
		expect(entries(INTERACTION, step(NPS_2, form))).toEqual([]);
		expect(entries(INTERACTION, step(SALE, form))).toEqual([]);
		expect(entries(INTERACTION, step(SALE, buttonClick('Buy')))).toEqual([]);
		const empty = { interactionType: 'Form Submitted', interactionData: { formResponse: [] } };
		expect(entries(INTERACTION, step(TOUR, empty))).toEqual(['Web Flow: Form Submitted']);
	});

	it('says what a form submission is', () => {
		const submissions = WIRE_EVENTS.filter((event) => isFormSubmission(event as never));
		expect(submissions.map(({ name }) => name)).toEqual(['appcues:form_submitted', INTERACTION]);
	});

	it('is read for any value', () => {
		const attributes = fc.oneof(
			fc.anything(),
			fc.record({ interactionData: fc.anything(), experienceType: fc.anything() }),
			fc.record({ interactionData: fc.record({ surveyResponses: fc.anything() }) }),
			fc.record({ interactionData: fc.record({ formResponse: fc.anything() }) }),
		);
		const name = fc.constantFrom(...WIRE_EVENTS.map((event) => event.name));
		fc.assert(
			fc.property(name, attributes, (each, given) => {
				expect(() =>
					studioEventsOf({ name: each, attributes: given } as IDataObject as never),
				).not.toThrow();
			}),
			{ numRuns: 1000 },
		);
	});
});
