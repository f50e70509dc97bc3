import type { FakeAccount, FakeEvent } from '../../dev/fake-appcues/index.cjs';
import {
	CLASSIC_NPS,
	NPS_2,
	WELCOME,
	formAnswers,
} from '../../dev/fake-appcues/model/demoContent.cjs';
import { demoHistory } from '../../dev/fake-appcues/model/demoHistory.cjs';
import {
	classicForm,
	experienceStep,
	stepAttributes,
	surveyAnswer,
} from '../../dev/fake-appcues/model/sdkEvents.cjs';

/** An answer to a survey, as the fake's state shows it to somebody who counts by hand. */
export interface ExpectedAnswer {
	respondedAt: string;
	userId: string;
	surveyId: unknown;
	score: number | null;
	group: string | null;
	feedback: unknown;
	updated: boolean;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * Computes the answers in an account from its events, without any code of the nodes: for each comment, it looks for the
 * score that it belongs to, and the other way around.
 */
export function expectedAnswers(
	{ events }: FakeAccount,
	from: number,
	to: number,
): ExpectedAnswer[] {
	const scores = events.flatMap((event) => {
		const score = scoreOf(event);
		return score === undefined ? [] : [{ event, score }];
	});
	const comments = events.filter(
		({ name, attributes }) => name === 'appcues:nps_feedback' && Boolean(attributes.feedback),
	);
	const isSame = (a: FakeEvent, b: FakeEvent) =>
		a.userId === b.userId && surveyOf(a) === surveyOf(b);
	const before = (event: FakeEvent) =>
		scores
			.filter((one) => one.event !== event && isSame(one.event, event) && one.event.at <= event.at)
			.filter((one) => event.at - one.event.at <= DAY)
			.sort((a, b) => a.event.at - b.event.at)
			.at(-1)?.event;
	const scored = scores.map(({ event, score }) => ({
		event,
		score,
		feedback:
			ownComment(event) ??
			comments.find((comment) => before(comment) === event)?.attributes.feedback ??
			null,
		updated: before(event) !== undefined,
	}));
	const alone = comments
		.filter((comment) => before(comment) === undefined)
		.map((event) => ({
			event,
			score: null,
			feedback: event.attributes.feedback,
			updated: false,
		}));
	return [...scored, ...alone]
		.filter(({ event }) => event.at >= from && event.at < to)
		.map(({ event, score, feedback, updated }) => ({
			respondedAt: new Date(event.at).toISOString(),
			userId: event.userId,
			surveyId: surveyOf(event),
			score,
			group: score === null ? null : groupOf(score),
			feedback,
			updated,
		}));
}

const surveyOf = ({ attributes }: FakeEvent) => attributes.flowId ?? attributes.experienceId;

const groupOf = (score: number) => (score > 8 ? 'promoter' : score > 6 ? 'neutral' : 'detractor');

function scoreOf({ name, attributes }: FakeEvent): number | undefined {
	if (name === 'appcues:nps_score' || name === 'appcues:nps_score_and_feedback') {
		return Number(attributes.score);
	}
	const score = responsesOf(attributes).find(({ type }) => type === 'nps_score');
	return score && Number(score.value);
}

function ownComment({ attributes }: FakeEvent): unknown {
	if (attributes.feedback) return attributes.feedback;
	return responsesOf(attributes).find(({ type }) => type !== 'nps_score')?.value;
}

function responsesOf({ interactionData }: FakeEvent['attributes']) {
	const { surveyResponses = [] } = (interactionData ?? {}) as {
		surveyResponses?: Array<{ type: string; value: unknown }>;
	};
	return surveyResponses;
}

const MINUTE = 60_000;

/** Adds two answers to surveys to an account, minutes ago: a classic one with a comment, and an NPS 2.0 one. */
export function addSurveyAnswers({ people }: FakeAccount): void {
	const now = Date.now();
	const add = (userId: string, name: string, minutes: number, attributes: object) =>
		people.addEvent({ userId, name, at: now - minutes * MINUTE, attributes: { ...attributes } });
	const step = (number: number) => stepAttributes(CLASSIC_NPS, number);
	add('user-ada', 'appcues:nps_score', 20, { ...step(0), score: 9 });
	add('user-ada', 'appcues:nps_feedback', 18, { ...step(1), feedback: 'Does what we need' });
	add('user-tim', 'appcues:v2:step_interaction', 10, {
		...experienceStep(NPS_2, 'instance-1', 0),
		...surveyAnswer('4', 'Too slow'),
	});
}

/** Adds a form that was submitted minutes ago, as three events. */
export function addFormSubmission({ people }: FakeAccount): void {
	const at = Date.now() - 15 * MINUTE;
	const fields = formAnswers(4);
	const attributes = classicForm(WELCOME, 1, fields);
	for (const name of ['form_submitted', 'step_interacted']) {
		people.addEvent({ userId: 'user-ada', name: `appcues:${name}`, at, attributes });
	}
}

/** Adds the demo account's events of a quarter to an account that has few. */
export function addDemoHistory({ people }: FakeAccount): void {
	const now = Date.now();
	for (const { minutesAgo, ...event } of demoHistory(now).events) {
		people.addEvent({ ...event, at: Math.round(now - minutesAgo * MINUTE) });
	}
}
