import type { INodeProperties } from 'n8n-workflow';

import { isObject } from '../api/answers';
import type { Condition } from '../api/types';
import { InvalidInput } from '../invalidInput';
import { conditionSign, OPERATORS, takesList } from './conditionOperators';
import type { ItemReader } from './itemReader';
import { asText } from './itemReader';
import { checkNumbers, jsonValue } from './jsonParameter';
import { listOf, single } from './listValue';

const LABEL = 'Conditions';
const JSON_LABEL = 'Conditions (JSON)';

/** Filters as rows of fields or as JSON. All of them must hold. */
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
		description: 'How to give the conditions',
	},
	{
		displayName: LABEL,
		name: 'conditions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Condition',
		default: {},
		displayOptions: { show: { conditionsMode: ['fields'] } },
		description: 'Which rows to take: those that meet every condition. All rows without any.',
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
						description:
							'The field to look at, as Appcues calls it, such as name, user_id or timestamp',
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
						description: 'How the field and the value are compared',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. appcues:flow_completed',
						description:
							'What to compare with. For In and Not In, several separated by commas or line breaks, or an array; for Like, % stands for any text.',
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
			'An array of [field, operator, value]. Operators: ==, !=, in, not in, like, not like, ilike, not ilike. Not documented by Appcues: &lt;, &lt;=, &gt;, &gt;=.',
	},
];

/** @throws {InvalidInput} naming the condition, from 1, and what is missing */
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
	if (field === '') throw new InvalidInput(`${where} has no 'Field'`, "Fill in its 'Field'.");
	const sign = conditionSign(row.operator ?? 'equals');
	if (sign === undefined) {
		throw new InvalidInput(`${where} has no such 'Operator'`, "Choose one in its 'Operator'.");
	}
	const { value } = row;
	return [field, sign, takesList(sign) ? listOf(value, where, item) : single(value, where, sign)];
}

/** See {@link readConditions}. Values stay as they are, whatever their type. */
export function conditionsFromJson(given: unknown): Condition[] {
	const blank =
		given === undefined || given === null || (typeof given === 'string' && given.trim() === '');
	const parsed = blank ? [] : typeof given === 'string' ? jsonValue(given, JSON_LABEL) : given;
	if (!Array.isArray(parsed)) throw shape(`'${JSON_LABEL}' is not a list`);
	return parsed.map((entry: unknown, index) => fromEntry(entry, index + 1));
}

function fromEntry(entry: unknown, number: number): Condition {
	const where = `Condition ${number} in '${JSON_LABEL}'`;
	if (!Array.isArray(entry) || entry.length !== 3) {
		throw shape(`${where} is not a list of field, operator and value`);
	}
	const [field, operator, value]: unknown[] = entry;
	if (typeof field !== 'string' || field.trim() === '') throw shape(`${where} names no field`);
	const sign = conditionSign(operator);
	if (sign === undefined) {
		throw shape(
			`${where} has the operator ${JSON.stringify(operator)}, which Appcues does not know`,
		);
	}
	if (takesList(sign) && !Array.isArray(value)) {
		throw shape(`${where} needs a list of values for "${sign}"`);
	}
	return [field.trim(), sign, value];
}

function shape(message: string): InvalidInput {
	return new InvalidInput(
		message,
		'Each condition is [field, operator, value], such as [["name", "==", "signed_up"]]. Operators: ==, !=, in, not in, like, not like, ilike, not ilike; not documented by Appcues: <, <=, >, >=.',
	);
}
