import type { INodePropertyOptions } from 'n8n-workflow';

import { INTERACTION_FORM_KEYS, npsAnswer, readFormAnswers, surveyResponses } from './answers';
import { AttributeLookup } from './attributes';
import type { AppcuesEvent } from './event';
import { comparableName, nonBlankText } from './event';

/** An entry of Studio's list of events for webhooks. */
export interface StudioEvent {
	/** Saved workflows hold it: it never changes. */
	value: string;
	/** `NPS` */
	group: string;
	/** `Score Submitted` */
	action: string;
}

export type WireKind =
	| 'flow'
	| 'mobile'
	| 'nps'
	| 'banner'
	| 'pin'
	| 'launchpad'
	| 'embed'
	| 'checklist';

/** What an event has to hold, where its name and its kind don't decide. */
type Content = 'click' | 'form' | 'npsScore' | 'npsFeedback';

/** An event on the wire that stands for an entry. */
interface Wire {
	name: string;
	of?: WireKind;
	holds?: Content;
}

interface Entry extends StudioEvent {
	wires: readonly Wire[];
}

const STEP = 'v2:step_interaction';

const of = (kind: WireKind, ...names: string[]): Wire[] =>
	names.map((name) => ({ name, of: kind }));
const any = (...names: string[]): Wire[] => names.map((name) => ({ name }));
const inFlow = (name: string, holds: Content): Wire => ({ name, of: 'flow', holds });

/**
 * Studio's list, and the events that stand for each entry beside the entry's own words. Appcues doesn't publish the
 * names of email and workflow events and of most push events: those have the words of Studio's list alone.
 */
const ENTRIES: readonly Entry[] = [
	...group('Banner', {
		Dismissed: ['banner_dismissed', of('banner', 'v2:experience_dismissed')],
	}),
	...group('Checklist', {
		Completed: ['checklist_completed', of('checklist', 'v2:experience_completed')],
		'Item Completed': ['checklist_item_completed'],
		Shown: ['checklist_shown', of('checklist', 'v2:experience_started')],
		Skipped: ['checklist_skipped', of('checklist', 'v2:experience_skipped')],
	}),
	...group('Device', { Unregistered: ['device_unregistered'] }),
	...group('Email', {
		Attempted: ['email_attempted'],
		Bounced: ['email_bounced'],
		Clicked: ['email_clicked'],
		Delivered: ['email_delivered'],
		Failed: ['email_failed'],
		'Marked Spam': ['email_marked_spam', any('email_marked_as_spam')],
		Opened: ['email_opened'],
		Skipped: ['email_skipped'],
		'Soft Bounced': ['email_soft_bounced'],
		Unsubscribed: ['email_unsubscribed'],
	}),
	...group('Mobile Flow', {
		Started: ['mobile_flow_started', of('mobile', 'flow_started', 'v2:experience_started')],
	}),
	...group('NPS', {
		'Feedback Submitted': [
			'nps_feedback',
			[...any('nps_score_and_feedback'), { name: STEP, holds: 'npsFeedback' }],
		],
		'Score Submitted': [
			'nps_score',
			[...any('nps_score_and_feedback'), { name: STEP, holds: 'npsScore' }],
		],
		'Survey Started': [
			'nps_survey_started',
			[...any('nps_started'), ...of('nps', 'v2:experience_started')],
		],
	}),
	...group('Pin', { Interacted: ['pin_interacted', of('pin', STEP)] }),
	...group('Push', {
		Failed: ['push_failed', any('push_notification_failed')],
		Opened: ['push_opened', any('push_notification_opened')],
		Sent: ['push_sent', any('push_notification_sent')],
		Skipped: ['push_skipped', any('push_notification_skipped')],
	}),
	...group('Web Flow', {
		'Button Clicked': [
			'flow_button_clicked',
			[inFlow('step_interacted', 'click'), inFlow(STEP, 'click')],
		],
		Completed: ['flow_completed', of('flow', 'v2:experience_completed')],
		'Form Submitted': [
			'flow_form_submitted',
			[...of('flow', 'form_submitted'), inFlow(STEP, 'form')],
		],
		Skipped: ['flow_skipped', of('flow', 'v2:experience_skipped')],
		Started: ['flow_started', of('flow', 'v2:experience_started')],
	}),
	...group('Workflow', {
		Entered: ['workflow_entered'],
		Exited: ['workflow_exited'],
		'Task Completed': ['workflow_task_completed'],
		'Task Started': ['workflow_task_started'],
	}),
];

export const STUDIO_EVENTS: readonly StudioEvent[] = ENTRIES;

/** The choices in a node. n8n's lists don't nest, so the group comes before the action. */
export const studioEventOptions: INodePropertyOptions[] = ENTRIES.map((entry) => ({
	name: `${entry.group}: ${entry.action}`,
	value: entry.value,
}));

const WIRES = new Map<string, Array<{ entry: Entry; wire: Wire }>>();
for (const entry of ENTRIES) {
	for (const wire of entry.wires) {
		const name = comparableName(wire.name);
		WIRES.set(name, [...(WIRES.get(name) ?? []), { entry, wire }]);
	}
}

/** Which kinds an event may be of when its experience type is missing or unknown. */
const POSSIBLE_KINDS: readonly WireKind[] = ['flow', 'mobile', 'banner', 'pin'];

const KINDS: ReadonlyArray<[RegExp, WireKind]> = [
	[/nps/, 'nps'],
	[/mobile/, 'mobile'],
	[/banner/, 'banner'],
	[/checklist/, 'checklist'],
	[/launchpad/, 'launchpad'],
	[/embed/, 'embed'],
	[/pins?$|persistent/, 'pin'],
	[/(?<!work)flow|journey|^web/, 'flow'],
];

/**
 * Returns the entries of Studio's list that an event stands for: one for most events, none for events that Studio
 * doesn't list, several for an NPS answer with score and feedback.
 *
 * A v2 event whose experience type is missing or unknown counts as a web flow, a mobile flow, a banner and a pin:
 * better to start a workflow for an event that Studio sent than to miss it.
 */
export function studioEventsOf(
	event: AppcuesEvent,
	attributes = new AttributeLookup(event),
): StudioEvent[] {
	const name = comparableName(event.name);
	const wires = WIRES.get(name);
	if (!wires) return [];
	const kinds = kindsOf(name, attributes);
	const matching = wires.filter(
		({ wire }) =>
			(!wire.of || kinds.includes(wire.of)) && (!wire.holds || holds(attributes, wire.holds)),
	);
	return [...new Set(matching.map(({ entry }) => entry))];
}

/** Returns whether the event is about an NPS survey, classic or NPS 2.0. */
export function isNps(event: AppcuesEvent, attributes = new AttributeLookup(event)): boolean {
	const name = comparableName(event.name);
	return name.startsWith('nps') || kindOf(attributes) === 'nps' || isSurvey(attributes);
}

/**
 * Returns whether the event is the submission of a form. Each submission has one such event: `step_interacted` and
 * `form_field_submitted` only repeat its answers. An answer to an NPS survey isn't a form.
 */
export function isFormSubmission(
	event: AppcuesEvent,
	attributes = new AttributeLookup(event),
): boolean {
	const name = comparableName(event.name);
	if (name === comparableName(STEP)) return holds(attributes, 'form');
	return /^(?:(?:web)?flow)?formsubmitted$/.test(name) && kindOf(attributes) !== 'nps';
}

/** Returns the kind of experience; undefined if the event doesn't say, or says an unknown word. */
function kindOf(attributes: AttributeLookup): WireKind | undefined {
	const type = attributes.find(['experienceType', 'flowType'], nonBlankText) ?? '';
	const word = type.toLowerCase().replace(/[^a-z]/g, '');
	return KINDS.find(([pattern]) => pattern.test(word))?.[1];
}

function kindsOf(name: string, attributes: AttributeLookup): readonly WireKind[] {
	const kind = kindOf(attributes);
	if (name.startsWith('v2')) {
		if (kind) return [kind];
		return isSurvey(attributes) ? ['nps'] : POSSIBLE_KINDS;
	}
	// The events of classic flows have names of their own, which classic surveys share.
	return kind === 'nps' || kind === 'mobile' ? [kind] : ['flow'];
}

function holds(attributes: AttributeLookup, content: Content): boolean {
	const isAnswer = isSurvey(attributes) || kindOf(attributes) === 'nps';
	if (content === 'npsScore' || content === 'npsFeedback') {
		const { score, feedback } = npsAnswer(attributes);
		return isAnswer && (content === 'npsScore' ? score : feedback) !== undefined;
	}
	if (isAnswer) return false;
	const isForm = holdsForm(attributes);
	return content === 'form' ? isForm : !isForm && !isAboutInput(attributes);
}

/** An experience of another kind can hold a survey too, if an answer says that it is one. */
function isSurvey(attributes: AttributeLookup): boolean {
	const responses = surveyResponses(attributes);
	const kind = kindOf(attributes);
	if (kind === undefined || kind === 'nps') return responses.length > 0;
	return responses.some(({ type }) => type.includes('nps'));
}

function holdsForm(attributes: AttributeLookup): boolean {
	const answers = attributes.find(INTERACTION_FORM_KEYS, readFormAnswers);
	return answers !== undefined || /form.*submi/.test(interactionType(attributes));
}

/** Whether the interaction was with a field or a form, not with a button. */
const isAboutInput = (attributes: AttributeLookup): boolean =>
	/(?<![a-z])(?:form(?!at)|field|input|survey)|submi/.test(interactionType(attributes));

function interactionType(attributes: AttributeLookup): string {
	return ['interactionType', 'interactionCategory', 'interactionDataCategory']
		.map((key) => attributes.find([key], nonBlankText) ?? '')
		.join(' ')
		.toLowerCase();
}

function group(name: string, actions: Record<string, [string, Wire[]?]>): Entry[] {
	return Object.entries(actions).map(([action, [value, wires = []]]) => {
		const names = [value, `${name} ${action}`];
		// Flows and surveys share some names of classic events.
		const own = name === 'Web Flow' ? of('flow', ...names) : any(...names);
		return { value, group: name, action, wires: [...own, ...wires] };
	});
}
