import type { INodeProperties } from 'n8n-workflow';

import { isObject } from '../util/isObject';
import type { Attributes } from '../api/endpoints/types';
import type { ValueRules } from '../checks/flatten';
import { flatten } from '../checks/flatten';
import { InvalidInput } from '../util/invalidInput';
import { exactNumber, isRounded } from '../util/parseJson';
import type { ItemReader } from '../operation/itemReader';
import { asText } from '../operation/itemReader';
import type { UsedFields } from './inputFields';
import { readInputFields } from './inputFields';
import { jsonObject, jsonValue } from './json';

const LABEL = 'Properties';
const JSON_LABEL = 'Properties (JSON)';

/** The parameters for properties of a user, a group or an event. */
export const attributesFields: INodeProperties[] = [
	{
		displayName: 'Specify Properties',
		name: 'attributesMode',
		type: 'options',
		options: [
			{
				name: 'All Input Fields',
				value: 'allFields',
				description: 'Send all fields of the item, except the one that the ID comes from',
			},
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'fields',
		description: 'How to enter the properties',
	},
	{
		displayName: LABEL,
		name: 'attributes',
		type: 'assignmentCollection',
		default: {},
		displayOptions: { show: { attributesMode: ['fields'] } },
		description:
			'Choose each type: Appcues stores "5" as a string, not a number. Null clears a property.',
	},
	{
		displayName: JSON_LABEL,
		name: 'attributesJson',
		type: 'json',
		default: '{}',
		displayOptions: { show: { attributesMode: ['json'] } },
		placeholder: 'e.g. { "plan": "pro", "seats": 5, "trial_ends": null }',
		description: 'A JSON object of names and values. Null clears a property.',
	},
];

/** Returns the label of the parameter that contains an item's properties, or undefined if all input fields are sent. */
export function attributesLabel(item: ItemReader): string | undefined {
	const mode = readMode(item);
	if (mode === 'allFields') return undefined;
	return mode === 'json' ? JSON_LABEL : LABEL;
}

function readMode(item: ItemReader): 'fields' | 'json' | 'allFields' {
	const mode = item.value('attributesMode', 'fields');
	if (mode === 'fields' || mode === 'json' || mode === 'allFields') return mode;
	throw new InvalidInput(
		"'Specify Properties' has an invalid value",
		"Choose 'Using Fields Below', 'Using JSON' or 'All Input Fields'.",
	);
}

export interface ReadAttributes {
	attributes: Attributes;
	/** Names whose values Appcues would ignore. */
	dropped: string[];
	/** What the user entered, before anything was skipped. */
	given: Record<string, unknown>;
}

/**
 * Reads the properties of an item.
 *
 * @param used which fields of the item aren't properties
 * @throws {InvalidInput} for invalid JSON, and for a value of the wrong type
 */
export function readAttributes(
	item: ItemReader,
	rules: ValueRules,
	used: UsedFields,
): ReadAttributes {
	const { checks } = item;
	const mode = readMode(item);
	if (mode === 'allFields') {
		const { values, without } = readInputFields(item, used);
		const given = Object.entries(values).filter(([name]) => !without.has(name));
		return { ...flatten(values, rules, { checks, without }), given: Object.fromEntries(given) };
	}
	const values =
		mode === 'json'
			? jsonObject(item.value('attributesJson', '{}'), JSON_LABEL)
			: assigned(item.value('attributes', {}), item, rules);
	for (const [name, value] of Object.entries(values)) {
		if (value === undefined) item.note('emptyProperty', name);
	}
	const isTyped = mode === 'json' && item.isFixed('attributesJson');
	const { empty = isTyped ? 'send' : undefined } = rules;
	return { ...flatten(values, { ...rules, empty }, { checks }), given: values };
}

function assigned(
	value: unknown,
	item: ItemReader,
	{ empty }: ValueRules,
): Record<string, unknown> {
	const list: unknown = isObject(value) ? value.assignments : undefined;
	const entries = Array.isArray(list) ? list.filter(isObject) : [];
	return Object.fromEntries(
		entries.map((entry) => {
			const name = asText(entry.name, LABEL).trim();
			if (name === '') {
				throw new InvalidInput(
					`'${LABEL}' contains a value without a name`,
					'Enter a name for it.',
				);
			}
			// An empty cell is of no type.
			const mayBeEmpty = empty === 'skip' || empty === 'clear';
			if (mayBeEmpty && isBlank(entry.value)) return [name, null];
			return [name, typed(name, entry.value, entry.type, item)];
		}),
	);
}

const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';

/**
 * Converts a value to the type that the user chose. n8n stores typed values as strings; an expression can return anything.
 * Dates and nested values stay unchanged, for flattening.
 */
function typed(name: string, value: unknown, type: unknown, item: ItemReader): unknown {
	if (value === null || value === undefined || typeof value === 'object') return value;
	if (typeof value !== 'string') return typedScalar(name, value, type, item);
	const text = value.trim();
	if (type === 'number') {
		const number = text === '' ? Number.NaN : Number(text);
		if (Number.isFinite(number)) return exactNumber(text, 'mayBeRounded');
		throw wrongType(name, value, 'a number');
	}
	if (type === 'boolean') {
		if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
		throw wrongType(name, value, 'true or false');
	}
	return type === 'object' || type === 'array' ? jsonValue(value, `${LABEL}: ${name}`) : value;
}

function typedScalar(name: string, value: unknown, type: unknown, item: ItemReader): unknown {
	if (type === 'string') {
		// A rounded number looks exact as a string.
		if (isRounded(value)) item.note('roundedNumber', name, String(value));
		return String(value);
	}
	if (type === 'number' && typeof value === 'bigint') return exactNumber(String(value), 'exact');
	if ((type === 'number' || type === 'boolean') && typeof value !== type) {
		throw wrongType(name, String(value), type === 'number' ? 'a number' : 'true or false');
	}
	return value;
}

function wrongType(name: string, value: string, wanted: string): InvalidInput {
	return new InvalidInput(
		`The property '${name}' is "${value.slice(0, 60)}", which is not ${wanted}`,
		isBlank(value)
			? "To skip or clear empty values, add 'Empty Values' in 'Options'."
			: `Correct it in '${LABEL}', or choose another type there.`,
	);
}
