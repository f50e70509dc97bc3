import type { INodeProperties } from 'n8n-workflow';

import { listExperiences } from '../shared/api/endpoints/experiences';
import type { ExperienceId } from '../shared/api/endpoints/types';
import type { ExperienceType } from '../shared/fields/experienceTypes';
import { ANY_EXPERIENCE_URL, experienceUrl } from '../shared/fields/experienceTypes';
import type { ItemReader } from '../shared/operation/itemReader';
import type { Locator } from '../shared/fields/locator';
import { listSearch, locatedId, locatorField } from '../shared/fields/locator';
import {
	EXPERIENCE_TYPE,
	experienceTypeField,
	experienceTypeOf,
	readExperienceType,
} from './experienceTypes';

const locator: Locator = {
	name: 'experienceId',
	label: 'Experience',
	urlPart: 'banners',
	urlPattern: ANY_EXPERIENCE_URL,
	searchMethod: 'searchExperiences',
	idPlaceholder: 'e.g. 4b1e8a70-92c6-4d0f-a6f3-7c5d2e9b1034',
};

/** The editor accepts a URL of any type. The type of each item is checked when the node reads it. */
const locatorOf = ({ path, noun, urlPattern }: ExperienceType): Locator => ({
	...locator,
	urlPart: path,
	urlPattern: experienceUrl(urlPattern),
	noun,
});

/** The type and the experience, whose list depends on the type. */
export const experienceFields: INodeProperties[] = [
	experienceTypeField,
	{ ...locatorField(locator), typeOptions: { loadOptionsDependsOn: [EXPERIENCE_TYPE] } },
];

/** An experience that an item names. */
export interface NamedExperience {
	type: ExperienceType;
	id: ExperienceId;
}

/** @throws {InvalidInput} for an unknown type, an invalid ID, or the URL of another type */
export function readExperience(item: ItemReader): NamedExperience {
	const type = readExperienceType(item);
	return { type, id: locatedId(item, locatorOf(type)) };
}

/** Returns a key for each experience: items with the same key run in order. */
export const experienceKey = ({ type, id }: NamedExperience) => `${type.path}/${id}`;

export const searchExperiences = listSearch(async (appcues, node) => {
	const type: unknown = node.getCurrentNodeParameter(EXPERIENCE_TYPE);
	return await listExperiences(appcues, experienceTypeOf(type));
});
