import { BUCKETS } from './vocabulary.cjs';

const DAY_MS = 86_400_000;

/** Returns the first day of the bucket that a day is in: the day itself, its Monday, or the first of its month. */
export function bucketOf(day: string, bucket: string): string {
	if (bucket === 'month') return `${day.slice(0, 7)}-01`;
	if (bucket === 'day') return day;
	const sinceMonday = (new Date(day).getUTCDay() + 6) % 7;
	return daysAfter(day, -sinceMonday);
}

/** Returns the last day of a bucket. */
export function lastDayOf(start: string, bucket: string): string {
	if (bucket === 'day') return start;
	if (bucket === 'week') return daysAfter(start, 6);
	const [year = 0, month = 0] = start.split('-').map(Number);
	return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** Returns the day that many days later, or earlier for a negative number. */
export function daysAfter(day: string, count: number): string {
	return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Returns the buckets from one day to another, including both. */
export function bucketsBetween(first: string, last: string, bucket: string): string[] {
	const starts = new Set<string>();
	for (let day = first; day <= last; day = daysAfter(day, 1)) starts.add(bucketOf(day, bucket));
	return [...starts];
}

/** Returns the position of the bucket among the dimensions, or -1. */
export function bucketPlace(dimensions: readonly string[]): number {
	return dimensions.findIndex((name) => BUCKETS.includes(name));
}
