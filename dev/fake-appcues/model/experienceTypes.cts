/** How the API represents a type of experience. */
export interface ExperienceWords {
	/** In operationIds of the contract: `getBanner`, `listBanners`. */
	one: string;
	many: string;
	/** `type` of the object (?). */
	type: string;
	/** `platform` of the object (?). */
	platform: 'web' | 'mobile';
}

const web = (one: string, many: string, type: string): ExperienceWords => ({
	one,
	many,
	type,
	platform: 'web',
});

/** By path segment, all eight. */
export const EXPERIENCE_TYPES = {
	banners: web('Banner', 'Banners', 'banner'),
	checklists: web('Checklist', 'Checklists', 'checklist'),
	embeds: web('Embed', 'Embeds', 'embed'),
	'flows-v2': web('FlowV2', 'FlowsV2', 'flow'),
	launchpads: web('Launchpad', 'Launchpads', 'launchpad'),
	mobile: {
		one: 'MobileExperience',
		many: 'MobileExperiences',
		type: 'mobile',
		platform: 'mobile',
	},
	nps: web('NpsSurvey', 'NpsSurveys', 'nps'),
	pins: web('Pin', 'Pins', 'pin'),
} satisfies Record<string, ExperienceWords>;

/** A segment of the path. */
export type ExperienceType = keyof typeof EXPERIENCE_TYPES;
