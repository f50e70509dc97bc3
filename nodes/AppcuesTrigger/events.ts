import type { INodePropertyOptions } from 'n8n-workflow';

import { comparableName } from './eventName';

/** An event that Studio offers for webhooks. */
export interface KnownEvent {
	/** Its kind: `NPS`. */
	group: string;
	/** What happened: `Score Submitted`. */
	action: string;
	/** What Appcues may call it. The first is stored in saved workflows: it never changes. */
	names: readonly [string, ...string[]];
}

/**
 * The events of Studio's list of webhooks. What there is, is documented; what the bodies call them is not: beside the
 * list's own words stand the names that Appcues' SDKs give the same events.
 */
export const KNOWN_EVENTS: readonly KnownEvent[] = [
	...group('Banner', { Dismissed: ['banner_dismissed'] }),
	...group('Checklist', {
		Completed: ['checklist_completed'],
		'Item Completed': ['checklist_item_completed'],
		Shown: ['checklist_shown'],
		Skipped: ['checklist_skipped'],
	}),
	...group('Device', { Unregistered: ['device_unregistered'] }),
	...group('Email', {
		Attempted: ['email_attempted'],
		Bounced: ['email_bounced'],
		Clicked: ['email_clicked'],
		Delivered: ['email_delivered'],
		Failed: ['email_failed'],
		'Marked Spam': ['email_marked_spam', 'email_marked_as_spam'],
		Opened: ['email_opened'],
		Skipped: ['email_skipped'],
		'Soft Bounced': ['email_soft_bounced'],
		Unsubscribed: ['email_unsubscribed'],
	}),
	...group('Mobile Flow', { Started: ['mobile_flow_started'] }),
	...group('NPS', {
		'Feedback Submitted': ['nps_feedback', 'nps_feedback_submitted', 'nps_score_and_feedback'],
		'Score Submitted': ['nps_score', 'nps_score_submitted', 'nps_score_and_feedback'],
		'Survey Started': ['nps_survey_started', 'nps_started'],
	}),
	...group('Pin', { Interacted: ['pin_interacted'] }),
	...group('Push', {
		Failed: ['push_failed', 'push_notification_failed'],
		Opened: ['push_opened', 'push_notification_opened'],
		Sent: ['push_sent', 'push_notification_sent'],
		Skipped: ['push_skipped', 'push_notification_skipped'],
	}),
	...group('Web Flow', {
		'Button Clicked': ['flow_button_clicked', 'web_flow_button_clicked', 'step_interacted'],
		Completed: ['flow_completed', 'web_flow_completed'],
		'Form Submitted': ['flow_form_submitted', 'web_flow_form_submitted', 'form_submitted'],
		Skipped: ['flow_skipped', 'web_flow_skipped'],
		Started: ['flow_started', 'web_flow_started'],
	}),
	...group('Workflow', {
		Entered: ['workflow_entered'],
		Exited: ['workflow_exited'],
		'Task Completed': ['workflow_task_completed'],
		'Task Started': ['workflow_task_started'],
	}),
];

/** The list in the node. n8n's lists do not nest, so the kind stands before what happened. */
export const eventOptions: INodePropertyOptions[] = KNOWN_EVENTS.map((event) => ({
	name: `${event.group}: ${event.action}`,
	value: event.names[0],
}));

/** The events of the list that a body's name may mean: most names mean one, a custom event's none. */
export function eventsNamed(name: string): KnownEvent[] {
	const wanted = comparableName(name);
	return KNOWN_EVENTS.filter(({ names }) => names.some((each) => comparableName(each) === wanted));
}

/**
 * Which names a trigger listens to.
 *
 * @param chosen from the list; an expression may name others, which stand for themselves
 * @param custom names of other events
 * @returns in comparable form; undefined stands for every event
 */
export function wantedNames(
	chosen: readonly string[],
	custom: readonly string[],
): ReadonlySet<string> | undefined {
	if (chosen.length + custom.length === 0) return undefined;
	const names = chosen.flatMap((value) => [
		value,
		...KNOWN_EVENTS.flatMap((event) => (event.names[0] === value ? event.names : [])),
	]);
	return new Set([...names, ...custom].map(comparableName));
}

function group(name: string, actions: Record<string, KnownEvent['names']>): KnownEvent[] {
	return Object.entries(actions).map(([action, names]) => ({ group: name, action, names }));
}
