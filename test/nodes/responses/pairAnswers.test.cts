import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { NpsEvent } from '../../../nodes/AppcuesExport/responses/npsEvents';
import { PAIRING_MS, pairAnswers } from '../../../nodes/AppcuesExport/responses/pairAnswers';

const HOUR = 60 * 60 * 1000;

const event = (rest: Partial<NpsEvent>): NpsEvent => ({
	kind: 'score',
	at: 0,
	userId: 'u',
	surveyId: 's',
	surveyName: undefined,
	surveyType: 'classic',
	score: undefined,
	invalidScore: undefined,
	feedback: undefined,
	profile: undefined,
	...rest,
});

const score = (at: number, value: number, rest: Partial<NpsEvent> = {}) =>
	event({ at, score: value, ...rest });

const comment = (at: number, feedback: string, rest: Partial<NpsEvent> = {}) =>
	event({ kind: 'feedback', at, feedback, ...rest });

/** Events of few users and surveys around the limit of 24 hours, each with a comment of its own. */
const events = fc
	.array(
		fc.record({
			kind: fc.constantFrom('score' as const, 'feedback' as const),
			at: fc.integer({ min: 0, max: 60 }).map((hours) => hours * HOUR),
			userId: fc.constantFrom('a', 'b', undefined),
			surveyId: fc.constantFrom('s', 't', undefined),
			score: fc.integer({ min: 0, max: 10 }),
		}),
		{ maxLength: 30 },
	)
	.map((list) =>
		list.map((each, index) =>
			each.kind === 'score'
				? event(each)
				: event({ ...each, score: undefined, feedback: `comment ${index}` }),
		),
	);

/** The score of a comment, found by looking at all scores. */
function scoreFor(one: NpsEvent, all: readonly NpsEvent[]): NpsEvent | undefined {
	const { at = NaN, userId, surveyId } = one;
	if (userId === undefined) return undefined;
	const possible = all.filter(
		(other) =>
			other.kind === 'score' &&
			other.userId === userId &&
			other.surveyId === surveyId &&
			(other.at ?? NaN) <= at &&
			at - (other.at ?? NaN) <= PAIRING_MS,
	);
	const latest = Math.max(...possible.map((other) => other.at ?? NaN));
	return possible.filter((other) => other.at === latest).at(-1);
}

describe('pairing scores and comments', () => {
	it('gives each comment to the latest score at or before it, or to an answer of its own', () => {
		fc.assert(
			fc.property(events, (all) => {
				const answers = pairAnswers(all);
				const comments = all.filter(({ kind }) => kind === 'feedback');
				for (const one of comments) {
					const holders = answers.filter(({ feedback = '' }) =>
						feedback.split('\n').includes(one.feedback ?? ''),
					);
					expect(holders).toHaveLength(1);
					const wanted = scoreFor(one, all);
					expect(holders[0]).toMatchObject(
						wanted
							? { kind: 'score', at: wanted.at, userId: wanted.userId, score: wanted.score }
							: { kind: 'feedback', at: one.at, score: undefined },
					);
				}
			}),
		);
	});

	it('makes one answer of each score and of each comment without one, in the order of time', () => {
		fc.assert(
			fc.property(events, (all) => {
				const answers = pairAnswers(all);
				const scores = all.filter(({ kind }) => kind === 'score');
				const alone = all.filter((one) => one.kind === 'feedback' && !scoreFor(one, all));
				expect(answers).toHaveLength(scores.length + alone.length);
				const times = answers.map(({ at }) => at ?? NaN);
				expect(times).toEqual([...times].sort((a, b) => a - b));
			}),
		);
	});

	it('marks a score as updated if the user gave one to the survey within a day before', () => {
		fc.assert(
			fc.property(events, (all) => {
				// At different times, so that it is clear which one is newer.
				const apart = all.map((each, index) => ({ ...each, at: (each.at ?? 0) + index }));
				for (const answer of pairAnswers(apart)) {
					const earlier = apart.filter(({ at }) => at < (answer.at ?? NaN));
					const isUpdate =
						answer.kind === 'score' && scoreFor({ ...answer }, earlier) !== undefined;
					expect(answer.updated).toBe(isUpdate);
				}
			}),
		);
	});

	it('doesn’t depend on the order in the file', () => {
		const shuffled = events.chain((all) => {
			const apart = all.map((each, index) => ({ ...each, at: (each.at ?? 0) + index }));
			return fc.tuple(
				fc.constant(apart),
				fc.shuffledSubarray(apart, { minLength: apart.length, maxLength: apart.length }),
			);
		});
		fc.assert(
			fc.property(shuffled, ([all, other]) => {
				expect(pairAnswers(other)).toEqual(pairAnswers(all));
			}),
		);
	});

	it('takes a score at the same time as one before the comment', () => {
		const [answer, ...others] = pairAnswers([comment(HOUR, 'same second'), score(HOUR, 9)]);
		expect(others).toEqual([]);
		expect(answer).toMatchObject({ score: 9, feedback: 'same second' });
	});

	it('never gives a comment to a later score', () => {
		const answers = pairAnswers([comment(HOUR - 1, 'before'), score(HOUR, 9)]);
		expect(answers.map(({ feedback }) => feedback)).toEqual(['before', undefined]);
	});

	it.each([
		[PAIRING_MS, 1],
		[PAIRING_MS + 1, 2],
	])('pairs a comment %d milliseconds after its score: %d answers', (later, count) => {
		expect(pairAnswers([score(0, 9), comment(later, 'late')])).toHaveLength(count);
	});

	it('keeps several comments on one score, each once', () => {
		const all = [score(0, 9), comment(1, 'one'), comment(2, 'one'), comment(3, 'two')];
		expect(pairAnswers(all)).toEqual([
			expect.objectContaining({ feedback: 'one\ntwo', commentedAt: 1 }),
		]);
	});

	it('keeps a score of 0 and a comment of "0"', () => {
		expect(pairAnswers([score(0, 0), comment(1, '0')])).toEqual([
			expect.objectContaining({ score: 0, feedback: '0' }),
		]);
	});

	it('pairs a comment with an invalid score, which is later than the valid one', () => {
		const invalid = event({ at: HOUR, score: undefined, invalidScore: 11 });
		const answers = pairAnswers([score(0, 9), invalid, comment(2 * HOUR, 'why 11')]);
		expect(answers.map(({ feedback }) => feedback)).toEqual([undefined, 'why 11']);
	});

	it('takes Appcues’ own event for a repetition only of the same score', () => {
		const both = { kind: 'scoreAndFeedback' as const, feedback: 'both' };
		expect(pairAnswers([score(0, 9), score(1, 9, both)])).toEqual([
			expect.objectContaining({ score: 9, feedback: 'both', updated: false }),
		]);
		expect(pairAnswers([score(0, 9), score(1, 8, both)])).toEqual([
			expect.objectContaining({ score: 9, feedback: undefined }),
			expect.objectContaining({ score: 8, feedback: 'both', updated: true }),
		]);
		expect(pairAnswers([score(0, 9, both), score(HOUR, 9, both)])).toHaveLength(2);
	});

	it('leaves events without a user or a time alone', () => {
		const answers = pairAnswers([
			score(0, 9, { userId: undefined }),
			comment(1, 'who?', { userId: undefined }),
			score(0, 8, { at: undefined }),
			comment(1, 'when?', { at: undefined }),
		]);
		expect(answers.map(({ score: given, feedback }) => [given, feedback])).toEqual([
			[9, undefined],
			[undefined, 'who?'],
			[8, undefined],
			[undefined, 'when?'],
		]);
	});
});
