import type { ExperienceKind } from '../api/endpoints/experiences';

/** A kind of experience, other than classic flows. */
export interface ExperienceType extends ExperienceKind {
	/** In the dropdown. */
	name: string;
	description?: string;
	/** A regular expression for what can precede the ID in a Studio URL, without capturing groups. */
	urlPattern: string;
}

/** In the order of the dropdown. Workflows store the `path`, so it never changes. */
export const EXPERIENCE_TYPES: readonly ExperienceType[] = [
	{ path: 'banners', name: 'Banner', noun: 'banner', urlPattern: 'banners?' },
	{ path: 'checklists', name: 'Checklist', noun: 'checklist', urlPattern: 'checklists?' },
	{ path: 'embeds', name: 'Embed', noun: 'embed', urlPattern: 'embeds?' },
	{
		path: 'flows-v2',
		name: 'Flow V2',
		description: 'Flows 2.0. For classic flows, use the Appcues Flow node.',
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

/** Returns the pattern for a type. Some URLs have `experiences` before the ID or the type; alone, it fits every type. */
export const experienceUrl = (urlPattern: string) =>
	`(?:experiences?/)?(?:${urlPattern})|experiences?(?!/(?:${anyType})/)`;

/** What comes before the ID in the URL of any experience. */
export const ANY_EXPERIENCE_URL = experienceUrl(anyType);
