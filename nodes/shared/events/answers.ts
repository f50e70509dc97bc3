import type { GenericValue, IDataObject } from 'n8n-workflow';

import { isObject } from '../util/isObject';
import type { AttributeLookup } from './attributes';
import { fromJson } from './attributes';
import { nonBlankText } from './event';

/**
 * Where the answers of a form are. `interaction: { response }` (classic) is found as `interactionResponse`,
 * `interactionData: { formResponse }` (v2) as `interactionDataFormResponse`.
 */
export const INTERACTION_FORM_KEYS = [
	'interactionResponse',
	'interactionDataFormResponse',
	'interactionDataResponse',
	'formResponse',
];

/** Where else an event that is known to be a submission may have them. */
export const FORM_ANSWER_KEYS = [
	...INTERACTION_FORM_KEYS,
	'formAnswers',
	'response',
	'responses',
	'answers',
	'interactionFields',
	'fields',
];

/** Where the answers to an NPS 2.0 survey are. */
const SURVEY_ANSWER_KEYS = ['interactionDataSurveyResponses', 'surveyResponses'];

/** How many `response` keys may be inside each other. */
const MAX_DEPTH = 5;

const QUESTION_KEYS = ['label', 'question', 'name', 'fieldId', 'blockId', 'id'];
const ANSWER_KEYS = ['value', 'answer', 'response'];

/** What a user answered in an NPS survey. */
interface NpsAnswer {
	score: number | undefined;
	feedback: string | undefined;
}

/** One entry of `surveyResponses`. */
interface SurveyResponse {
	/** In small letters; only `nps_score` is known. */
	type: string;
	value: unknown;
}

/** Returns a score as a number. Numeric strings are converted; undefined for anything else. */
export function readScore(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || !/^\s*-?\d{1,9}(?:\.\d{1,9})?\s*$/.test(value)) return undefined;
	return Number(value);
}

/** Returns the entries of `surveyResponses`; none if the event answers no survey. */
export function surveyResponses(attributes: AttributeLookup): SurveyResponse[] {
	return attributes.find(SURVEY_ANSWER_KEYS, readResponses) ?? [];
}

/** Returns the answer that an event about an NPS survey holds, classic or NPS 2.0. */
export function npsAnswer(attributes: AttributeLookup): NpsAnswer {
	return readAnswer(attributes, 'find');
}

/** Does the same as {@link npsAnswer}, and leaves the answer out of the rest of the attributes. */
export function takeNpsAnswer(attributes: AttributeLookup): NpsAnswer {
	return readAnswer(attributes, 'take');
}

function readAnswer(attributes: AttributeLookup, read: 'find' | 'take'): NpsAnswer {
	const { score, feedback, isComplete } = surveyAnswer(surveyResponses(attributes));
	if (isComplete) attributes[read](SURVEY_ANSWER_KEYS, readResponses);
	return {
		score: attributes[read](['npsScore', 'score'], readScore) ?? score,
		feedback: attributes[read](['npsFeedback', 'feedback'], nonBlankText) ?? feedback,
	};
}

/**
 * Returns the score and the feedback of an NPS 2.0 answer. The type name of the entry that holds the feedback isn't
 * known: every string that isn't the score counts as feedback. It is complete if the responses hold nothing else.
 */
function surveyAnswer(responses: readonly SurveyResponse[]): NpsAnswer & { isComplete: boolean } {
	const typed = responses.find(({ type, value }) => isScoreType(type) && hasScore(value));
	const scored =
		typed ??
		responses.find(({ type, value }) => !isFeedbackType(type) && typeof value === 'number');
	const texts = responses.flatMap((response) => {
		if (response === scored || isScoreType(response.type)) return [];
		return typeof response.value === 'string' ? (nonBlankText(response.value) ?? []) : [];
	});
	return {
		score: scored && readScore(scored.value),
		feedback: texts.length > 0 ? texts.join('\n') : undefined,
		isComplete: responses.length > 0 && texts.length + (scored ? 1 : 0) === responses.length,
	};
}

/**
 * Returns a form's answers by their questions. It reads a list of fields (`[{ label, value }]`), an object, either of
 * them as JSON text, or either of them inside `response`. A question that occurs twice has an array of answers.
 *
 * @returns undefined for a value without answers
 */
export function readFormAnswers(value: unknown, depth = 0): IDataObject | undefined {
	const form = fromJson(value);
	if (Array.isArray(form)) return answersOf(form);
	if (!isObject(form)) return undefined;
	if (form.response !== undefined && depth < MAX_DEPTH) {
		return readFormAnswers(form.response, depth + 1);
	}
	return Object.keys(form).length > 0 ? (form as IDataObject) : undefined;
}

function answersOf(fields: unknown[]): IDataObject | undefined {
	const answers = new Map<string, GenericValue[]>();
	for (const field of fields.filter(isObject)) {
		const key = QUESTION_KEYS.find((each) => nonBlankText(field[each]) !== undefined);
		if (key === undefined) continue;
		const question = String(field[key]);
		answers.set(question, [...(answers.get(question) ?? []), answerOf(field)]);
	}
	if (answers.size === 0) return undefined;
	return Object.fromEntries(
		[...answers].map(([question, given]) => [question, given.length === 1 ? given[0] : given]),
	) as IDataObject;
}

/** Appcues joins the choices of a multiple choice by line breaks; here they become an array. */
function answerOf(field: Record<string, unknown>): GenericValue {
	const key = ANSWER_KEYS.find((each) => field[each] !== undefined);
	const value = (key === undefined ? null : field[key]) as GenericValue;
	if (!isMultipleChoice(field) || Array.isArray(value)) return value;
	if (value === null || typeof value === 'object') return value === null ? [] : value;
	return String(value)
		.split(/\r?\n/)
		.filter((choice) => choice.trim() !== '');
}

/** A v2 form gives only a multiple choice a `position`; a classic form says it in the field's type. */
function isMultipleChoice({ position, fieldType }: Record<string, unknown>): boolean {
	if (position !== undefined && position !== null) return true;
	return typeof fieldType === 'string' && /multi|checkbox/i.test(fieldType);
}

function readResponses(value: unknown): SurveyResponse[] | undefined {
	const given = fromJson(value);
	if (Array.isArray(given)) return given.filter(isObject).map(toResponse);
	if (!isObject(given)) return undefined;
	if ('value' in given) return [toResponse(given)];
	return Object.entries(given).map(([type, each]) => toResponse({ type, value: each }));
}

function toResponse(response: Record<string, unknown>): SurveyResponse {
	const key = ANSWER_KEYS.find((each) => response[each] !== undefined);
	return {
		type: nonBlankText(response.type)?.toLowerCase() ?? '',
		value: key === undefined ? undefined : response[key],
	};
}

const isScoreType = (type: string) => /score|rating|^nps$/.test(type) && !isFeedbackType(type);

const isFeedbackType = (type: string) => /feedback|comment|text/.test(type);

const hasScore = (value: unknown) => readScore(value) !== undefined;
