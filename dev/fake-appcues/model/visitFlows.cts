import {
	HELP_MENU,
	NEWS,
	PHONE_WELCOME,
	SALE,
	SEARCH_PIN,
	START,
	TOUR,
	WELCOME,
	formAnswers,
} from './demoContent.cjs';
import {
	type ClassicFlow,
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
	v2Form,
} from './sdkEvents.cjs';
import type { Visit } from './visit.cjs';

/** Returns why a step failed. One message is resolved, one is new this week, one is ongoing. */
function errorMessage(visit: Visit, daysAgo: number): string {
	if (daysAgo > 8 && visit.random.chance(0.5)) return 'Element ".old-menu" not found';
	if (daysAgo < 5 && visit.random.chance(0.6)) return 'Element "#new-report" not found';
	return 'Timed out waiting for element ".sidebar"';
}

/** Shows a classic flow. Most users complete it, some skip it, and sometimes a step fails. */
export function showClassicFlow(visit: Visit, flow: ClassicFlow, daysAgo: number): void {
	const { random } = visit;
	visit.classic('flow_attempted', flowAttributes(flow));
	visit.classic('flow_started', flowAttributes(flow));
	for (const [number] of flow.steps.entries()) {
		const step = stepAttributes(flow, number);
		if (random.chance(0.08)) {
			const message = errorMessage(visit, daysAgo);
			const name = random.chance(0.7) ? 'step_error' : 'step_child_error';
			visit.classic(name, { ...step, message });
			visit.classic('flow_aborted', flowAttributes(flow));
			return;
		}
		visit.classic('step_started', step);
		visit.classic('step_child_activated', step);
		if (random.chance(0.12)) {
			visit.classic('step_skipped', step);
			visit.classic('flow_skipped', flowAttributes(flow));
			return;
		}
		if (flow === WELCOME && number === 1) submitClassicForm(visit);
		else visit.classic('step_interacted', { ...step, ...click('Next') });
		visit.classic('step_completed', step);
	}
	visit.classic('flow_completed', flowAttributes(flow));
}

function click(text: string) {
	return { interactionType: 'click', interaction: { category: 'internal', text } };
}

/** Submits a form once. Four events report it. */
function submitClassicForm(visit: Visit): void {
	const fields = formAnswers(visit.random.int(0, 30));
	const form = classicForm(WELCOME, 1, fields);
	for (const field of fields) {
		visit.classic('form_field_submitted', classicForm(WELCOME, 1, [field]));
	}
	visit.classic('form_submitted', form);
	visit.classic('step_interacted', form);
}

/** Shows a v2 flow with a form in its last step. */
export function showTour(visit: Visit, daysAgo: number): void {
	const { random } = visit;
	const instance = visit.instance();
	const about = experienceAttributes(TOUR, instance);
	visit.appcues('v2:experience_started', about);
	for (const [number] of TOUR.steps.entries()) {
		const step = experienceStep(TOUR, instance, number);
		if (random.chance(0.09)) {
			const error = { message: errorMessage(visit, daysAgo), errorId: visit.instance() };
			visit.appcues('v2:step_error', { ...step, ...error });
			if (random.chance(0.5)) {
				visit.appcues('v2:experience_error', { ...about, ...error });
				return;
			}
			visit.appcues('v2:step_recovered', { ...step, ...error });
		}
		visit.appcues('v2:step_seen', step);
		if (random.chance(0.18)) {
			visit.appcues(`v2:experience_${random.pick(['skipped', 'dismissed', 'snoozed'])}`, about);
			return;
		}
		const isLast = number === TOUR.steps.length - 1;
		const action = isLast ? v2Form(formAnswers(random.int(0, 30))) : buttonClick('Next');
		visit.appcues('v2:step_interaction', { ...step, ...action });
		visit.appcues('v2:step_completed', step);
	}
	visit.appcues('v2:experience_completed', about);
}

/** Shows a banner, a pin, an embed, the help menu or the mobile flow. */
export function showSomethingSmall(visit: Visit): void {
	const { random } = visit;
	if (visit.person.hasPhone && random.chance(0.4)) {
		showOnPhone(visit);
		return;
	}
	const shown = random.pick([SALE, SEARCH_PIN, NEWS, HELP_MENU]);
	const instance = visit.instance();
	const step = experienceStep(shown, instance, 0);
	if (shown === SEARCH_PIN) visit.appcues('v2:icon_seen', step);
	visit.appcues('v2:experience_started', experienceAttributes(shown, instance));
	visit.appcues(shown === SEARCH_PIN ? 'v2:button_pin_seen' : 'v2:step_seen', step);
	if (random.chance(0.5)) {
		visit.appcues('v2:step_interaction', { ...step, ...buttonClick('Show me') });
	}
	if (shown === SALE)
		visit.appcues('v2:experience_dismissed', experienceAttributes(shown, instance));
	if (shown === HELP_MENU) visit.appcues('launchpad_kb_search', { query: 'export csv' });
}

function showOnPhone(visit: Visit): void {
	const { random, person } = visit;
	const device = `device-of-${person.userId}`;
	if (random.chance(0.5)) visit.appcues('push_opened', pushAttributes(device));
	visit.appcues('screen_view', { screenTitle: 'Home' });
	if (random.chance(0.2)) visit.appcues('device_updated', { device_id: device });
	if (random.chance(0.1)) visit.appcues('device_unregistered', { device_id: device });
	const instance = visit.instance();
	showExperience(visit, PHONE_WELCOME, instance);
}

/** Shows an experience from start to end. */
export function showExperience(visit: Visit, experience: V2Experience, instance: string): void {
	visit.appcues('v2:experience_started', experienceAttributes(experience, instance));
	for (const [number] of experience.steps.entries()) {
		const step = experienceStep(experience, instance, number);
		visit.appcues('v2:step_seen', step);
		visit.appcues('v2:step_completed', step);
	}
	visit.appcues('v2:experience_completed', experienceAttributes(experience, instance));
}

/**
 * Shows the checklist once more.
 *
 * @param done how many items were completed before
 * @returns the number completed now
 */
export function showChecklist(visit: Visit, done: number): number {
	const { random } = visit;
	const about = checklistAttributes(START);
	visit.appcues('checklist_shown', about);
	if (random.chance(0.1)) {
		visit.appcues(random.chance(0.5) ? 'checklist_skipped' : 'checklist_dismissed', about);
		return START.items.length;
	}
	if (random.chance(0.3)) return done;
	visit.appcues('checklist_item_started', checklistItem(START, done));
	if (random.chance(0.2)) return done;
	visit.appcues('checklist_item_completed', checklistItem(START, done));
	if (done + 1 === START.items.length) visit.appcues('checklist_completed', about);
	return done + 1;
}
