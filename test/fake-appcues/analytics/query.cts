import { type Condition, matcher } from '../exports/conditions.cjs';
import { parseTime } from '../parseTime.cjs';
import { Problem } from '../problem.cjs';
import { timeWriter } from '../timeZone.cjs';
import { BUCKETS, DIMENSIONS, FIELDS, type FieldRow, METRICS } from './vocabulary.cjs';

const DAY_MS = 86_400_000;

/** A query as it comes; the contract's schema has been met. */
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

/** Keep only the values of a dimension that have the most, or the least, of the first metric. */
export interface RankN {
	n: number;
	direction: 'top' | 'bottom';
	dimension: string;
}

/** A query that makes sense. */
export interface Query {
	metrics: string[];
	dimensions: string[];
	/** Empty for one that counts. */
	columns: string[];
	/** Milliseconds. */
	from: number;
	/** Exclusive. */
	to: number;
	matches(row: FieldRow): boolean;
	timeIn(ms: number): string;
	orderBy: Array<[field: string, direction: 'asc' | 'desc']>;
	offset: number;
	limit: number;
	rank: RankN | undefined;
}

/** @throws a 400 that names the field. @param maxDays Infinity for none */
export function checkedQuery(spec: Spec, maxDays: number): Query {
	const { metrics = [], dimensions = [], columns = [], order_by: orderBy = [] } = spec;
	checkKind(metrics, dimensions, columns);
	known(metrics, Object.keys(METRICS), 'metrics');
	known(dimensions, DIMENSIONS, 'dimensions');
	known(columns, FIELDS, 'columns');
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
		matches: matcher(spec.conditions ?? [], (name) => FIELDS.includes(name)),
		offset: spec.offset ?? 0,
		limit: spec.limit ?? Infinity,
	};
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
	if (at === undefined) return refuse(field, `'${text}' is no time that exists`);
	return isDay ? 2 * at - Date.parse(`${timeIn(at).slice(0, 23)}Z`) : at;
}

function refuse(field: string, why: string): never {
	throw new Problem(400, `body.${field}: ${why}`);
}
