import { CLASSIC_NPS, START } from './demoContent.cjs';
import { checklistAttributes, pushAttributes } from './sdkEvents.cjs';

/** A kind of event that Appcues can tell of by webhook. */
export interface WebhookEvent {
	group: string;
	name: string;
	attributes: Readonly<Record<string, unknown>>;
}

const FLOW = { flowId: 'flow-welcome', flowName: 'Welcome tour', flowType: 'journey' };
const CHECKLIST = checklistAttributes(START);
const EMAIL = { workflowId: 'workflow-trial', messageId: 'email-1', subject: 'How is it going?' };
const PUSH = { workflowId: 'workflow-trial', messageId: 'push-1' };
const WORKFLOW = { workflowId: 'workflow-trial', workflowName: 'Trial' };
const NPS = { flowId: CLASSIC_NPS.id, flowName: CLASSIC_NPS.name, flowType: 'nps' };

/**
 * One event of every kind that can be subscribed to, named after Studio's list. Of email, workflow and most push
 * events nothing is known but that list (?). What the SDKs really send for the others is in `model/wireEvents.cts`.
 */
export const WEBHOOK_EVENTS: readonly WebhookEvent[] = [
	...eventsOf('nps', {
		nps_score: { ...NPS, score: 9 },
		nps_feedback: { ...NPS, feedback: 'Great, but slow' },
		nps_survey_started: NPS,
	}),
	...eventsOf('webFlow', {
		flow_started: FLOW,
		flow_completed: FLOW,
		flow_skipped: FLOW,
		flow_button_clicked: { ...FLOW, stepId: 'step-1', buttonText: 'Next' },
		flow_form_submitted: { ...FLOW, stepId: 'step-2', response: [{ label: 'Role', value: 'Dev' }] },
	}),
	...eventsOf('checklist', {
		checklist_shown: CHECKLIST,
		checklist_item_completed: { ...CHECKLIST, itemId: 'item-1' },
		checklist_completed: CHECKLIST,
		checklist_skipped: CHECKLIST,
	}),
	...eventsOf('banner', { banner_dismissed: { experienceId: 'banner-sale' } }),
	...eventsOf('mobile', { mobile_flow_started: { experienceId: 'mobile-welcome' } }),
	...eventsOf('pin', { pin_interacted: { experienceId: 'pin-search' } }),
	...eventsOf('email', {
		email_attempted: EMAIL,
		email_delivered: EMAIL,
		email_bounced: EMAIL,
		email_soft_bounced: EMAIL,
		email_opened: EMAIL,
		email_clicked: { ...EMAIL, link: 'https://acme.example/start' },
		email_failed: EMAIL,
		email_skipped: EMAIL,
		email_marked_spam: EMAIL,
		email_unsubscribed: EMAIL,
	}),
	...eventsOf('push', {
		push_sent: PUSH,
		push_opened: pushAttributes('device-1'),
		push_failed: PUSH,
		push_skipped: PUSH,
	}),
	...eventsOf('workflow', {
		workflow_entered: WORKFLOW,
		workflow_exited: WORKFLOW,
		workflow_task_started: { ...WORKFLOW, taskId: 'task-1' },
		workflow_task_completed: { ...WORKFLOW, taskId: 'task-1' },
	}),
	...eventsOf('device', { device_unregistered: { deviceId: 'device-1' } }),
];

function eventsOf(
	group: string,
	named: Record<string, WebhookEvent['attributes']>,
): WebhookEvent[] {
	return Object.entries(named).map(([name, attributes]) => ({
		group,
		name: `appcues:${name}`,
		attributes,
	}));
}
