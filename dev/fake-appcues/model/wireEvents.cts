import {
	CLASSIC_NPS,
	NPS_2,
	PHONE_WELCOME,
	SALE,
	SEARCH_PIN,
	START,
	TOUR,
	TRIAL_NPS,
	WELCOME,
	formAnswers,
} from './demoContent.cjs';
import {
	type Attributes,
	type V2Experience,
	buttonClick,
	checklistAttributes,
	checklistItem,
	classicForm,
	experienceAttributes,
	experienceStep,
	flowAttributes,
	pushAttributes,
	stepAttributes,
	surveyAnswer,
	v2Form,
} from './sdkEvents.cjs';

/** An event as the SDKs send it, and its entries in Studio's list. */
export interface WireEvent {
	name: string;
	attributes: Attributes;
	/** How it differs from other events with that name. */
	about?: string;
	/** The entries in Studio's list of webhooks that can mean this event, or none. */
	entries: readonly string[];
}

const INSTANCE = '5f0c9a3e-1111-4222-a333-444455556666';
const ERROR = { message: 'Element "#new-report" not found', errorId: INSTANCE };
const QUIZ = formAnswers(4);

const STEP = stepAttributes(WELCOME, 0);
const SCORE = { ...stepAttributes(CLASSIC_NPS, 0), score: 3 };
const CLICK = { interactionType: 'click', interaction: { category: 'internal', text: 'Next' } };

/** Every name of the contract's table, with the attributes of its family. */
export const WIRE_EVENTS: readonly WireEvent[] = [
	...named('flow_', flowAttributes(WELCOME), {
		started: ['Web flow: started'],
		completed: ['Web flow: completed'],
		skipped: ['Web flow: skipped'],
		aborted: [],
		attempted: [],
		error: [],
	}),
	...named('step_', STEP, { started: [], completed: [], skipped: [], aborted: [] }),
	...named('step_child_', STEP, { activated: [] }),
	...named('step_', { ...STEP, message: ERROR.message }, { error: [], child_error: [] }),
	{
		...event('step_interacted', { ...STEP, ...CLICK }, 'Web flow: button clicked'),
		about: 'a click',
	},
	{ ...event('step_interacted', classicForm(WELCOME, 1, QUIZ)), about: 'repeats a form' },
	event('form_submitted', classicForm(WELCOME, 1, QUIZ), 'Web flow: form submitted'),
	event('form_field_submitted', classicForm(WELCOME, 1, QUIZ.slice(0, 1))),
	event('nps_survey_started', flowAttributes(CLASSIC_NPS), 'NPS: started'),
	event('nps_score', SCORE, 'NPS: score'),
	event(
		'nps_feedback',
		{ ...stepAttributes(CLASSIC_NPS, 1), feedback: 'Too slow' },
		'NPS: feedback',
	),
	event('nps_ask_me_later_selected_at', flowAttributes(CLASSIC_NPS)),
	event('nps_clicked_update_nps_score', stepAttributes(CLASSIC_NPS, 0)),
	event(
		'nps_score_and_feedback',
		{ flowId: TRIAL_NPS.id, flowName: TRIAL_NPS.name, score: 2, feedback: 'Too slow' },
		'NPS: score',
		'NPS: feedback',
	),
	...experienceEvents(TOUR, 'a web flow', {
		started: ['Web flow: started'],
		completed: ['Web flow: completed'],
		skipped: ['Web flow: skipped'],
	}),
	...experienceEvents(PHONE_WELCOME, 'a mobile flow', { started: ['Mobile flow: started'] }),
	...experienceEvents(NPS_2, 'an NPS 2.0 survey', { started: ['NPS: started'] }),
	...experienceEvents(SALE, 'a banner', { dismissed: ['Banner: dismissed'] }),
	...experienceEvents(SEARCH_PIN, 'a pin', {}),
	...['v2:experience_error', 'v2:experience_recovered'].map((name) =>
		event(name, { ...experienceAttributes(TOUR, INSTANCE), ...ERROR }),
	),
	...['v2:step_seen', 'v2:step_completed'].map((name) =>
		event(name, experienceStep(TOUR, INSTANCE, 0)),
	),
	...['v2:step_error', 'v2:step_recovered'].map((name) =>
		event(name, { ...experienceStep(TOUR, INSTANCE, 0), ...ERROR }),
	),
	interaction(TOUR, 'a click', buttonClick('Next'), 'Web flow: button clicked'),
	interaction(TOUR, 'a form', v2Form(QUIZ), 'Web flow: form submitted'),
	interaction(SEARCH_PIN, 'a click on a pin', buttonClick('Show me'), 'Pin: interacted'),
	interaction(NPS_2, 'a score', surveyAnswer(3), 'NPS: score'),
	interaction(
		NPS_2,
		'a score as text, and a feedback',
		surveyAnswer('2', 'Too slow', 'open_text'),
		'NPS: score',
		'NPS: feedback',
	),
	...['v2:icon_seen', 'v2:button_pin_seen'].map((name) =>
		event(name, experienceStep(SEARCH_PIN, INSTANCE, 0)),
	),
	...named('checklist_', checklistAttributes(START), {
		shown: ['Checklist: shown'],
		completed: ['Checklist: completed'],
		skipped: ['Checklist: skipped'],
		dismissed: [],
	}),
	event('checklist_item_started', checklistItem(START, 1)),
	event('checklist_item_completed', checklistItem(START, 1), 'Checklist: item completed'),
	event('push_opened', pushAttributes('device-1'), 'Push: opened'),
	event('device_unregistered', { device_id: 'device-1' }, 'Device: unregistered'),
	event('device_updated', { device_id: 'device-1' }),
	event('session_started', {}),
	event('page_view', {}),
	event('screen_view', { screenTitle: 'Home' }),
	event('experiment_entered', { experimentId: 'experiment-tour', group: 'exposed' }),
	event('launchpad_kb_search', { query: 'export csv' }),
];

function event(name: string, attributes: Attributes, ...entries: string[]): WireEvent {
	return { name: `appcues:${name}`, attributes, entries };
}

function named(
	prefix: string,
	attributes: Attributes,
	entries: Record<string, string[]>,
): WireEvent[] {
	return Object.entries(entries).map(([name, found]) =>
		event(`${prefix}${name}`, attributes, ...found),
	);
}

function experienceEvents(
	experience: V2Experience,
	about: string,
	entries: Record<string, string[]>,
): WireEvent[] {
	const attributes = experienceAttributes(experience, INSTANCE);
	const all = { started: [], completed: [], skipped: [], snoozed: [], dismissed: [], ...entries };
	return named('v2:experience_', attributes, all).map((one) => ({ ...one, about }));
}

function interaction(
	experience: V2Experience,
	about: string,
	more: Attributes,
	...entries: string[]
): WireEvent {
	const attributes = { ...experienceStep(experience, INSTANCE, 0), ...more };
	return { ...event('v2:step_interaction', attributes, ...entries), about };
}
