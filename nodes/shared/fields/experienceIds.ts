import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { listEntries } from '../checks/lists';
import { holdsExpression } from '../operation/expressions';
import type { ItemReader } from '../operation/itemReader';
import { InvalidInput } from '../util/invalidInput';
import { isObject } from '../util/isObject';
import { rejectNote } from './choiceList';
import { EXPERIENCE_TYPES } from './experienceTypes';
import { readId } from './id';
import { decoded } from './locator';

/** Reads a parameter for several experiences of an item. @param name of the parameter @throws as {@link chosenExperiences} */
export const readChosenExperiences = (
	item: ItemReader,
	name: string,
	label: string,
	all: string,
): ReadonlySet<string> => chosenExperiences(item.value(name, []), item.stored(name), label, all);

/**
 * Returns the chosen experiences; none means all of them.
 *
 * @param stored the parameter as it is stored, which can be an expression
 * @param all in messages: `all surveys`
 * @throws {InvalidInput} for an expression that returns nothing, other than `[]`, and as {@link readExperienceIds}
 */
export function chosenExperiences(
	value: unknown,
	stored: unknown,
	label: string,
	all: string,
): ReadonlySet<string> {
	const ids = new Set(readExperienceIds(value ?? '', label));
	const isClear = ids.size > 0 || (Array.isArray(value) && value.length === 0);
	if (isClear || !holdsExpression(stored)) return ids;
	throw new InvalidInput(
		`'${label}' is empty`,
		`Check the expression in '${label}'. For ${all}, it must return [].`,
	);
}

/** Returns the experiences whose events start a workflow; undefined for all. @throws as {@link chosenExperiences} */
export function triggerExperiences(
	{ experienceIds: value }: Record<string, unknown>,
	{ options }: INodeParameters,
): ReadonlySet<string> | undefined {
	const stored: unknown = options;
	const own = isObject(stored) ? stored.experienceIds : stored;
	const ids = chosenExperiences(value, own, EXPERIENCES_LABEL, 'all experiences');
	return ids.size > 0 ? ids : undefined;
}

const EXPERIENCES_LABEL = 'Experience Names or IDs';

/** Which experiences start a workflow. A trigger with it lists `loadExperiences` as `getExperiences`. */
export const experiencesOption: INodeProperties = {
	displayName: EXPERIENCES_LABEL,
	name: 'experienceIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getExperiences' },
	default: [],
	description:
		'Start only for these experiences. Studio URLs work too. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/**
 * Returns the experience IDs in a parameter: an array or a comma-separated list of IDs and Studio URLs.
 *
 * @param label of the parameter
 * @throws {InvalidInput} for an entry that isn't one ID or the URL of an experience, since no event would match it
 */
export function readExperienceIds(value: unknown, label: string): string[] {
	// A URL's query can look like several entries.
	const refuse = (_kind: unknown, _label: string, entry = '') => {
		if (!HOLDS_URL.test(entry)) throw notOneId(entry, label);
	};
	const entries = listEntries(value, label, { note: refuse }).map((entry) => readId(entry, label));
	rejectNote(entries, label);
	return entries
		.filter((entry) => entry !== '')
		.map((entry) =>
			HOLDS_URL.test(entry) ? idFromUrl(entry, label) : checkedExperienceId(entry, label),
		);
}

function checkedExperienceId(id: string, label: string): string {
	if (isOneId(id)) return id;
	throw notOneId(id, label);
}

function notOneId(entry: string, label: string): InvalidInput {
	return new InvalidInput(
		`'${label}' holds "${entry.trim().slice(0, 60)}", which is not one ID`,
		'Separate IDs and URLs with commas or line breaks, without anything around them.',
	);
}

function idFromUrl(url: string, label: string): string {
	const id = idInUrl(url);
	if (id !== undefined) return id;
	throw new InvalidInput(
		`'${label}' holds "${url.slice(0, 60)}", which is not the URL of an experience`,
		'Open the experience in Studio and paste the URL from your browser, or enter its ID.',
	);
}

/** Users also paste URLs without `https://`. */
const HOLDS_URL = /https?:\/\/|^\s*(?:\/\/)?(?:[\w-]+\.)*appcues\.com(?![\w.-])/i;

/** A URL of appcues.com: its host, its path, and the path that some apps put behind `#`. */
const APPCUES_URL =
	/^(?:https?:)?(?:\/\/)?((?:[\w-]+\.)+appcues\.com)(?::\d+)?(\/[^?#]*)?(?:\?[^#]*)?(?:#(\/[^?]*))?/i;

/** Sites of Appcues that show no experiences. */
const OTHER_SITE =
	/^(?:academy|blog|community|dev(?:eloper)?s?|docs|help|info|learn|status|support|university|www)\./i;

/** The part of a path that comes before the ID of an experience. */
const KIND = new RegExp(
	`^(?:${EXPERIENCE_TYPES.map(({ urlPattern }) => urlPattern).join('|')}|(?:experience|journey|survey|workflow)s?)$`,
	'i',
);

/** The part of a path that comes before the ID of something else, or of a part of an experience. */
const OTHER_KIND =
	/^(?:articles?|audiences?|campaigns?|companies|dashboards?|events?|goals?|groups?|jobs|people|segments?|steps?|tactics?|tags?|themes?|users?)$/i;

/** What can stand between the kind and the ID, or come after the ID. */
const PAGE =
	/^(?:all|analytics|build(?:er)?|create|design|details?|draft|edit(?:or)?|history|insights|installed|list|live|new|overview|performance|preview|publish(?:ed)?|reports?|responses|results|settings|targeting|v\d|versions?)$/i;

/** Appcues' IDs are push IDs of Firebase, such as `-NxYz0aBcDeFgHiJkLmN`, and UUIDs. */
const APPCUES_ID = /^(?:-[\w-]{15,24}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i;

/**
 * Returns the ID in a Studio URL: the part of the path after the kind of experience, or the only part that looks like
 * an ID.
 *
 * @returns undefined for a URL of something else, and if it isn't clear which part is the ID
 */
function idInUrl(url: string): string | undefined {
	const [, host = '', path = '', hash = ''] = APPCUES_URL.exec(url.trim()) ?? [];
	if (/\s|.https?:\/\//i.test(url.trim()) || host === '' || OTHER_SITE.test(host)) return undefined;
	const id = idInPath(path) ?? idInPath(hash);
	return id !== undefined && isOneId(id) ? id : undefined;
}

function idInPath(path: string): string | undefined {
	const parts = path
		.split('/')
		.map(decoded)
		.filter((part) => part !== '');
	const kind = parts.findIndex((part) => KIND.test(part));
	const own = upTo(OTHER_KIND, parts.slice(Math.max(kind, 0)));
	const ids = own.filter((part) => APPCUES_ID.test(part));
	if (kind === -1) return ids.length === 1 ? ids[0] : undefined;
	return ids[0] ?? own.find((part) => !KIND.test(part) && !PAGE.test(part));
}

function upTo(end: RegExp, parts: string[]): string[] {
	const index = parts.findIndex((part) => end.test(part));
	return index === -1 ? parts : parts.slice(0, index);
}

/** An ID is opaque, but it has no separators in it. */
const isOneId = (id: string) => !/[\s,/]/.test(id);
