import type { Checklist, ClassicFlow, FormField, V2Experience } from './sdkEvents.cjs';

const PUBLISHED_AT = Date.UTC(2025, 8, 1, 9);

/** What the demo account shows to its users, as events describe it. The IDs are those in `demoAccount.cts`. */
export const WELCOME: ClassicFlow = flow('flow-welcome', 'Welcome tour', 3);
export const INVITE: ClassicFlow = flow('flow-invite', 'Invite your team', 2);

/** A classic survey. No list of the API contains it, so only events have its ID and name. */
export const CLASSIC_NPS: ClassicFlow = {
	...flow('nps-classic', 'How likely are you to recommend us?', 2),
	type: 'nps',
};

export const TOUR = experience('flow2-tour', 'Dashboard tour', 'flow', 2);
export const EXPORT_HELP = experience('flow2-export', 'How to export', 'flow', 1);
export const SALE = experience('banner-sale', 'Spring sale', 'banner', 1);
export const SEARCH_PIN = experience('pin-search', 'Search is new', 'pin', 1);
export const HELP_MENU = experience('launchpad-help', 'Help menu', 'launchpad', 1);
export const NEWS = experience('embed-news', 'News on the home page', 'embed', 1);
export const PHONE_WELCOME = experience('mobile-welcome', 'Welcome on the phone', 'mobile', 2);
export const NPS_2 = experience('nps-quarterly', 'Quarterly NPS', 'nps', 2);
/** Its answers arrive as the server-made `nps_score_and_feedback`. */
export const TRIAL_NPS = experience('nps-trial', 'NPS at the end of a trial', 'nps', 1);

export const START: Checklist = {
	id: 'checklist-start',
	name: 'Getting started',
	items: [
		{ id: 'item-profile', name: 'Complete your profile' },
		{ id: 'item-report', name: 'Create a report' },
		{ id: 'item-invite', name: 'Invite a teammate' },
	],
};

const ROLES = ['Developer', 'Product manager', 'Customer success', 'Marketing'];
const GOALS = ['Onboard users', 'Announce features', 'Collect feedback'];

/** Returns the answers to a form with two questions, the second one multiple choice. @param n any number */
export function formAnswers(n: number): FormField[] {
	const goals = GOALS.filter((_, i) => (n >> i) % 2 === 0);
	return [
		{
			fieldId: 'field-role',
			fieldType: 'singleSelect',
			label: 'What is your role?',
			value: ROLES[n % ROLES.length] ?? '',
		},
		{
			fieldId: 'field-goals',
			fieldType: 'multiSelect',
			label: 'What do you want to do?',
			value: goals.length > 0 ? goals : GOALS.slice(0, 1),
			choices: GOALS,
		},
	];
}

function flow(id: string, name: string, steps: number): ClassicFlow {
	const version = PUBLISHED_AT;
	return { id, name, type: 'journey', version, steps: stepIds(id, steps) };
}

function experience(id: string, name: string, type: string, steps: number): V2Experience {
	return { id, name, type, version: PUBLISHED_AT, steps: stepIds(id, steps) };
}

function stepIds(id: string, count: number): string[] {
	return Array.from({ length: count }, (_, i) => `${id}-step-${i + 1}`);
}
