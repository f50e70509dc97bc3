import type { INodeProperties } from 'n8n-workflow';

import type { EmptyValues, ValueRules } from '../checks/flatten';
import type { ItemReader } from '../operation/itemReader';
import { InvalidInput } from '../util/invalidInput';

/** What to do with values that Appcues ignores or that overwrite others with nothing: entries of Options. */

const LABELS = { empty: 'Empty Values', nested: 'Nested Values' };

export const emptyValuesOption: INodeProperties = {
	displayName: LABELS.empty,
	name: 'emptyValues',
	type: 'options',
	options: [
		{ name: 'Clear', value: 'clear', description: 'Send null, so that the property has no value' },
		{
			name: 'Send',
			value: 'send',
			description: 'Send empty strings and null as they are, without a hint',
		},
		{ name: 'Skip', value: 'skip', description: 'Keep the values that Appcues has' },
	],
	// Its value once it's added. Without the option, the node sends empty values, with a hint.
	default: 'skip',
	description:
		'What to do with empty strings and null, such as empty cells. Without this option, they are sent.',
};

export const nestedOption: INodeProperties = {
	displayName: LABELS.nested,
	name: 'nested',
	type: 'options',
	options: [
		{
			name: 'Drop',
			value: 'drop',
			description: 'Skip objects and arrays',
		},
		{
			name: 'Flatten',
			value: 'flatten',
			description:
				'Send {"plan": {"name": "pro"}} as plan.name, and an array of plain values as a comma-separated string',
		},
	],
	default: 'flatten',
	description:
		'What to do with objects and arrays, which Appcues ignores. Arrays of objects are always skipped.',
};

/** Reads what to do with empty and nested values. @throws {InvalidInput} for an invalid choice */
export function readValueRules(item: ItemReader): ValueRules {
	const { nested = 'flatten', emptyValues } = item.collection('options');
	if (nested !== 'flatten' && nested !== 'drop') {
		throw new InvalidInput(
			`'${LABELS.nested}' has an invalid value`,
			"Choose 'Flatten' or 'Drop'.",
		);
	}
	return { nested, empty: readEmptyValues(emptyValues) };
}

function readEmptyValues(value: unknown): EmptyValues | undefined {
	if (value === undefined || value === 'clear' || value === 'send' || value === 'skip')
		return value;
	throw new InvalidInput(
		`'${LABELS.empty}' has an invalid value`,
		"Choose 'Clear', 'Send' or 'Skip'.",
	);
}
