import { type Condition, type ExportRow, matcher } from '../exports/conditions.cjs';
import { parseTime, timeWriter } from '../model/time.cjs';
import { Problem } from '../model/problem.cjs';
import type { Settings } from '../model/settings.cjs';
import {
	BROKEN_COLUMNS,
	BROKEN_NAME,
	BUCKETS,
	FIELDS,
	METRICS,
	NPS_METRICS,
	VERIFIED_COLUMNS,
} from './vocabulary.cjs';

const DAY_MS = 86_400_000;

/** A query as received. It has passed the contract's schema. */
export interface Spec {
	metrics?: string[];
	dimensions?: string[];
	columns?: string[];
	conditions?: Condition[];
	order_by?: Array<[field: string, direction: 'asc' | 'desc']>;
	start_time: string;
	end_time: string;
	timezone?: string;
	limit?: number;
	offset?: number;
	rank_n?: RankN;
}

/** Keep only the dimension values with the highest or lowest first metric. */
export interface RankN {
	n: number;
	direction: 'top' | 'bottom';
	dimension: string;
}

/** A valid query. */
export interface Query {
	metrics: string[];
	dimensions: string[];
	/** Empty for a metric that counts events. */
	columns: string[];
	/** All event fields that it needs. */
	fields: string[];
	/** In milliseconds. */
	from: number;
	/** Exclusive. */
	to: number;
	matches(row: ExportRow): boolean;
	timeIn(ms: number): string;
	orderBy: Array<[field: string, direction: 'asc' | 'desc']>;
	offset: number;
	limit: number;
	rank: RankN | undefined;
}

/** What limits the queries of a route. */
export interface QueryLimits {
	/** Infinity for no limit. */
	maxDays: number;
	rawColumns: Settings['rawColumns'];
}

/**
 * Checks a query as Appcues does.
 *
 * @throws a 400 that names the field, or the 500 that some queries always get
 */
export function checkedQuery(spec: Spec, { maxDays, rawColumns }: QueryLimits): Query {
	const { metrics = [], dimensions = [], columns = [], order_by: orderBy = [] } = spec;
	const { conditions = [] } = spec;
	if (alwaysFails(spec)) throw new Problem(500, 'the query cannot be answered');
	checkKind(metrics, dimensions, columns);
	known(metrics, [...Object.keys(METRICS), ...NPS_METRICS], 'metrics');
	known(dimensions, FIELDS, 'dimensions');
	known(columns, rawColumns === 'all' ? FIELDS : VERIFIED_COLUMNS, 'columns');
	checkNps(metrics, conditions);
	const selected = [...metrics, ...dimensions, ...columns];
	orderBy.forEach(([field], i) => {
		if (!selected.includes(field)) refuse(`order_by.${i}.0`, `'${field}' is not selected`);
	});
	if (spec.rank_n && !dimensions.includes(spec.rank_n.dimension)) {
		refuse('rank_n.dimension', `'${spec.rank_n.dimension}' is not among the dimensions`);
	}
	const timeIn = timeWriter(spec.timezone ?? 'UTC', 'body.timezone');
	return {
		...{ metrics, dimensions, columns, orderBy, timeIn, rank: spec.rank_n },
		...timeRange(spec, timeIn, maxDays),
		fields: fieldsNeeded(metrics, [...dimensions, ...columns], conditions),
		matches: matcher(conditions, (name) => FIELDS.includes(name)),
		offset: spec.offset ?? 0,
		limit: spec.limit ?? Infinity,
	};
}

function fieldsNeeded(
	metrics: readonly string[],
	selected: readonly string[],
	conditions: readonly Condition[],
): string[] {
	const counted = metrics.flatMap((name) => METRICS[name] ?? []);
	return [...new Set([...selected, ...counted, ...conditions.map(([field]) => field)])];
}

/** Whether Appcues always responds to it with a 500. */
function alwaysFails({ metrics = [], dimensions = [], columns = [], ...rest }: Spec): boolean {
	const { conditions = [], order_by: orderBy = [] } = rest;
	const named = [...metrics, ...dimensions, ...columns];
	const mentioned = [...named, ...conditions.map(([field]) => field), ...orderBy.map(([by]) => by)];
	if (mentioned.includes(BROKEN_NAME)) return true;
	if (columns.some((name) => BROKEN_COLUMNS.includes(name))) return true;
	if (!metrics.includes('nps_computed_score')) return false;
	return metrics.includes('nps_scores_submitted') || dimensions.some((name) => name !== 'day');
}

function checkNps(metrics: readonly string[], conditions: readonly Condition[]): void {
	if (conditions.some(([field]) => field === 'flow_id')) return;
	metrics.forEach((name, i) => {
		if (NPS_METRICS.includes(name))
			refuse(`metrics.${i}`, `'${name}' needs a condition on flow_id`);
	});
}

function checkKind(metrics: string[], dimensions: string[], columns: string[]): void {
	if (columns.length > 0 && metrics.length + dimensions.length > 0) {
		refuse('columns', 'raw rows have no metrics and no dimensions');
	}
	if (columns.length === 0 && metrics.length === 0) refuse('metrics', 'or columns are needed');
	if (dimensions.filter((name) => BUCKETS.includes(name)).length > 1) {
		refuse('dimensions', 'may hold one of day, week and month');
	}
}

function known(names: string[], vocabulary: readonly string[], field: string): void {
	names.forEach((name, i) => {
		if (!vocabulary.includes(name)) refuse(`${field}.${i}`, `'${name}' is unknown`);
	});
}

function timeRange(spec: Spec, timeIn: Query['timeIn'], maxDays: number) {
	const from = timeOf(spec.start_time, 'start_time', timeIn);
	const to = timeOf(spec.end_time, 'end_time', timeIn);
	if (to <= from) refuse('end_time', 'must be after start_time');
	const days = Math.ceil((to - from) / DAY_MS);
	if (days > maxDays) {
		refuse('end_time', `time range of ${days} days exceeds the ${maxDays}-day maximum`);
	}
	return { from, to };
}

/** A day alone begins at midnight in the zone of the query. */
function timeOf(text: string, field: string, timeIn: Query['timeIn']): number {
	const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
	const at = parseTime(isDay ? `${text}T00:00:00Z` : text);
	if (at === undefined) return refuse(field, `'${text}' is not a valid time`);
	return isDay ? 2 * at - Date.parse(`${timeIn(at).slice(0, 23)}Z`) : at;
}

function refuse(field: string, why: string): never {
	throw new Problem(400, `body.${field}: ${why}`);
}
