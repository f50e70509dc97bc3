import { atLeast } from '../../../dev/elements.cjs';
import { isObject } from '../../../nodes/shared/util/isObject';
import { QUERY_LIMITS } from '../../../nodes/shared/api/endpoints/analytics';
import type { AnalyticsSpec } from '../../../nodes/shared/api/endpoints/analytics';
import { acceptedJob } from '../../../nodes/shared/api/endpoints/jobs';
import { path } from '../../../nodes/shared/api/path';
import type { JobId } from '../../../nodes/shared/api/endpoints/types';
import { type Answer, isSuccess, describeAnswer } from '../answer.cjs';
import { NotChecked } from '../assumption.cjs';
import type { Context } from '../context.cjs';
import { type Observation, once } from '../observation.cjs';
import { type Watched, analyticsState, watchJob } from '../watchJob.cjs';

const DAY_MS = 86_400_000;

/** Returns the time range of queries. It ends tomorrow, so that nothing new is missed. */
export function lastDays(
	days: number,
): Pick<AnalyticsSpec, 'start_time' | 'end_time' | 'timezone'> {
	const end = Date.now() + DAY_MS;
	return {
		start_time: new Date(end - days * DAY_MS).toISOString(),
		end_time: new Date(end).toISOString(),
		timezone: 'UTC',
	};
}

/** Sends a POST /analytics/query, which changes nothing. */
export async function query({ api }: Context, spec: object): Promise<Answer> {
	return await api.send({ method: 'POST', path: path`/analytics/query`, json: spec });
}

const NEWEST = {
	columns: ['timestamp', 'user_id', 'name'],
	conditions: [],
	order_by: [['timestamp', 'desc']],
	limit: 20,
};

/** The newest events of the account, as raw rows. */
export const newestRows: Observation<Answer> = once(
	async (context) => await query(context, { ...NEWEST, ...lastDays(30) }),
);

export const byDay: Observation<Answer> = once(
	async (context) =>
		await query(context, {
			metrics: ['events'],
			dimensions: ['day'],
			conditions: [],
			...lastDays(30),
		}),
);

/** Returns the values of a dimension in the events of 90 days, without `""`. */
export async function valuesOf(
	context: Context,
	dimension: 'name' | 'experience_type',
): Promise<string[]> {
	const spec = {
		metrics: ['events'],
		dimensions: [dimension],
		conditions: [['name', 'like', 'appcues:%']],
		...lastDays(QUERY_LIMITS.days - 1),
	};
	const { body } = await query(context, spec);
	const rows = Array.isArray(body) ? body.filter(isObject) : [];
	return rows.map((row) => String(row[dimension] ?? '')).filter(Boolean);
}

/** The events of 30 days, one row per flow. @throws {NotChecked} when there are none */
export const byFlow = once(async (context) =>
	rowsIn(
		await query(context, {
			metrics: ['events'],
			dimensions: ['flow_id'],
			conditions: [],
			...lastDays(30),
		}),
	),
);

/** Returns the rows of a response. @throws {NotChecked} when there are none */
export function rowsIn({ status, body }: Answer): Array<Record<string, unknown>> {
	const rows = status === 200 && Array.isArray(body) ? body.filter(isObject) : [];
	if (rows.length === 0) throw new NotChecked('analytics has no events of the last 30 days');
	return rows;
}

/** Returns the newest event of the account in analytics, if any. */
export async function newestEvent(
	context: Context,
): Promise<{ userId: string; at: number } | undefined> {
	const { body } = await newestRows(context);
	const [row] = atLeast(1, Array.isArray(body) ? body.filter(isObject) : []);
	const at = Date.parse(String(row?.timestamp));
	return Number.isNaN(at) ? undefined : { userId: String(row.user_id), at };
}

/** An analytics export. Its job belongs to a separate system. */
export interface AnalyticsExport {
	answer: Answer;
	id?: JobId;
	watched?: Watched;
}

export const analyticsExport: Observation<AnalyticsExport> = once(async (context) => {
	const { api, jobWait } = context;
	const spec = { ...NEWEST, ...lastDays(30) };
	const answer = await api.send({ method: 'POST', path: path`/analytics/exports`, json: spec });
	const id = isSuccess(answer) ? acceptedJob(answer) : undefined;
	if (id === undefined) return { answer };
	const at = path`/analytics/exports/${id}`;
	return { answer, id, watched: await watchJob(api, at, jobWait, analyticsState) };
});

/** Returns the job of the analytics export. @throws {NotChecked} when there is none */
export async function analyticsJob(context: Context): Promise<{ id: JobId; watched: Watched }> {
	const { answer, id, watched } = await analyticsExport(context);
	if (id === undefined || !watched)
		throw new NotChecked(`there is no job: ${describeAnswer(answer)}`);
	return { id, watched };
}
