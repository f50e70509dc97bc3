import type { INodeProperties } from 'n8n-workflow';

import type { Condition } from '../api/endpoints/types';
import { isObject } from '../util/isObject';
import type { Noter } from '../checks/lists';
import { listEntries } from '../checks/lists';
import { isMistake } from '../checks/mistakes';
import type { ItemReader } from '../operation/itemReader';
import { asText } from '../operation/itemReader';
import { InvalidInput } from '../util/invalidInput';
import { conditionSign, OPERATORS, takesList } from './conditionOperators';
import { checkNumbers, jsonValue } from './json';

/** A value to compare with. Appcues' values are flat. */
type Scalar = string | number | boolean | null;

/**
 * Returns the values of a list (see {@link listEntries}). Trims strings and skips blank ones. Values in an array may contain
 * commas and keep their type.
 *
 * @param where the start of the message: `Condition 2 in 'Conditions'`
 * @param noter where to note what may be several values in one
 * @throws {InvalidInput} if there are no values, and for objects and arrays among them
 */
function conditionValues(value: unknown, where: string, noter?: Noter): Scalar[] {
	const values = listEntries(value, where, noter).flatMap((entry) => {
		const known = scalar(entry, where);
		return known === undefined || known === '' ? [] : known;
	});
	if (values.length > 0) return values;
	throw new InvalidInput(
		`${where} has no value`,
		"Enter a comma-separated list or an array in its 'Value'.",
	);
}

/**
 * Returns one value. Only `==` and `!=` can compare with a blank one: for others, the expression is probably wrong.
 *
 * @throws {InvalidInput} for nothing, and for an object or an array
 */
function conditionValue(value: unknown, where: string, sign: string): Scalar {
	const known = scalar(value, where);
	const blank = known === '' || known === null;
	if (known === undefined || (blank && sign !== '==' && sign !== '!=')) {
		throw new InvalidInput(
			`${where} has no 'Value'`,
			"Enter its 'Value', or check its expression.",
		);
	}
	return known;
}

function scalar(value: unknown, where: string): Scalar | undefined {
	if (value === undefined || value === null || typeof value === 'boolean') return value;
	if (typeof value === 'string' && !isMistake(value)) return value.trim();
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	if (typeof value === 'bigint') return String(value);
	if (value instanceof Date) return value.toISOString();
	throw new InvalidInput(
		`${where} contains ${Array.isArray(value) ? 'an array' : `"${String(value)}"`} instead of one value`,
		"Check the expression in its 'Value'. It must return a string, a number, true or false. To compare with this very text, choose 'Using JSON'.",
	);
}

const LABEL = 'Conditions';
const JSON_LABEL = 'Conditions (JSON)';

/** The parameters for conditions, as fields or as JSON. */
export const conditionsFields: INodeProperties[] = [
	{
		displayName: 'Specify Conditions',
		name: 'conditionsMode',
		type: 'options',
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'fields',
		description: 'How to enter the conditions',
	},
	{
		displayName: LABEL,
		name: 'conditions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Condition',
		default: {},
		displayOptions: { show: { conditionsMode: ['fields'] } },
		description:
			'Return only rows that meet every condition. Without conditions, all rows are returned.',
		options: [
			{
				displayName: 'Condition',
				name: 'condition',
				values: [
					{
						displayName: 'Field',
						name: 'field',
						type: 'string',
						default: '',
						placeholder: 'e.g. name',
						description: "Appcues' name of the field, such as name, user_id or timestamp",
					},
					{
						displayName: 'Operator',
						name: 'operator',
						type: 'options',
						options: OPERATORS.map(({ name, value, description }) => ({
							name,
							value,
							...(description !== undefined && { description }),
						})),
						default: 'equals',
						description: 'How to compare the field and the value',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. appcues:flow_completed',
						description:
							'What to compare with. For In and Not In, a comma-separated list or an array. For Like, % matches any characters.',
					},
				],
			},
		],
	},
	{
		displayName: JSON_LABEL,
		name: 'conditionsJson',
		type: 'json',
		default: '[]',
		displayOptions: { show: { conditionsMode: ['json'] } },
		placeholder: 'e.g. [["name", "==", "signed_up"], ["user_id", "in", ["user-1", "user-2"]]]',
		description:
			'An array of [field, operator, value]. Operators: ==, !=, &lt;, &lt;=, &gt;, &gt;=, (not) in, (not) like, (not) ilike.',
	},
];

/** Reads the conditions. @throws {InvalidInput} with the number of the invalid condition, from 1 */
export function readConditions(item: ItemReader): Condition[] {
	const inJson = item.value('conditionsMode', 'fields') === 'json';
	const conditions = inJson
		? conditionsFromJson(item.value('conditionsJson', '[]'))
		: conditionsFromFields(item.value('conditions', {}), item);
	checkNumbers(conditions, inJson ? JSON_LABEL : LABEL, item);
	return conditions;
}

function conditionsFromFields(given: unknown, item: ItemReader): Condition[] {
	const rows: unknown = isObject(given) ? given.condition : undefined;
	if (!Array.isArray(rows)) return [];
	return rows.map((row, index) => fromFields(isObject(row) ? row : {}, index + 1, item));
}

function fromFields(row: Record<string, unknown>, number: number, item: ItemReader): Condition {
	const where = `Condition ${number} in '${LABEL}'`;
	const field = asText(row.field, `Field of condition ${number}`).trim();
	if (field === '') throw new InvalidInput(`${where} has no 'Field'`, "Enter its 'Field'.");
	const sign = conditionSign(row.operator ?? 'equals');
	if (sign === undefined) {
		throw new InvalidInput(`${where} has an invalid 'Operator'`, "Choose one in its 'Operator'.");
	}
	const { value } = row;
	return [
		field,
		sign,
		takesList(sign) ? conditionValues(value, where, item) : conditionValue(value, where, sign),
	];
}

/**
 * Reads conditions as Appcues writes them. Values stay as they are, whatever their type.
 *
 * @param label of the parameter that holds them
 * @throws {InvalidInput} naming the condition, from 1, and what is wrong with it
 */
export function conditionsFromJson(given: unknown, label = JSON_LABEL): Condition[] {
	const blank =
		given === undefined || given === null || (typeof given === 'string' && given.trim() === '');
	const parsed = blank ? [] : typeof given === 'string' ? jsonValue(given, label) : given;
	if (!Array.isArray(parsed)) {
		throw shape(`${label === JSON_LABEL ? '' : 'conditions in '}'${label}' is not an array`);
	}
	return parsed.map((entry: unknown, index) => fromEntry(entry, index + 1, label));
}

function fromEntry(entry: unknown, number: number, label: string): Condition {
	const where = `Condition ${number} in '${label}'`;
	if (!Array.isArray(entry) || entry.length !== 3) {
		throw shape(`${where} is not an array of field, operator and value`);
	}
	const [field, operator, value]: unknown[] = entry;
	if (typeof field !== 'string' || field.trim() === '') throw shape(`${where} has no field`);
	const sign = conditionSign(operator);
	if (sign === undefined) {
		throw shape(`${where} has an unknown operator: ${JSON.stringify(operator)}`);
	}
	if (takesList(sign) && !Array.isArray(value)) {
		throw shape(`${where} needs an array of values for "${sign}"`);
	}
	return [field.trim(), sign, value];
}

function shape(message: string): InvalidInput {
	return new InvalidInput(
		message,
		'Each condition is [field, operator, value], such as [["name", "==", "signed_up"]]. Operators: ==, !=, in, not in, like, not like, ilike, not ilike. Not documented by Appcues: <, <=, >, >=.',
	);
}
