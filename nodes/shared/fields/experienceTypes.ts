import type { ExperienceKind } from '../api/endpoints/experiences';

/** A kind of experience beside the classic flows, as users choose it. */
export interface ExperienceType extends ExperienceKind {
	/** In the dropdown. */
	name: string;
	description?: string;
	/** What may stand before the ID in an address of Studio: a regular expression without groups that capture. */
	urlPattern: string;
}

/** In the order of the dropdown. A `path` is also what saved workflows hold: it never changes. */
export const EXPERIENCE_TYPES: readonly ExperienceType[] = [
	{ path: 'banners', name: 'Banner', noun: 'banner', urlPattern: 'banners?' },
	{ path: 'checklists', name: 'Checklist', noun: 'checklist', urlPattern: 'checklists?' },
	{ path: 'embeds', name: 'Embed', noun: 'embed', urlPattern: 'embeds?' },
	{
		path: 'flows-v2',
		name: 'Flow V2',
		description: 'Flows of the second kind; for classic ones there is the Appcues Flow node',
		noun: 'v2 flow',
		urlPattern: 'flows?(?:-v2)?',
	},
	{ path: 'launchpads', name: 'Launchpad', noun: 'launchpad', urlPattern: 'launchpads?' },
	{
		path: 'mobile',
		name: 'Mobile',
		noun: 'mobile experience',
		urlPattern: 'mobile(?:[/-](?:flows?|experiences?))?',
	},
	{
		path: 'nps',
		name: 'NPS 2.0',
		description: "NPS 2.0 surveys. Appcues doesn't list classic NPS surveys.",
		noun: 'NPS 2.0 survey',
		urlPattern: 'nps(?:[/-]surveys?)?',
	},
	{ path: 'pins', name: 'Pin', noun: 'pin', urlPattern: 'pins?' },
];

const anyType = EXPERIENCE_TYPES.map(({ urlPattern }) => urlPattern).join('|');

/** Before the ID or the type stands `experiences` in some addresses; it alone says nothing against a type. */
export const experienceUrl = (urlPattern: string) =>
	`(?:experiences?/)?(?:${urlPattern})|experiences?(?!/(?:${anyType})/)`;

/** What comes before the ID in the URL of any experience. */
export const ANY_EXPERIENCE_URL = experienceUrl(anyType);
