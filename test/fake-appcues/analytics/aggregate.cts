import type { Row } from './answer.cjs';
import type { Query, RankN } from './query.cjs';
import { BUCKETS, type FieldRow, METRICS } from './vocabulary.cjs';

const DAY_MS = 86_400_000;

/** Counts events by the dimensions; without one it counts them all, in one row. */
export function aggregate(events: readonly FieldRow[], query: Query): Row[] {
	const { metrics, dimensions, rank } = query;
	const groups = new Map<string, { values: unknown[]; events: FieldRow[] }>();
	const groupOf = (values: unknown[]) => {
		const key = JSON.stringify(values);
		const group = groups.get(key) ?? { values, events: [] };
		groups.set(key, group);
		return group;
	};
	const kept = rank ? ranked(events, rank, query) : events;
	for (const event of kept) {
		groupOf(dimensions.map((name) => dimensionOf(event, name))).events.push(event);
	}
	if (dimensions.length === 0) groupOf([]);
	for (const values of missingBuckets([...groups.values()], query)) groupOf(values);
	const ordered = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
	return ordered.map(({ values, events }) => ({
		...Object.fromEntries(dimensions.map((name, i) => [name, values[i]])),
		...Object.fromEntries(metrics.map((name) => [name, count(events, name)])),
	}));
}

/** Events without a value do not count, but for the metric that counts them all. */
function count(events: readonly FieldRow[], metric: string): number {
	const field = METRICS[metric];
	if (field === undefined) return events.length;
	const values = events.map((event) => event[field]);
	return new Set(values.filter((value) => value !== null)).size;
}

function dimensionOf(event: FieldRow, name: string): unknown {
	return BUCKETS.includes(name) ? bucketOf(event.timestamp.slice(0, 10), name) : event[name];
}

/** The first day of the week (a Monday) or month that a day is in. */
function bucketOf(day: string, bucket: string): string {
	if (bucket === 'month') return `${day.slice(0, 7)}-01`;
	if (bucket === 'day') return day;
	const at = Date.parse(day);
	const sinceMonday = (new Date(at).getUTCDay() + 6) % 7;
	return new Date(at - sinceMonday * DAY_MS).toISOString().slice(0, 10);
}

/** The values of groups nothing was counted for: each bucket of time beside all the other values. */
function missingBuckets(groups: Array<{ values: unknown[] }>, query: Query): unknown[][] {
	const { dimensions, from, to, timeIn } = query;
	const place = dimensions.findIndex((name) => BUCKETS.includes(name));
	if (place < 0) return [];
	const days: string[] = [];
	const last = timeIn(to - 1).slice(0, 10);
	for (let day = timeIn(from).slice(0, 10); day <= last; day = nextDay(day)) days.push(day);
	const buckets = [...new Set(days.map((day) => bucketOf(day, dimensions[place] ?? '')))];
	const others = dimensions.length === 1 ? [{ values: [undefined] }] : groups;
	return others.flatMap(({ values }) => buckets.map((bucket) => values.with(place, bucket)));
}

function nextDay(day: string): string {
	return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}

function ranked(events: readonly FieldRow[], rank: RankN, query: Query): FieldRow[] {
	const values = [...new Set(events.map((event) => dimensionOf(event, rank.dimension)))];
	const total = (value: unknown) =>
		count(
			events.filter((event) => dimensionOf(event, rank.dimension) === value),
			query.metrics[0] ?? 'events',
		);
	const sign = rank.direction === 'top' ? -1 : 1;
	const best = values.sort((a, b) => sign * (total(a) - total(b))).slice(0, rank.n);
	return events.filter((event) => best.includes(dimensionOf(event, rank.dimension)));
}
