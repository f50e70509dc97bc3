import type { INodePropertyOptions } from 'n8n-workflow';

import { FLOWS, listExperiences } from '../api/endpoints/experiences';
import type { Experience } from '../api/endpoints/types';
import { byName, choiceList } from './choiceList';
import { EXPERIENCE_TYPES } from './experienceTypes';

const KINDS = [{ ...FLOWS, name: 'Flow' }, ...EXPERIENCE_TYPES];

/** Lists the account's experiences of every kind, by name. A node lists it as `getExperiences`. */
export const loadExperiences = choiceList(
	KINDS.map((kind) => ({
		what: `${kind.noun}s`,
		load: async (appcues) =>
			(await listExperiences(appcues, kind)).map((each) => experienceChoice(each, kind.name)),
	})),
	byName,
);

/** Returns the choice for an experience: its name, and its kind in parentheses. */
export function experienceChoice({ id, name }: Experience, kind: string): INodePropertyOptions {
	return { name: `${name?.trim() ? name.trim() : id} (${kind})`, value: id };
}
