import { describe, expect, it } from '@jest/globals';
import { WIRE_EVENTS } from '../../../dev/fake-appcues/model/wireEvents.cjs';

/** The contract's table of names, without the prefix. */
const TABLE = `
	flow_started flow_completed flow_skipped flow_aborted flow_attempted flow_error
	step_started step_completed step_skipped step_interacted step_error step_aborted step_child_error
	step_child_activated
	v2:experience_started v2:experience_completed v2:experience_skipped v2:experience_snoozed
	v2:experience_dismissed v2:experience_error v2:experience_recovered
	v2:step_seen v2:step_interaction v2:step_completed v2:step_error v2:step_recovered
	v2:icon_seen v2:button_pin_seen
	nps_survey_started nps_score nps_feedback nps_ask_me_later_selected_at nps_clicked_update_nps_score
	nps_score_and_feedback
	form_submitted form_field_submitted
	checklist_shown checklist_completed checklist_skipped checklist_dismissed
	checklist_item_started checklist_item_completed
	push_opened device_unregistered device_updated
	session_started page_view screen_view experiment_entered launchpad_kb_search
`
	.trim()
	.split(/\s+/);

const attributesOf = (name: string, about?: string) =>
	WIRE_EVENTS.find((event) => event.name === `appcues:${name}` && event.about === about)
		?.attributes;

describe('Events as the SDKs send them', () => {
	it('cover every name of the table and no other', () => {
		const names = new Set(WIRE_EVENTS.map(({ name }) => name.replace('appcues:', '')));

		expect([...names].sort()).toEqual([...TABLE].sort());
	});

	it('differ in name or subject', () => {
		const keys = WIRE_EVENTS.map(({ name, about }) => `${name} ${about}`);

		expect(new Set(keys).size).toBe(keys.length);
	});

	it('match the entries of Studio’s list, several wire names for one', () => {
		const wire = (entry: string) =>
			WIRE_EVENTS.filter(({ entries }) => entries.includes(entry)).map(({ name }) =>
				name.replace('appcues:', ''),
			);

		expect(wire('Web flow: completed')).toEqual(['flow_completed', 'v2:experience_completed']);
		expect(wire('Web flow: form submitted')).toEqual(['form_submitted', 'v2:step_interaction']);
		expect(wire('NPS: score')).toEqual([
			'nps_score',
			'nps_score_and_feedback',
			'v2:step_interaction',
			'v2:step_interaction',
		]);
		expect(wire('Banner: dismissed')).toEqual(['v2:experience_dismissed']);
	});

	it('have the keys of their family: a classic step', () => {
		expect(attributesOf('step_started')).toEqual({
			flowId: 'flow-welcome',
			flowName: 'Welcome tour',
			flowType: 'journey',
			flowVersion: expect.any(Number),
			localeName: 'default',
			stepId: 'flow-welcome-step-1',
			stepNumber: 0,
			stepType: 'modal',
			stepChildId: 'flow-welcome-step-1-child',
		});
	});

	it('have the keys of their family: a v2 step', () => {
		expect(attributesOf('v2:step_error')).toEqual({
			experienceId: 'flow2-tour',
			experienceName: 'Dashboard tour',
			experienceType: 'flow',
			experienceInstanceId: expect.stringMatching(/^[0-9a-f-]{36}$/),
			version: expect.any(Number),
			localeName: 'default',
			stepId: 'flow2-tour-step-1',
			stepType: 'modal',
			stepIndex: '0,0',
			message: expect.any(String),
			errorId: expect.any(String),
		});
	});

	it('include the answers of a form, with multiple choices joined by line breaks', () => {
		const role = {
			fieldId: 'field-role',
			fieldType: 'singleSelect',
			fieldRequired: true,
			label: 'What is your role?',
			value: 'Developer',
		};
		const goals = {
			fieldId: 'field-goals',
			fieldType: 'multiSelect',
			fieldRequired: true,
			label: 'What do you want to do?',
			value: 'Onboard users\nAnnounce features',
		};

		expect(attributesOf('form_submitted')).toMatchObject({
			interaction: { response: [role, goals] },
		});
		expect(attributesOf('step_interacted', 'repeats a form')).toEqual(
			attributesOf('form_submitted'),
		);
		const v2 = attributesOf('v2:step_interaction', 'a form');
		expect(v2?.interactionData).toEqual({ formResponse: [role, { ...goals, position: '0\n1' }] });
	});

	it('include the answers of a survey, whose score can be a string', () => {
		const answer = attributesOf('v2:step_interaction', 'a score as text, and a feedback');

		expect(answer).toMatchObject({
			experienceType: 'nps',
			interactionData: {
				surveyResponses: [
					{ type: 'nps_score', value: '2' },
					{ type: 'open_text', value: 'Too slow' },
				],
			},
		});
	});

	it('use snake case for a push', () => {
		expect(Object.keys(attributesOf('push_opened') ?? {})).toEqual([
			'push_notification_id',
			'workflow_id',
			'workflow_task_id',
			'device_id',
		]);
	});
});
