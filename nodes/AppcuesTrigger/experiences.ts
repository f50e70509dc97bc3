import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { connect } from '../shared/api/client';
import { FLOWS, listExperiences } from '../shared/api/endpoints/experiences';
import { listEntries } from '../shared/checks/lists';
import { InvalidInput } from '../shared/util/invalidInput';
import { ANY_EXPERIENCE_URL, EXPERIENCE_TYPES } from '../shared/fields/experienceTypes';
import { readId } from '../shared/fields/id';
import { decoded, idInStudioUrl } from '../shared/fields/locator';
import { toNodeError } from '../shared/operation/errors';

const EXPERIENCES_LABEL = 'Experience Names or IDs';

const KINDS = [{ ...FLOWS, name: 'Flow' }, ...EXPERIENCE_TYPES].map((kind) => ({
	...kind,
	label: kind.name.replace(' (v2)', ' v2'),
}));

const HOLDS_URL = /https?:\/\//i;

/** What can come after the ID in a URL of Studio. */
const PAGE =
	/^(?:all|analytics|build|create|design|edit|list|new|preview|publish|results|settings|targeting)$/i;

const IS_KIND = new RegExp(`^(?:${ANY_EXPERIENCE_URL})$`, 'i');

/**
 * Lists the account's experiences of every kind. If Appcues refuses some of the lists, the others are returned.
 *
 * @throws the reason if Appcues refuses all of them
 */
export async function loadExperiences(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	try {
		const appcues = await connect(this);
		const lists = await Promise.allSettled(
			KINDS.map(async (kind) =>
				(await listExperiences(appcues, kind)).map(({ id, name }) => ({
					name: `${name?.trim() ? name.trim() : id} (${kind.label})`,
					value: id,
				})),
			),
		);
		const refused = lists.find((list) => list.status === 'rejected');
		if (refused && lists.every(({ status }) => status === 'rejected')) throw refused.reason;
		const options = lists.flatMap((list) => (list.status === 'fulfilled' ? list.value : []));
		const byId = new Map(options.map((option) => [option.value, option]));
		return [...byId.values()].sort((a, b) =>
			a.name.localeCompare(b.name, 'en', { sensitivity: 'base' }),
		);
	} catch (thrown) {
		throw toNodeError(this.getNode(), thrown);
	}
}

/**
 * Returns the experience IDs in a parameter: an array or a comma-separated list of IDs and Studio URLs.
 *
 * @throws {InvalidInput} for an entry that isn't one ID or the URL of an experience
 */
export function readExperienceIds(value: unknown): string[] {
	// A URL's query can look like several entries.
	const refuse = (_kind: unknown, _label: string, entry = '') => {
		if (!HOLDS_URL.test(entry)) throw notOneId(entry);
	};
	return listEntries(value, EXPERIENCES_LABEL, { note: refuse })
		.map((entry) => readId(entry, EXPERIENCES_LABEL))
		.filter((id) => id !== '')
		.map((id) => (HOLDS_URL.test(id) ? idFromUrl(id) : id));
}

function notOneId(entry: string): InvalidInput {
	return new InvalidInput(
		`'${EXPERIENCES_LABEL}' holds "${entry.trim().slice(0, 60)}", which is not one ID`,
		'Separate IDs and URLs with commas or line breaks, without anything around them.',
	);
}

function idFromUrl(url: string): string {
	const isOne = !/\s|.https?:\/\//i.test(url);
	const id = isOne ? (idInStudioUrl(url, ANY_EXPERIENCE_URL) ?? lastPart(url)) : undefined;
	if (id !== undefined && id !== '' && !PAGE.test(id) && !IS_KIND.test(id)) return id;
	throw new InvalidInput(
		`'${EXPERIENCES_LABEL}' holds "${url.slice(0, 60)}", which is not the URL of an experience`,
		'Open the experience in Studio and paste the URL from your browser, or enter its ID.',
	);
}

/** Returns the last part of a path of appcues.com, less the page that is open; undefined for other sites. */
function lastPart(url: string): string | undefined {
	const path = /^\s*https?:\/\/(?:[^/?#]+\.)?appcues\.com(?::\d+)?(\/[^?#]*)/i.exec(url)?.[1] ?? '';
	const parts = path.split('/').filter((part) => part !== '' && !PAGE.test(part));
	const last = parts.at(-1);
	return last === undefined ? undefined : decoded(last);
}
