import type { IDataObject } from 'n8n-workflow';

import { rejectNote } from '../../shared/fields/choiceList';
import { readId } from '../../shared/fields/id';
import { InvalidInput } from '../../shared/util/invalidInput';
import { numberIn, orNull, pointsChange, textOf } from './figures';
import { CLASSIC, nameOf, SURVEYS } from './names';
import { lastDays } from './periods';
import type { Report } from './report';

export const SURVEY = 'Survey Name or ID';

/** Every NPS value covers this many days up to its day. */
const DAYS = 30;

const SCORE = 'nps_computed_score';
const GROUPS = ['nps_promoters', 'nps_neutrals', 'nps_detractors'];

export const npsScore: Report = {
	value: 'npsScore',
	name: 'NPS Score',
	description: "A survey's score over the last 30 days, and how it changed since 30 days ago",
	read: (item) => {
		const surveyId = readId(item.value('surveyId', ''), SURVEY);
		if (surveyId === '') {
			throw new InvalidInput(
				`'${SURVEY}' is empty`,
				`Choose a survey in '${SURVEY}', or check its expression.`,
			);
		}
		rejectNote([surveyId], SURVEY);
		const period = lastDays(DAYS, item.now, item.timeZone);
		return async ({ query, names, hints }) => {
			const rows = await query(
				{
					metrics: [SCORE, ...GROUPS],
					dimensions: ['day'],
					conditions: [['flow_id', '==', surveyId]],
				},
				period,
			);
			const score = scoreIn(rows);
			if (score.respondents === 0) {
				hints.add(
					`Nobody answered the survey "${surveyId}" in the last 30 days, so it has no score. Check '${SURVEY}'.`,
				);
			}
			const listed = await names.find([surveyId], [SURVEYS, CLASSIC]);
			return [{ surveyId, surveyName: nameOf(listed, surveyId), ...score }];
		};
	},
};

/** Reads the score from rows by day: the last day is the score now, and the first day the one before. */
export function scoreIn(rows: readonly IDataObject[]) {
	const days = [...rows].sort((a, b) => (textOf(a.day) < textOf(b.day) ? -1 : 1));
	const undated = days.find((row) => textOf(row.day) === '');
	if (undated) {
		throw new InvalidInput(
			'Appcues returned a row without a day',
			`The row is ${JSON.stringify(undated).slice(0, 200)}. Try 'Run Query' with the dimension day.`,
		);
	}
	const now = figuresOn(days.at(-1));
	// One day has nothing to be compared with.
	const before = figuresOn(days.length > 1 ? days.at(0) : undefined);
	return {
		...now,
		previousScore: before.score,
		change: pointsChange(now.score, before.score),
		day: orNull(textOf(days.at(-1)?.day)),
	};
}

function figuresOn(row: IDataObject | undefined) {
	const [promoters = 0, neutrals = 0, detractors = 0] = row
		? GROUPS.map((metric) => numberIn(row, metric))
		: [];
	const respondents = promoters + neutrals + detractors;
	return {
		// Without respondents, Appcues' score is a zero that means nothing.
		score: row && respondents > 0 ? numberIn(row, SCORE) : null,
		promoters,
		neutrals,
		detractors,
		respondents,
	};
}
