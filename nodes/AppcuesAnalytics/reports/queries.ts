import type { IDataObject } from 'n8n-workflow';

import type { AnalyticsSpec } from '../../shared/api/endpoints/analytics';
import {
	exportAnalytics,
	namesIn,
	QUERY_LIMITS,
	queryAnalytics,
	withNumbers,
} from '../../shared/api/endpoints/analytics';
import type { Condition } from '../../shared/api/endpoints/types';
import type { Export } from '../../shared/exports/runExports';
import { runExports } from '../../shared/exports/runExports';
import type { WaitSettings } from '../../shared/jobs/run';
import type { RunContext } from '../../shared/operation/operation';
import { ANALYTICS_EXPORTS } from '../exportKind';
import type { Period } from './periods';
import type { ReportSpec } from './report';

const EXPORTS = {
	...ANALYTICS_EXPORTS,
	jobApi: { ...ANALYTICS_EXPORTS.jobApi, timeoutAdvice: 'Or choose a shorter time range.' },
	noFile: 'The report needs this file because Appcues answers queries with 1,000 rows at most.',
};

/** Gets the rows of the queries of one report. */
export class ReportQueries {
	private first: Promise<IDataObject[]> | undefined;

	/** @param wait how long to wait if a query needs an export */
	constructor(
		private readonly context: RunContext,
		private readonly wait: WaitSettings,
	) {}

	/**
	 * Returns all rows of a query. If Appcues may have cut them, the query is split by event name, and what is still too
	 * large is exported. A report is never split by time, because users don't add up.
	 *
	 * The first query of a report is sent alone: if Appcues refuses it, no other is sent.
	 */
	async all(spec: ReportSpec, period: Period): Promise<IDataObject[]> {
		const whole = { ...spec, ...period };
		if (!this.first) {
			this.first = this.rows(whole);
			return await this.first;
		}
		await this.first;
		return await this.rows(whole);
	}

	private async rows(spec: AnalyticsSpec): Promise<IDataObject[]> {
		const { rows, truncated } = await queryAnalytics(this.context.appcues, spec);
		if (!truncated && rows.length < QUERY_LIMITS.rows) return rows;
		const parts = byName(spec);
		if (parts.length === 0) return await this.exported(spec);
		const all = await Promise.all(parts.map(async (part) => await this.rows(part)));
		return all.flat();
	}

	private async exported(spec: AnalyticsSpec): Promise<IDataObject[]> {
		const metrics = namesIn(spec, 'metrics');
		const input: Export = {
			start: async () => await exportAnalytics(this.context.appcues, spec),
			output: { kind: 'items', format: 'json' },
			format: 'array',
			fileStem: 'appcues-report',
			shape: (row) => withNumbers(row, metrics),
		};
		const results = await runExports(EXPORTS)([{ item: 0, input }], this.wait, this.context);
		return results.map((result) => {
			if ('failure' in result) throw result.failure;
			return result.json;
		});
	}
}

/** Returns a query for each event name of a query that is grouped by name; an empty array if there are no two names. */
export function byName(spec: AnalyticsSpec): AnalyticsSpec[] {
	if (!namesIn(spec, 'dimensions').includes('name')) return [];
	const others = spec.conditions.filter(([field]) => field !== 'name');
	const [condition, ...more] = spec.conditions.filter(([field]) => field === 'name');
	const [, sign, names] = condition ?? [];
	if (more.length > 0 || sign !== 'in' || !Array.isArray(names) || names.length < 2) return [];
	return names.map((name: unknown) => {
		const conditions: Condition[] = [['name', '==', name], ...others];
		return { ...spec, conditions };
	});
}
