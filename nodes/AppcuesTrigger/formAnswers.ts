import type { GenericValue, IDataObject } from 'n8n-workflow';

import { isObject } from '../shared/api/answers';
import { parseJson } from '../shared/util/parseJson';
import { asText } from './facts';

/** Where the answers of a form may stand. `interaction: { response }` is found as `interactionResponse`. */
export const FORM_ANSWER_KEYS = [
	'response',
	'responses',
	'formResponse',
	'answers',
	'formAnswers',
	'fields',
	'interactionResponse',
	'interactionFields',
	'interactionDataFormResponse',
	'interactionDataResponse',
];

/** How often answers may stand under `response` within each other. */
const DEEPEST = 5;

const QUESTION_KEYS = ['label', 'question', 'name', 'fieldId', 'blockId', 'id'];
const ANSWER_KEYS = ['value', 'answer', 'response'];

/**
 * A form's answers by their questions, from a list of fields (`[{ label, value }]`), an object, either of them written
 * as JSON, or either of them under `response`. A question that is there twice has a list of answers.
 *
 * @returns undefined for what holds no answers
 */
export function formAnswers(value: unknown, depth = 0): IDataObject | undefined {
	const form = typeof value === 'string' ? parseJson(value, 'exact') : value;
	if (Array.isArray(form)) return ofFields(form);
	if (!isObject(form)) return undefined;
	if (form.response !== undefined && depth < DEEPEST) return formAnswers(form.response, depth + 1);
	return Object.keys(form).length > 0 ? (form as IDataObject) : undefined;
}

function ofFields(fields: unknown[]): IDataObject | undefined {
	const answers = new Map<string, GenericValue[]>();
	for (const field of fields.filter(isObject)) {
		const question = first(
			field,
			QUESTION_KEYS.filter((key) => asText(field[key]) !== undefined),
		);
		if (question === undefined) continue;
		const known = answers.get(String(question)) ?? [];
		answers.set(String(question), [...known, (first(field, ANSWER_KEYS) ?? null) as GenericValue]);
	}
	if (answers.size === 0) return undefined;
	return Object.fromEntries(
		[...answers].map(([question, given]) => [question, given.length === 1 ? given[0] : given]),
	) as IDataObject;
}

function first(field: Record<string, unknown>, keys: readonly string[]): unknown {
	const key = keys.find((each) => field[each] !== undefined);
	return key === undefined ? undefined : field[key];
}
