import { entryOf } from '../../../dev/elements.cjs';
import { isObject } from '../../../nodes/shared/util/isObject';
import { describeAnswer } from '../answer.cjs';
import { type Assumption, NotChecked, verdict } from '../assumption.cjs';
import type { Context } from '../context.cjs';
import { checkFields } from '../fields.cjs';
import { once } from '../observation.cjs';
import { byFlow, lastDays, query } from '../observations/analytics.cjs';
import { LISTS } from '../observations/lists.cjs';

/** Shapes to which Appcues always responds 500. */
const BROKEN = [
	{ metrics: ['nps_respondents'] },
	{ metrics: ['nps_computed_score'], dimensions: ['name'] },
	{ columns: ['timestamp', 'nps_raw_score'] },
];

/** Returns the IDs of classic surveys with a score in the last 30 days. */
const classicSurveys = once(async (context) => {
	const spec = {
		metrics: ['events'],
		dimensions: ['flow_id'],
		conditions: [['name', '==', 'appcues:nps_score']],
		...lastDays(30),
	};
	const { body } = await query(context, spec);
	const rows = Array.isArray(body) ? body.filter(isObject) : [];
	const ids = rows.map((row) => String(row.flow_id ?? '')).filter(Boolean);
	if (ids.length === 0) throw new NotChecked('the account has no scores of classic NPS surveys');
	return ids;
});

const scores = async (context: Context, conditions: unknown[]) =>
	await query(context, {
		metrics: ['nps_computed_score', 'nps_promoters', 'nps_neutrals', 'nps_detractors'],
		dimensions: ['day'],
		conditions,
		...lastDays(30),
	});

/** How analytics handles NPS surveys and missing values. */
export const npsAnalytics: Assumption[] = [
	{
		id: 'nps-list',
		title: 'GET /nps lists NPS 2.0 surveys only',
		expected: 'no ID of a survey with classic scores',
		grade: 'A',
		file: 'nodes/AppcuesExperience/experienceTypes.ts',
		check: async (context) => {
			const classic = await classicSurveys(context);
			const { body } = await entryOf(LISTS, 'nps')(context);
			const listed = (Array.isArray(body) ? body.filter(isObject) : []).map(({ id }) => String(id));
			const both = classic.filter((id) => listed.includes(id));
			return verdict(
				both.length === 0,
				`${both.length} of ${classic.length} classic surveys are in it`,
			);
		},
	},
	{
		id: 'analytics-nps',
		title: 'The NPS of a survey, day by day',
		expected: '200, and a row for each day with four numbers',
		grade: 'A',
		file: 'nodes/AppcuesAnalytics/checkSpec.ts',
		check: async (context) => {
			const [id] = await classicSurveys(context);
			const answer = await scores(context, [['flow_id', '==', id]]);
			const { status, body } = answer;
			if (status !== 200 || !Array.isArray(body)) return verdict(false, describeAnswer(answer));
			const fields = {
				day: 'string',
				nps_computed_score: 'number',
				nps_promoters: 'number',
			} as const;
			return checkFields(body.filter(isObject), fields);
		},
	},
	{
		id: 'analytics-nps-survey',
		title: 'NPS without a survey is refused',
		expected: '400 without a condition on flow_id',
		grade: 'A',
		file: 'nodes/AppcuesAnalytics/checkSpec.ts',
		check: async (context) => {
			const answer = await scores(context, []);
			return verdict(answer.status === 400, describeAnswer(answer));
		},
	},
	{
		id: 'analytics-always-500',
		title: 'Some NPS shapes never work',
		expected: `500 for ${BROKEN.map((spec) => JSON.stringify(spec)).join(', ')}`,
		grade: 'A',
		file: 'nodes/AppcuesAnalytics/checkSpec.ts',
		check: async (context) => {
			for (const spec of BROKEN) {
				const conditions = [['flow_id', '==', 'n8n-live-check']];
				const answer = await query(context, { ...spec, conditions, ...lastDays(2) });
				if (answer.status !== 500)
					return verdict(false, `${JSON.stringify(spec)}: ${describeAnswer(answer)}`);
			}
			return verdict(true, '500');
		},
	},
	{
		id: 'analytics-missing-value',
		title: 'A missing value in a grouped row',
		expected: 'an empty string',
		grade: 'A',
		file: 'docs/appcues-openapi.yaml',
		check: async (context) => {
			const rows = await byFlow(context);
			const missing = rows.map((row) => row.flow_id).filter((id) => id == null || id === '');
			if (missing.length === 0) throw new NotChecked('each event belongs to a flow');
			return verdict(
				missing.every((id) => id === ''),
				JSON.stringify(missing[0] ?? null),
			);
		},
	},
];
