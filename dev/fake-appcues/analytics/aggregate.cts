import { bucketPlace, bucketsBetween, daysAfter, lastDayOf } from './buckets.cjs';
import { npsFact, npsValues } from './nps.cjs';
import type { Query, RankN } from './query.cjs';
import type { Row, RowOfEvent } from './rows.cjs';
import { METRICS, NPS_METRICS } from './vocabulary.cjs';

/** Days that an NPS figure covers, including its own day. */
export const NPS_DAYS = 30;

/** Rows of one combination of dimension values. */
interface Group {
	values: unknown[];
	rows: RowOfEvent[];
}

/**
 * Computes the metrics for each combination of dimension values, or in one row when there are no dimensions.
 *
 * @param rows those in the time range
 * @param lookBack the same rows plus those of the 30 days before, for NPS
 */
export function aggregate(
	rows: readonly RowOfEvent[],
	lookBack: readonly RowOfEvent[],
	query: Query,
): Row[] {
	const { metrics, dimensions, rank } = query;
	const npsOf = npsReader(lookBack, query);
	const groups = groupsOf(rank ? ranked(rows, rank, query) : rows, lookBack, query);
	return groups.map((group) => {
		const nps = npsOf(group);
		return {
			...Object.fromEntries(dimensions.map((name, i) => [name, group.values[i]])),
			...Object.fromEntries(metrics.map((name) => [name, nps[name] ?? count(group.rows, name)])),
		};
	});
}

/** Sorted by their values, including time buckets without events. */
function groupsOf(
	rows: readonly RowOfEvent[],
	lookBack: readonly RowOfEvent[],
	query: Query,
): Group[] {
	const { dimensions } = query;
	const groups = new Map<string, Group>();
	const groupOf = (values: unknown[]) => {
		const key = keyOf(values);
		const group = groups.get(key) ?? { values, rows: [] };
		groups.set(key, group);
		return group;
	};
	for (const row of rows) groupOf(valuesOf(row, dimensions)).rows.push(row);
	if (dimensions.length === 0) groupOf([]);
	const buckets = bucketsOf(query);
	const [first] = buckets;
	// A survey answered before the range still has a rolling figure in it.
	for (const row of asksForNps(query) ? lookBack : []) {
		groupOf(withBucket(valuesOf(row, dimensions), dimensions, first));
	}
	// With a bucket as the only dimension, every bucket is a row, even if nothing happened.
	const seen = dimensions.length === 1 ? [['']] : [...groups.values()].map(({ values }) => values);
	const others = grouped(seen, (values) => keyOf(withBucket(values, dimensions)));
	for (const bucket of buckets) {
		for (const [values = []] of others.values()) groupOf(withBucket(values, dimensions, bucket));
	}
	return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** A missing value is "" in a grouped row, and an object is JSON text. */
function valuesOf({ fields }: RowOfEvent, dimensions: readonly string[]): unknown[] {
	return dimensions.map((name) => {
		const value = fields[name] ?? '';
		return typeof value === 'object' ? JSON.stringify(value) : value;
	});
}

function keyOf(values: unknown[]): string {
	return JSON.stringify(values);
}

function withBucket(values: unknown[], dimensions: readonly string[], bucket = ''): unknown[] {
	const place = bucketPlace(dimensions);
	return place < 0 ? values : values.with(place, bucket);
}

/** The buckets of the time range, or none when no dimension asks for them. */
function bucketsOf({ dimensions, ...query }: Query): string[] {
	const bucket = dimensions[bucketPlace(dimensions)];
	return bucket === undefined ? [] : bucketsBetween(firstDay(query), lastDay(query), bucket);
}

function firstDay({ from, timeIn }: Pick<Query, 'from' | 'timeIn'>): string {
	return timeIn(from).slice(0, 10);
}

function lastDay({ to, timeIn }: Pick<Query, 'to' | 'timeIn'>): string {
	return timeIn(to - 1).slice(0, 10);
}

/** Only the metric that counts all events counts events without a value. */
function count(rows: readonly RowOfEvent[], metric: string): number {
	const field = METRICS[metric];
	if (field === undefined) return rows.length;
	const values = rows.map(({ fields }) => fields[field]);
	return new Set(values.filter((value) => value !== null)).size;
}

/** Returns whether a query needs the events of the days before its range. */
export function asksForNps({ metrics }: Query): boolean {
	return metrics.some((name) => NPS_METRICS.includes(name));
}

/** Returns a function that computes a group's NPS figures for the 30 days up to its last day. */
function npsReader(
	lookBack: readonly RowOfEvent[],
	query: Query,
): (group: Group) => Record<string, number> {
	if (!asksForNps(query)) return () => ({});
	const { dimensions } = query;
	const place = bucketPlace(dimensions);
	const otherKey = (values: unknown[]) => keyOf(withBucket(values, dimensions));
	const facts = lookBack.flatMap((row) => {
		const fact = npsFact(row.event);
		if (!fact) return [];
		const day = query.timeIn(row.at).slice(0, 10);
		return [{ fact, day, key: otherKey(valuesOf(row, dimensions)) }];
	});
	const byKey = grouped(facts, ({ key }) => key);
	return ({ values }) => {
		const last = lastDay(query);
		const end = place < 0 ? last : lastDayOf(String(values[place]), dimensions[place] ?? '');
		const until = end < last ? end : last;
		const since = daysAfter(until, 1 - NPS_DAYS);
		const all = byKey.get(otherKey(values)) ?? [];
		const inTime = all.filter(({ day }) => day >= since && day <= until);
		return npsValues(inTime.map(({ fact }) => fact));
	};
}

function ranked(rows: readonly RowOfEvent[], rank: RankN, query: Query): RowOfEvent[] {
	const valueOf = (row: RowOfEvent) => valuesOf(row, [rank.dimension])[0];
	const total = new Map(
		[...grouped(rows, valueOf)].map(([value, some]) => [
			value,
			count(some, query.metrics[0] ?? 'events'),
		]),
	);
	const sign = rank.direction === 'top' ? -1 : 1;
	const best = [...total].sort(([, a], [, b]) => sign * (a - b)).slice(0, rank.n);
	const kept = new Set(best.map(([value]) => value));
	return rows.filter((row) => kept.has(valueOf(row)));
}

function grouped<T, Key>(things: readonly T[], keyOf: (thing: T) => Key): Map<Key, T[]> {
	const groups = new Map<Key, T[]>();
	for (const thing of things) {
		const key = keyOf(thing);
		const group = groups.get(key);
		if (group) group.push(thing);
		else groups.set(key, [thing]);
	}
	return groups;
}
