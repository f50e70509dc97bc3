import type { ExperienceSeed } from './seed.cjs';

/** Returns the experiences of the demo account: two of each type, the first one published. */
export function demoExperiences(): ExperienceSeed[] {
	return [
		...pair('banners', ['banner-sale', 'Spring sale'], ['banner-maintenance', 'Maintenance']),
		...pair(
			'checklists',
			['checklist-start', 'Getting started'],
			['checklist-admin', 'For admins'],
		),
		...pair('embeds', ['embed-news', 'News on the home page'], ['embed-tips', 'Tips']),
		...pair('flows-v2', ['flow2-tour', 'Dashboard tour'], ['flow2-export', 'How to export']),
		...pair('launchpads', ['launchpad-help', 'Help menu'], ['launchpad-beta', 'Beta features']),
		...pair('mobile', ['mobile-welcome', 'Welcome on the phone'], ['mobile-push', 'Ask for push']),
		...pair('nps', ['nps-quarterly', 'Quarterly NPS'], ['nps-trial', 'NPS at the end of a trial']),
		...pair('pins', ['pin-search', 'Search is new'], ['pin-filter', 'Filters explained']),
	];
}

/** Names of the draft screenshots, by the ID of a flow or experience. The others have none. */
export const DEMO_SCREENSHOTS: Readonly<Record<string, string[]>> = {
	'flow-welcome': ['1-hello', '2-menu'],
	'banner-sale': ['1-banner'],
	'checklist-start': ['1-checklist', '2-item'],
	'embed-news': ['1-embed'],
	'flow2-tour': ['1-dashboard', '2-charts', '3-done'],
	'launchpad-help': ['1-launchpad'],
	'mobile-welcome': ['1-phone'],
	'nps-quarterly': ['1-score', '2-feedback'],
	'pin-search': ['1-pin'],
};

type Named = [id: string, name: string];

function pair(type: ExperienceSeed['type'], [id, name]: Named, [otherId, otherName]: Named) {
	return [
		{ type, id, name, published: true, tagIds: ['tag-growth'], steps: ['First', 'Second'] },
		{ type, id: otherId, name: otherName, frequency: 'every_time', steps: ['Only'] },
	];
}
