import { isObject } from '../../../nodes/shared/util/isObject';
import { type Assumption, NotChecked, verdict } from '../assumption.cjs';
import { checkFields } from '../fields.cjs';
import { answerEvents, itemsOf } from '../observations/surveyAnswers.cjs';

const FILE = 'nodes/shared/events/answers.ts';

const isNumeric = (value: unknown) =>
	typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value));

/** Returns the distinct values as text. */
const distinct = (values: unknown[]) => [...new Set(values.map(String))].sort().join(', ');

/** How events contain the answers to surveys and forms. Checked in an export of 90 days. */
export const surveyAnswers: Assumption[] = [
	{
		id: 'classic-nps-score',
		title: 'The score of a classic NPS survey',
		expected: 'attributes.score of nps_score: a number',
		grade: 'A',
		file: FILE,
		check: async (context) => {
			const events = await answerEvents(context, 'nps_score');
			return checkFields(
				events.map(({ attributes }) => ({ score: attributes.score })),
				{ score: 'number' },
			);
		},
	},
	{
		id: 'nps-2-score',
		title: 'The score of an NPS 2.0 survey',
		expected:
			'an item {type: nps_score, value: a number or digits} in interactionData.surveyResponses',
		grade: 'B',
		file: FILE,
		check: async (context) => {
			const items = await itemsOf(context, 'surveyResponses');
			const scores = items.filter(({ type }) => type === 'nps_score');
			const seen = `types ${distinct(items.map(({ type }) => type))}`;
			return verdict(scores.length > 0 && scores.every(({ value }) => isNumeric(value)), seen);
		},
	},
	{
		id: 'nps-2-feedback',
		title: 'The comment of an NPS 2.0 survey',
		expected: 'an item of another type with a string as its value',
		grade: '?',
		copes: 'any string beside the score counts as the comment, whatever its type is called',
		file: FILE,
		check: async (context) => {
			const items = await itemsOf(context, 'surveyResponses');
			const others = items.filter(({ type, value }) => type !== 'nps_score' && value != null);
			if (others.length === 0) throw new NotChecked('nobody left a comment in 90 days');
			const seen = `types ${distinct(others.map(({ type }) => type))}`;
			return verdict(
				others.every(({ value }) => typeof value === 'string'),
				seen,
			);
		},
	},
	{
		id: 'nps-2-experience-type',
		title: 'The type of experience of an NPS 2.0 answer',
		expected: 'experienceType nps, in any case',
		grade: 'B',
		file: FILE,
		check: async (context) => {
			const events = await answerEvents(context, 'v2:step_interaction');
			const answers = events.filter(({ attributes: { interactionData: data } }) =>
				JSON.stringify(data ?? '').includes('nps_score'),
			);
			if (answers.length === 0) throw new NotChecked('there was no NPS 2.0 answer in 90 days');
			const types = answers.map(({ attributes }) => attributes.experienceType);
			return verdict(
				types.every((type) => /^nps$/i.test(String(type))),
				distinct(types),
			);
		},
	},
	{
		id: 'form-answers',
		title: 'The answers of a classic form',
		expected: 'interaction.response, an array of {fieldId, fieldType, label, value}',
		grade: 'A',
		file: FILE,
		check: async (context) => {
			const events = await answerEvents(context, 'form_submitted');
			const answers = events.map(({ attributes: { interaction } }) =>
				isObject(interaction) ? interaction.response : undefined,
			);
			if (!answers.every(Array.isArray)) return verdict(false, 'no such array');
			return checkFields(answers.flat().filter(isObject), {
				fieldId: 'string',
				fieldType: 'string',
				label: 'string',
			});
		},
	},
	{
		id: 'v2-form-answers',
		title: 'The answers of a form in a Flow 2.0',
		expected: 'interactionData.formResponse, an array of {fieldId, fieldType, label, value}',
		grade: 'B',
		file: FILE,
		check: async (context) =>
			checkFields(await itemsOf(context, 'formResponse'), {
				fieldId: 'string',
				fieldType: 'string',
				label: 'string',
			}),
	},
];
