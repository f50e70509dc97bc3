import type { IDataObject } from 'n8n-workflow';

import { exactNumber } from '../../util/parseJson';
import { isObject } from '../../util/isObject';
import { expectBody, expectList } from '../responses';
import type { ApiResponse, AppcuesClient } from '../client';
import { isJob, redactJob } from './jobs';
import { path } from '../path';
import type { Condition, Job, JobId } from './types';

/** The analytics endpoints (docs/appcues-openapi.yaml, tag Analytics). Their jobs have an API of their own. */

/**
 * The body of `POST /analytics/query` and `/analytics/exports`: metrics by dimensions, or raw rows of columns. Times are
 * ISO 8601, the time zone is an IANA name.
 */
export interface AnalyticsSpec {
	metrics?: string[];
	dimensions?: string[];
	columns?: string[];
	conditions: Condition[];
	order_by?: Order[];
	start_time: string;
	end_time: string;
	timezone: string;
	limit?: number;
	offset?: number;
}

export type Order = [field: string, direction: 'asc' | 'desc'];

/** The limits of a query. An export has none. */
export const QUERY_LIMITS = { rows: 1000, days: 90 };

/** The raw columns that Appcues has verified (docs/appcues-openapi.yaml, `queryAnalytics`). It may refuse others. */
export const VERIFIED_COLUMNS: readonly string[] = [
	'timestamp',
	'user_id',
	'name',
	'score',
	'feedback',
];

/** What happens if the node runs again, for messages. */
export const ANALYTICS_EXPORT_RERUN_ADVICE =
	'Running the node again starts another export. It changes no data.';

const isRow = (value: unknown): value is IDataObject => isObject(value);

/** POST /analytics/query: returns the rows, and whether Appcues left some out. */
export async function queryAnalytics(
	appcues: AppcuesClient,
	spec: object,
): Promise<{ rows: IDataObject[]; truncated: boolean }> {
	const response = await appcues.request({
		method: 'POST',
		path: path`/analytics/query`,
		json: spec,
		idempotent: true,
		timeoutMs: 120_000,
		isAnalytics: true,
	});
	const header = response.headers['x-rows-truncated'];
	const rows = expectList(response, isRow, 'rows');
	return {
		rows: rows.map((row) => withNumbers(row, namesIn(spec, 'metrics'))),
		truncated: String(header).trim().toLowerCase() === 'true',
	};
}

/** Returns the time range of the last days for a query, in whole seconds. @param now in milliseconds since 1970 */
export function recently(
	now: number,
	days: number,
): Pick<AnalyticsSpec, 'start_time' | 'end_time' | 'timezone'> {
	const text = (time: number) => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
	return { start_time: text(now - days * 86_400_000), end_time: text(now), timezone: 'UTC' };
}

/** Returns the strings of an array in a query, which users may write by hand. */
export function namesIn(spec: object, key: 'metrics' | 'dimensions' | 'columns'): string[] {
	const names: unknown = (spec as Record<string, unknown>)[key];
	return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}

const NUMERIC = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/**
 * Converts metrics that Appcues wrote as strings to numbers. A whole number beyond 2^53 stays a string, and so does `""`.
 */
export function withNumbers(row: IDataObject, metrics: readonly string[]): IDataObject {
	const numbers = metrics.flatMap((name) => {
		const value = row[name];
		const text = typeof value === 'string' ? value.trim() : '';
		const number = NUMERIC.test(text) ? exactNumber(text, 'exact') : undefined;
		return typeof number === 'number' && Number.isFinite(number) ? [[name, number]] : [];
	});
	return numbers.length === 0 ? row : { ...row, ...(Object.fromEntries(numbers) as IDataObject) };
}

/** POST /analytics/exports: starts a job. A second request would start another one. */
export async function exportAnalytics(appcues: AppcuesClient, spec: object): Promise<ApiResponse> {
	return await appcues.request({
		method: 'POST',
		path: path`/analytics/exports`,
		json: spec,
		idempotent: false,
		isAnalytics: true,
		howToCheck: `Appcues can't list analytics exports, so there is no way to check. ${ANALYTICS_EXPORT_RERUN_ADVICE}`,
	});
}

/**
 * GET /analytics/exports/{job_id}: sends one request. The job's `done` becomes COMPLETED as for all other jobs; its own
 * status is in `rawStatus`. Each request for a finished job returns a new link.
 */
export async function getAnalyticsJob(appcues: AppcuesClient, id: JobId): Promise<Job> {
	const response = await appcues.request({
		method: 'GET',
		path: path`/analytics/exports/${id}`,
		idempotent: true,
		maxAttempts: 1,
		timeoutMs: 30_000,
		isAnalytics: true,
		subject: `analytics job with the ID "${id}"`,
	});
	const job = expectBody(response, isJob, 'an analytics job');
	const isDone = job.status.trim().toLowerCase() === 'done';
	return {
		...redactJob(job, response),
		id,
		status: isDone ? 'COMPLETED' : job.status,
		rawStatus: job.status,
	};
}
