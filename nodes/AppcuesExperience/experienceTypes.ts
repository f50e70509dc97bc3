import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../shared/util/invalidInput';
import type { ExperienceType } from '../shared/fields/experienceTypes';
import { EXPERIENCE_TYPES } from '../shared/fields/experienceTypes';
import type { ItemReader } from '../shared/operation/itemReader';
import { asText } from '../shared/operation/itemReader';

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
	description: 'The kind of experience',
};

/** @throws {InvalidInput} for an unknown type */
export const readExperienceType = (item: ItemReader): ExperienceType =>
	experienceTypeOf(item.value(EXPERIENCE_TYPE, 'banners'));

/** @throws {InvalidInput} for an unknown type, or an expression that n8n hasn't resolved yet */
export function experienceTypeOf(value: unknown): ExperienceType {
	const wanted = asText(value, LABEL).trim().toLowerCase();
	const type = EXPERIENCE_TYPES.find(({ path }) => path === wanted);
	if (type) return type;
	// In the editor, an expression can arrive unresolved.
	if (wanted.startsWith('=')) {
		throw new InvalidInput(
			`'${LABEL}' is an expression, so there is no list to choose from`,
			"Choose 'By ID' below, or a fixed type while you use the list.",
		);
	}
	throw new InvalidInput(
		`'${LABEL}' is "${wanted}"`,
		`Enter one of these: ${EXPERIENCE_TYPES.map(({ path }) => path).join(', ')}. For classic flows, use the Appcues Flow node.`,
	);
}
