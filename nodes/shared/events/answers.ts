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
 * known: every string that isn't a score counts as feedback. It is complete if the responses hold nothing else.
 */
function surveyAnswer(responses: readonly SurveyResponse[]): NpsAnswer & { isComplete: boolean } {
	const scored = findScore(responses);
	const texts = responses.flatMap((response) => {
		if (response === scored || typeof response.value !== 'string' || isScore(response)) return [];
		return nonBlankText(response.value) ?? [];
	});
	return {
		score: scored && readScore(scored.value),
		feedback: texts.length > 0 ? texts.join('\n') : undefined,
		isComplete: responses.length > 0 && texts.length + (scored ? 1 : 0) === responses.length,
	};
}

/**
 * Returns the entry with the NPS score. The survey can ask for ratings of other things, so the entry whose type fits best
 * decides, even if it has no score.
 */
function findScore(responses: readonly SurveyResponse[]): SurveyResponse | undefined {
	for (const fits of [isNpsScore, isNpsScoreLike, isScoreType]) {
		const fitting = responses.filter(({ type }) => fits(type));
		const scored = fitting.find(({ value }) => hasScore(value));
		if (scored || (fitting.length > 0 && fits !== isScoreType)) return scored;
	}
	return responses.find(({ type, value }) => !isFeedbackType(type) && typeof value === 'number');
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
	const isDeep = depth === MAX_DEPTH;
	const inner = isDeep ? undefined : readFormAnswers(form.response, depth + 1);
	if (inner) return inner;
	// Otherwise, `response` is a question, unless it is the place for answers and has none.
	const answers = Object.entries(form).filter(
		([question, answer]) =>
			answer !== undefined && (isDeep || question !== 'response' || !hasNoEntries(answer)),
	);
	return answers.length > 0 ? (Object.fromEntries(answers) as IDataObject) : undefined;
}

function hasNoEntries(value: unknown): boolean {
	const read = fromJson(value);
	return typeof read === 'object' && (read === null || Object.keys(read).length === 0);
}

/** A field without a name gets one by its place: `Field 1`. */
function answersOf(fields: unknown[]): IDataObject | undefined {
	if (!fields.some(isObject)) return undefined;
	const answers = new Map<string, GenericValue[]>();
	for (const [index, each] of fields.entries()) {
		const field = isObject(each) ? each : { value: each };
		const key = QUESTION_KEYS.find((name) => nonBlankText(field[name]) !== undefined);
		if (key === undefined && isBlank(answerOf(field))) continue;
		const question = key === undefined ? `Field ${index + 1}` : String(field[key]);
		answers.set(question, [...(answers.get(question) ?? []), answerOf(field)]);
	}
	if (answers.size === 0) return undefined;
	return Object.fromEntries(
		[...answers].map(([question, given]) => [question, given.length === 1 ? given[0] : given]),
	) as IDataObject;
}

const isBlank = (answer: GenericValue) => answer === undefined || answer === null || answer === '';

/** Appcues joins the choices of a multiple choice by line breaks; here they become an array. */
function answerOf(field: Record<string, unknown>): GenericValue {
	const key = ANSWER_KEYS.find((each) => field[each] !== undefined);
	const value = (key === undefined ? null : field[key]) as GenericValue;
	if (!isMultipleChoice(field)) return value;
	if (value === null) return [];
	// A single checkbox, such as a consent, is on or off.
	if (typeof value === 'object' || /^(?:true|false)$/i.test(String(value))) return value;
	return String(value)
		.split(/\r?\n/)
		.filter((choice) => choice.trim() !== '');
}

/** A v2 form gives only a multiple choice a `position`; a classic form says it in the field's type. */
function isMultipleChoice({ position, fieldType }: Record<string, unknown>): boolean {
	if (position !== undefined && position !== null) return true;
	return typeof fieldType === 'string' && MULTIPLE_CHOICE.test(fieldType);
}

/** Not `multiline` or `multi_line_text`, nor `multiple lines`. */
const MULTIPLE_CHOICE = /multi[\s_-]*(?:ple(?![\s_-]*line)|select|choice)|checkbox/i;

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

const isNpsScore = (type: string) => type === 'nps_score';

const isNpsScoreLike = (type: string) =>
	/nps/.test(type) && /score/.test(type) && isScoreType(type);

const isScoreType = (type: string) => /score|rating|^nps$/.test(type) && !isFeedbackType(type);

const isFeedbackType = (type: string) => /feedback|comment|text|reason|why/.test(type);

/** Whether an entry is a score and not feedback, even if its score can't be read. */
const isScore = ({ type, value }: SurveyResponse) =>
	/^(?:nps[\s_-]*)?(?:score|rating)$|^nps$/.test(type) || (isScoreType(type) && hasScore(value));

const hasScore = (value: unknown) => readScore(value) !== undefined;
