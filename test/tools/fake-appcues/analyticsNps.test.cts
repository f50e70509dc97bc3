import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import { NPS_METRICS } from '../../../dev/fake-appcues/analytics/vocabulary.cjs';
import {
	type FakeAppcues,
	smallAccount,
	startFakeAppcues,
} from '../../../dev/fake-appcues/index.cjs';
import { TestClock, clientOf } from './testClient.cjs';

const NOON = Date.UTC(2026, 0, 15, 12);
const DAY_MS = 86_400_000;
const COUNTS = ['nps_promoters', 'nps_neutrals', 'nps_detractors'];
const WEEK = { start_time: '2026-01-09T00:00:00Z', end_time: '2026-01-16T00:00:00Z' };

describe('NPS in analytics', () => {
	let fake: FakeAppcues;
	let client: AxiosInstance;

	beforeEach(async () => {
		const { events: _events, ...account } = smallAccount();
		fake = await startFakeAppcues({ accounts: [account], clock: new TestClock() });
		client = clientOf(fake);
	});

	afterEach(async () => {
		await fake.close();
		expect(fake.violations).toEqual([]);
	});

	const query = async (spec: object) => {
		const conditions = [['flow_id', '==', 'survey']];
		return (await client.post('/analytics/query', { ...WEEK, conditions, ...spec })).data;
	};
	const track = (userId: string, daysAgo: number, name: string, attributes: object) =>
		fake.account().people.addEvent({
			userId,
			name: `appcues:${name}`,
			at: NOON - daysAgo * DAY_MS,
			attributes: { flowId: 'survey', ...attributes },
		});
	const score = (userId: string, daysAgo: number, value: unknown) =>
		track(userId, daysAgo, 'nps_score', { score: value });

	it('is the percentage of promoters minus the percentage of detractors', async () => {
		for (const [i, value] of [10, 9, 9, 8, 7, 6, 0].entries()) score(`u${i}`, 1, value);

		const [row] = await query({ metrics: ['nps_computed_score', ...COUNTS] });
		expect(row).toEqual({
			nps_computed_score: 14.3,
			nps_promoters: 3,
			nps_neutrals: 2,
			nps_detractors: 2,
		});
	});

	it('covers the 30 days up to each day, including days without answers', async () => {
		score('a', 34, 10);
		score('b', 2, 0);

		const rows = await query({ metrics: COUNTS, dimensions: ['day'] });
		expect(
			rows.map(({ day, nps_promoters: up, nps_detractors: down }: Record<string, unknown>) => [
				day,
				up,
				down,
			]),
		).toEqual([
			// The answer of 12 December is in the 30 days up to 10 January.
			['2026-01-09', 1, 0],
			['2026-01-10', 1, 0],
			['2026-01-11', 0, 0],
			['2026-01-12', 0, 0],
			['2026-01-13', 0, 1],
			['2026-01-14', 0, 1],
			['2026-01-15', 0, 1],
		]);
	});

	it('can be combined with other metrics, which count only the bucket', async () => {
		score('a', 5, 10);
		score('b', 0, 10);

		const rows = await query({ metrics: ['events', 'nps_scores_submitted'], dimensions: ['day'] });
		expect(rows.at(-1)).toEqual({ day: '2026-01-15', events: 1, nps_scores_submitted: 2 });
		const [whole] = await query({ metrics: ['events', 'nps_scores_submitted'] });
		expect(whole).toEqual({ events: 2, nps_scores_submitted: 2 });
	});

	it('counts the last score of each user, and every submitted score', async () => {
		score('a', 3, 2);
		score('a', 2, 9);

		const [row] = await query({ metrics: [...COUNTS, 'nps_scores_submitted'] });
		expect(row).toEqual({
			nps_promoters: 1,
			nps_neutrals: 0,
			nps_detractors: 0,
			nps_scores_submitted: 2,
		});
	});

	it('counts every kind of answer', async () => {
		track('a', 1, 'nps_survey_started', {});
		track('a', 1, 'nps_score', { score: 9 });
		track('a', 1, 'nps_feedback', { feedback: 'Good' });
		track('b', 1, 'nps_score_and_feedback', { score: '3', feedback: 'Bad' });
		track('c', 1, 'nps_ask_me_later_selected_at', {});
		const nps2 = { flowId: undefined, experienceId: 'survey', experienceType: 'nps' };
		track('d', 1, 'v2:experience_started', nps2);
		const surveyResponses = [
			{ type: 'nps_score', value: '10' },
			{ type: 'open_text', value: 'Fine' },
		];
		track('d', 1, 'v2:step_interaction', { ...nps2, interactionData: { surveyResponses } });

		const metrics = NPS_METRICS.filter((name) => name !== 'nps_computed_score');
		expect(await query({ metrics })).toEqual([
			{
				nps_promoters: 2,
				nps_neutrals: 0,
				nps_detractors: 1,
				nps_survey_started: 2,
				nps_scores_submitted: 3,
				nps_feedbacks_submitted: 3,
			},
		]);
	});

	it('counts only the surveys that the condition names', async () => {
		score('a', 1, 10);
		track('b', 1, 'nps_score', { flowId: 'other', score: 0 });
		const conditions = [['flow_id', 'in', ['survey', 'other']]];

		const rows = await query({ metrics: COUNTS, dimensions: ['flow_id'], conditions });
		expect(rows).toEqual([
			{ flow_id: 'other', nps_promoters: 0, nps_neutrals: 0, nps_detractors: 1 },
			{ flow_id: 'survey', nps_promoters: 1, nps_neutrals: 0, nps_detractors: 0 },
		]);
		expect(await query({ metrics: COUNTS })).toEqual([
			{ nps_promoters: 1, nps_neutrals: 0, nps_detractors: 0 },
		]);
	});

	it('has a row for a survey that was only answered before the range', async () => {
		score('a', 20, 10);

		for (const [dimensions, count] of [
			[['flow_id'], 1],
			[['flow_id', 'day'], 7],
		] as const) {
			const rows = await query({ metrics: ['events', 'nps_promoters'], dimensions });
			expect(rows).toHaveLength(count);
			expect(rows.at(-1)).toMatchObject({ flow_id: 'survey', events: 0, nps_promoters: 1 });
		}
	});

	it('uses the days of the time zone', async () => {
		const at = Date.UTC(2026, 0, 15, 2);
		const event = { userId: 'a', name: 'appcues:nps_score', at };
		fake.account().people.addEvent({ ...event, attributes: { flowId: 'survey', score: 10 } });

		const spec = { metrics: ['nps_promoters'], dimensions: ['day'], timezone: 'America/New_York' };
		const rows = await query({ ...spec, start_time: '2026-01-13', end_time: '2026-01-16' });
		expect(rows.map(({ nps_promoters: up }: { nps_promoters: number }) => up)).toEqual([0, 1, 1]);
	});

	it.each(NPS_METRICS)('requires a condition on flow_id: %s', async (metric) => {
		const spec = { ...WEEK, metrics: [metric], conditions: [['name', 'like', 'appcues:nps_%']] };
		const { status, data } = await client.post('/analytics/query', spec);

		expect([status, data.detail]).toEqual([
			400,
			`body.metrics.0: '${metric}' needs a condition on flow_id`,
		]);
	});
});
