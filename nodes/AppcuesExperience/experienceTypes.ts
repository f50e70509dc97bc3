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
