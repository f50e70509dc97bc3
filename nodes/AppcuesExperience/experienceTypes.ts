import type { INodeProperties } from 'n8n-workflow';

import type { ExperienceKind } from '../shared/api/experiences';
import { InvalidInput } from '../shared/invalidInput';
import type { ItemReader } from '../shared/node/itemReader';
import { asText } from '../shared/node/itemReader';

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
		name: 'Flow (v2)',
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

const LABEL = 'Experience Type';

/** The name of the parameter. */
export const EXPERIENCE_TYPE = 'experienceType';

export const experienceTypeField: INodeProperties = {
	displayName: LABEL,
	name: EXPERIENCE_TYPE,
	type: 'options',
	options: EXPERIENCE_TYPES.map(({ name, path, description }) => ({
		name,
		value: path,
		...(description !== undefined && { description }),
	})),
	default: 'banners',
	description: 'What kind of experience it is',
};

/** @throws {InvalidInput} for a type that does not exist */
export const readExperienceType = (item: ItemReader): ExperienceType =>
	experienceTypeOf(item.value(EXPERIENCE_TYPE, 'banners'));

/** @throws {InvalidInput} for a type that does not exist, or cannot be known yet */
export function experienceTypeOf(value: unknown): ExperienceType {
	const wanted = asText(value, LABEL).trim().toLowerCase();
	const type = EXPERIENCE_TYPES.find(({ path }) => path === wanted);
	if (type) return type;
	// While a workflow is edited an expression may come as it is written.
	if (wanted.startsWith('=')) {
		throw new InvalidInput(
			`'${LABEL}' is an expression, so that its list cannot be shown`,
			"Choose 'By ID' below, or a fixed type while you look in the list.",
		);
	}
	throw new InvalidInput(
		`'${LABEL}' is "${wanted}"`,
		`It can be ${EXPERIENCE_TYPES.map(({ path }) => path).join(', ')}. For classic flows there is the Appcues Flow node.`,
	);
}
