/**
 * Where people open something in Appcues Studio.
 *
 * Appcues' help shows the page of a classic flow ("Managing flows", grade A), and Appcues' instructions for its CLI that
 * of an NPS 2.0 survey (grade B). Nobody documents the pages of segments, Flows 2.0, pins, banners, checklists,
 * launchpads, embeds and mobile experiences, or the Studio of the EU region.
 */
const PAGES = {
	flow: (id: string) => `/flows/${id}/settings`,
	nps: (id: string) => `/nps/${id}/edit`,
};

const STUDIO = 'https://studio.appcues.com';

/** IDs that would lead to another page, or that can't be encoded. */
const NOT_ENCODABLE = /^\.{1,2}$|\p{Surrogate}/u;

/** What has a known page in Studio: a classic flow, or an NPS 2.0 survey. */
export type StudioPage = keyof typeof PAGES;

/** Whether the Studio of an account is known. It isn't with a custom base URL, which can lead to any region. */
export const hasKnownStudio = (region: string): boolean => region === 'us';

/**
 * Returns the URL of something in Studio; undefined if it's unknown.
 *
 * @param isKnown what {@link hasKnownStudio} returned for the account
 */
export function studioUrl(
	isKnown: boolean,
	page: StudioPage | undefined,
	id: string | undefined,
): string | undefined {
	if (!isKnown || !page || !id || NOT_ENCODABLE.test(id)) return undefined;
	return STUDIO + PAGES[page](encodeURIComponent(id));
}

/** Returns a copy with `studioUrl` at the end, if it's known. */
export function withStudioUrl<Thing extends object>(
	thing: Thing,
	url: string | undefined,
): Thing & { studioUrl?: string } {
	return url === undefined ? thing : { ...thing, studioUrl: url };
}
