import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
	INodePropertyMode,
} from 'n8n-workflow';

import { isObject } from '../util/isObject';
import type { AppcuesClient } from '../api/client';
import { connect } from '../api/client';
import { checkedId } from '../api/path';
import { withArticle } from '../util/text';
import { InvalidInput } from '../util/invalidInput';
import { readId } from './id';
import type { ItemReader } from '../operation/itemReader';
import { toNodeError } from '../operation/errors';

/** An object in Appcues that users choose from a list, by its ID, or by its URL in Studio. */
export interface Locator {
	/** The parameter's name: `segmentId`. */
	name: string;
	/** `Segment` */
	label: string;
	/** The part of a URL before the ID: `segments`. Without it, the object has no URL in Studio. */
	urlPart?: string;
	/** A regular expression for this part, without capturing groups. */
	urlPattern?: string;
	/** In messages: `segment`. The label in lowercase by default. */
	noun?: string;
	/** The method in `methods.listSearch`. */
	searchMethod: string;
	/** `e.g. 5f0c1d9e-…` */
	idPlaceholder: string;
}

/**
 * Returns a regular expression for URLs of appcues.com that captures the ID. n8n matches it against the whole URL, so it
 * includes what may follow the ID.
 */
const urlRegex = (urlPattern: string) =>
	`\\s*https?://(?:[^/?#]+\\.)?appcues\\.com(?::\\d+)?(?:[/?#].*?)??/(?:${urlPattern})/([^/?#\\s]+).*`;

const nounOf = ({ label, noun = label.toLowerCase() }: Locator) => noun;

/** Returns the resource locator of an object: From List (searchable), By ID and By URL. */
export function locatorField(locator: Locator): INodeProperties {
	const { name, label, urlPart, searchMethod, idPlaceholder } = locator;
	const noun = nounOf(locator);
	return {
		displayName: label,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description:
			urlPart === undefined
				? `Choose from the list, or enter the ID of the ${noun}`
				: `Choose from the list, enter the ID, or paste the URL of the ${noun} in Studio`,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select ${withArticle(noun)}…`,
				typeOptions: { searchListMethod: searchMethod, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: idPlaceholder },
			...(urlPart === undefined ? [] : [urlMode(locator, urlPart)]),
		],
	};
}

function urlMode(locator: Locator, urlPart: string): INodePropertyMode {
	const regex = urlRegex(locator.urlPattern ?? urlPart);
	const named = { displayName: 'By URL', name: 'url' };
	return {
		...named,
		type: 'string',
		placeholder: `e.g. https://studio.appcues.com/${urlPart}/${locator.idPlaceholder.replace('e.g. ', '')}`,
		extractValue: { type: 'regex', regex },
		validation: [
			{
				type: 'regex',
				properties: {
					regex,
					errorMessage: `Not the URL of ${withArticle(nounOf(locator))} in Appcues`,
				},
			},
		],
	};
}

/**
 * Returns the ID that a locator contains, trimmed. A plain string (of an AI agent or an expression) is an ID.
 *
 * @throws {InvalidInput} if it's empty, not a URL of such an object, or can't be an ID
 */
export function locatedId(item: ItemReader, locator: Locator): string {
	const value = item.value(locator.name);
	const { mode, value: located } = isObject(value) ? value : { mode: 'id', value };
	if (last?.locator === locator && last.mode === mode && last.located === located) return last.id;
	const id = checkedLocated(mode, located, locator);
	if (typeof located === 'string') last = { locator, mode, located, id };
	return id;
}

/** The last ID that was read. Items nearly always have the same. */
let last: { locator: Locator; mode: unknown; located: string; id: string } | undefined;

function checkedLocated(mode: unknown, located: unknown, locator: Locator): string {
	const { label } = locator;
	const text = readId(located, label);
	if (text === '') {
		throw new InvalidInput(
			`'${label}' is empty`,
			`Choose one in '${label}', or check its expression.`,
		);
	}
	return checkedId(mode === 'url' ? idFromUrl(text, locator) : text, `'${label}'`);
}

function idFromUrl(url: string, locator: Locator): string {
	const { label, urlPart = '' } = locator;
	const id = idInStudioUrl(url, locator.urlPattern ?? urlPart);
	if (id === undefined) {
		throw new InvalidInput(
			`'${label}' is not the URL of ${withArticle(nounOf(locator))} in Appcues`,
			`Paste an appcues.com URL that contains /${urlPart}/ and the ID, or choose 'By ID'.`,
		);
	}
	return id;
}

/**
 * Returns the ID in a URL of appcues.com: the part after the pattern.
 *
 * @param urlPattern a regular expression without capturing groups
 * @returns undefined for any other URL
 */
export function idInStudioUrl(url: string, urlPattern: string): string | undefined {
	const encoded = new RegExp(`^${urlRegex(urlPattern)}$`, 'i').exec(url)?.[1];
	return encoded === undefined ? undefined : decoded(encoded);
}

/** Decodes a percent-encoded part of a URL. Returns it unchanged if it's invalid. */
export function decoded(encoded: string): string {
	try {
		return decodeURIComponent(encoded).trim();
	} catch {
		return encoded;
	}
}

/**
 * Creates a list search method. It filters by name, ignoring case, and sorts by name. A failure is shown as an error,
 * never as an empty list.
 *
 * @param list returns all choices, which can depend on the node's other parameters
 */
export function listSearch(
	list: (
		appcues: AppcuesClient,
		node: Pick<ILoadOptionsFunctions, 'getCurrentNodeParameter'>,
	) => Promise<Array<{ id: string; name?: string | null }>>,
) {
	return async function search(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		try {
			const wanted = filter?.trim().toLowerCase() ?? '';
			const all = await list(await connect(this), this);
			const results = all
				.map(({ id, name }) => ({ name: name?.trim() ? name : id, value: id }))
				.filter(
					({ name, value }) => name.toLowerCase().includes(wanted) || value === filter?.trim(),
				)
				.sort((a, b) => a.name.localeCompare(b.name, 'en', { sensitivity: 'base' }));
			return { results };
		} catch (thrown) {
			throw toNodeError(this.getNode(), thrown);
		}
	};
}
