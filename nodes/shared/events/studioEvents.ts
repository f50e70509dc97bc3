import type { INodePropertyOptions } from 'n8n-workflow';

/** An entry of Studio's list of events for webhooks. */
export interface StudioEvent {
	/** Saved workflows hold it: it never changes. */
	value: string;
	/** `NPS` */
	group: string;
	/** `Score Submitted` */
	action: string;
	/** The events of this entry. */
	wires: readonly Wire[];
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
export type Content = 'click' | 'form' | 'npsScore' | 'npsFeedback';

/** An event on the wire that belongs to an entry. */
export interface Wire {
	name: string;
	of?: WireKind;
	holds?: Content;
}

/** The event of every interaction with a v2 experience. */
export const STEP_INTERACTION = 'v2:step_interaction';

const of = (kind: WireKind, ...names: string[]): Wire[] =>
	names.map((name) => ({ name, of: kind }));
const any = (...names: string[]): Wire[] => names.map((name) => ({ name }));
const inFlow = (name: string, holds: Content): Wire => ({ name, of: 'flow', holds });

/**
 * Studio's list, and the events of each entry beside the entry's own words. Appcues doesn't publish the
 * names of email and workflow events and of most push events: those have the words of Studio's list alone.
 */
export const STUDIO_EVENTS: readonly StudioEvent[] = [
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
			[...any('nps_score_and_feedback'), { name: STEP_INTERACTION, holds: 'npsFeedback' }],
		],
		'Score Submitted': [
			'nps_score',
			[...any('nps_score_and_feedback'), { name: STEP_INTERACTION, holds: 'npsScore' }],
		],
		'Survey Started': [
			'nps_survey_started',
			[...any('nps_started'), ...of('nps', 'v2:experience_started')],
		],
	}),
	...group('Pin', { Interacted: ['pin_interacted', of('pin', STEP_INTERACTION)] }),
	...group('Push', {
		Failed: ['push_failed', any('push_notification_failed')],
		Opened: ['push_opened', any('push_notification_opened')],
		Sent: ['push_sent', any('push_notification_sent')],
		Skipped: ['push_skipped', any('push_notification_skipped')],
	}),
	...group('Web Flow', {
		'Button Clicked': [
			'flow_button_clicked',
			[inFlow('step_interacted', 'click'), inFlow(STEP_INTERACTION, 'click')],
		],
		Completed: ['flow_completed', of('flow', 'v2:experience_completed')],
		'Form Submitted': [
			'flow_form_submitted',
			[...of('flow', 'form_submitted'), inFlow(STEP_INTERACTION, 'form')],
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

/** The choices in a node. n8n's lists don't nest, so the group comes before the action. */
export const studioEventOptions: INodePropertyOptions[] = STUDIO_EVENTS.map((entry) => ({
	name: `${entry.group}: ${entry.action}`,
	value: entry.value,
}));

function group(name: string, actions: Record<string, [string, Wire[]?]>): StudioEvent[] {
	return Object.entries(actions).map(([action, [value, wires = []]]) => {
		const names = [value, `${name} ${action}`];
		// Flows and surveys share some names of classic events.
		const own = name === 'Web Flow' ? of('flow', ...names) : any(...names);
		return { value, group: name, action, wires: [...own, ...wires] };
	});
}
