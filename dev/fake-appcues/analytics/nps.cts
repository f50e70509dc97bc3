import type { FakeEvent } from '../model/event.cjs';

/** What an event says about an NPS survey. */
export interface NpsFact {
	userId: string;
	at: number;
	started: boolean;
	score: number | undefined;
	hasFeedback: boolean;
}

/** Returns what an event says about a survey (classic or 2.0), or undefined for any other event. */
export function npsFact({ name, userId, at, attributes }: FakeEvent): NpsFact | undefined {
	const bare = name.replace(/^appcues:/, '');
	const answers = surveyResponses(attributes);
	const isStart = attributes.experienceType === 'nps' && bare === 'v2:experience_started';
	if (!bare.startsWith('nps_') && answers.length === 0 && !isStart) return undefined;
	const scored = ['nps_score', 'nps_score_and_feedback'].includes(bare);
	const fedBack = ['nps_feedback', 'nps_score_and_feedback'].includes(bare);
	return {
		...{ userId, at },
		started: isStart || bare === 'nps_survey_started',
		score: numberOf(
			scored ? attributes.score : answers.find(({ type }) => type === 'nps_score')?.value,
		),
		hasFeedback:
			(fedBack && Boolean(attributes.feedback)) || answers.some(({ type }) => type !== 'nps_score'),
	};
}

/** Returns the values of all NPS metrics. Only each user's last score counts. */
export function npsValues(facts: readonly NpsFact[]): Record<string, number> {
	const scores = facts.filter(({ score }) => score !== undefined);
	const latest = new Map<string, number>();
	for (const { userId, score = 0 } of [...scores].sort((a, b) => a.at - b.at)) {
		latest.set(userId, score);
	}
	const respondents = [...latest.values()];
	const count = (from: number, to: number) =>
		respondents.filter((score) => score >= from && score <= to).length;
	const [promoters, neutrals, detractors] = [count(9, 10), count(7, 8), count(0, 6)];
	const share = respondents.length === 0 ? 0 : (promoters - detractors) / respondents.length;
	return {
		nps_computed_score: Math.round(share * 1000) / 10,
		nps_promoters: promoters,
		nps_neutrals: neutrals,
		nps_detractors: detractors,
		nps_survey_started: facts.filter(({ started }) => started).length,
		nps_scores_submitted: scores.length,
		nps_feedbacks_submitted: facts.filter(({ hasFeedback }) => hasFeedback).length,
	};
}

function surveyResponses(attributes: FakeEvent['attributes']): Array<Record<string, unknown>> {
	const { interactionData } = attributes;
	if (typeof interactionData !== 'object' || interactionData === null) return [];
	if (!('surveyResponses' in interactionData)) return [];
	const { surveyResponses: responses } = interactionData;
	if (!Array.isArray(responses)) return [];
	return responses.filter((one): one is Record<string, unknown> => typeof one === 'object');
}

function numberOf(value: unknown): number | undefined {
	const number = typeof value === 'string' ? Number(value) : value;
	return typeof number === 'number' && number >= 0 && number <= 10 ? number : undefined;
}
