import type { NpsEvent } from './npsEvents';

/** How long after a score a comment belongs to it, and another score updates it, in milliseconds. */
export const PAIRING_MS = 24 * 60 * 60 * 1000;

/** An answer to an NPS survey: a score with its comment, or a comment without a score. */
export interface NpsAnswer extends NpsEvent {
	/** The user changed a score that they had given shortly before. */
	updated: boolean;
	/** The time of the first comment that is in a separate event. */
	commentedAt: number | undefined;
}

/**
 * Pairs scores and comments as Appcues does: a comment belongs to the same user's latest score of that survey at or
 * before it, at most {@link PAIRING_MS} before. A comment without such a score is a separate answer.
 *
 * A score within {@link PAIRING_MS} after another one updates it. Both are answers, as in Appcues' own list of responses,
 * and the newer one is marked.
 *
 * @param events in any order, each once
 * @returns the answers in the order of time. Those without a time are last
 */
export function pairAnswers(events: readonly NpsEvent[]): NpsAnswer[] {
	const latest = new Map<string, NpsAnswer>();
	const answers: NpsAnswer[] = [];
	for (const event of [...events].sort(inOrder)) {
		const key = keyOf(event);
		const before = key === undefined ? undefined : recent(latest.get(key), event);
		if (before && (event.kind === 'feedback' || repeats(event, before))) {
			addComment(before, event);
			continue;
		}
		const isScore = event.kind !== 'feedback';
		const answer = { ...event, updated: isScore && before !== undefined, commentedAt: undefined };
		answers.push(answer);
		if (isScore && key !== undefined) latest.set(key, answer);
	}
	return answers;
}

/** Of events at the same time, scores come first, so that their comments find them. */
const RANK = { score: 0, scoreAndFeedback: 1, feedback: 2 };

function inOrder(a: NpsEvent, b: NpsEvent): number {
	if (a.at === b.at) return RANK[a.kind] - RANK[b.kind];
	return (a.at ?? Infinity) - (b.at ?? Infinity);
}

/** Undefined for an event that can't be paired: it isn't known who answered, or when. */
function keyOf({ userId, surveyId, at }: NpsEvent): string | undefined {
	if (userId === undefined || at === undefined) return undefined;
	return JSON.stringify([userId, surveyId]);
}

function recent(score: NpsAnswer | undefined, { at }: NpsEvent): NpsAnswer | undefined {
	if (score?.at === undefined || at === undefined) return undefined;
	return at - score.at <= PAIRING_MS ? score : undefined;
}

/** Appcues' server makes one event of score and comment, which the survey may have sent itself already. */
function repeats(event: NpsEvent, before: NpsAnswer): boolean {
	return (
		event.kind === 'scoreAndFeedback' && before.kind === 'score' && event.score === before.score
	);
}

function addComment(answer: NpsAnswer, { feedback, at }: NpsEvent): void {
	if (feedback === undefined) return;
	answer.commentedAt ??= at;
	if (answer.feedback === undefined) answer.feedback = feedback;
	else if (answer.feedback !== feedback) answer.feedback += `\n${feedback}`;
}
