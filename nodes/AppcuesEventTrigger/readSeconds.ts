import type { IDataObject } from 'n8n-workflow';

import { readTimestamp } from '../shared/events/event';
import { elementAt } from '../shared/util/elementAt';

/** From the first second up to the second before the last. Seconds since 1970. */
export interface TimeWindow {
	start: number;
	end: number;
}

/** What the trigger can ask analytics. */
export interface Source {
	/**
	 * Returns the raw rows of a window, oldest first, as many as one response holds, and whether there may be more.
	 *
	 * @param offset how many to skip
	 */
	rows(window: TimeWindow, offset: number): Promise<{ rows: IDataObject[]; truncated: boolean }>;
	/** Returns how many events a window has. */
	count(window: TimeWindow): Promise<number>;
}

/** All events of one second, or none of them. */
interface Second {
	second: number;
	rows: IDataObject[];
}

/** The result of one step: whole seconds, and where the next step begins. */
interface Step {
	seconds: Second[];
	/** All events before this second have been read. */
	readTo: number;
}

/** How often a second with more events than one response holds is read, until it didn't change meanwhile. */
const ATTEMPTS = 3;

/**
 * Reads the events of a window in steps, oldest first, one request each. A response that Appcues cut ends somewhere
 * within a second, so the next step reads that second again (docs/appcues-openapi.yaml, `queryAnalytics`).
 */
export async function* readSeconds(source: Source, window: TimeWindow): AsyncGenerator<Step> {
	let { start, end } = window;
	while (start < window.end) {
		if (end <= start) end = window.end;
		const part = { start, end };
		const { rows, truncated } = await source.rows(part, 0);
		const seconds = bySecond(rows, part);
		if (!truncated || rows.length === 0) {
			yield { seconds, readTo: end };
			[start, end] = [end, Math.min(window.end, end + 2 * (end - start))];
			continue;
		}
		// Any rows can be missing from a response that is cut and not sorted.
		if (!isSorted(rows) && end - start > 1) {
			end = start + Math.floor((end - start) / 2);
			continue;
		}
		const last = seconds.at(-1)?.second ?? start;
		if (seconds.length === 1 && last > start) {
			// A response of one second doesn't show whether it is sorted.
			end = last;
			continue;
		}
		if (last > start) {
			yield { seconds: seconds.filter(({ second }) => second < last), readTo: last };
			start = last;
		} else {
			yield { seconds: [await readDenseSecond(source, start)], readTo: start + 1 };
			start += 1;
		}
	}
}

/**
 * Reads a second with more events than one response holds. An event that arrives meanwhile would shift the others, so
 * that one is read twice or not at all. Then the count differs.
 *
 * @throws if the second never stays the same
 */
async function readDenseSecond(source: Source, second: number): Promise<Second> {
	const window = { start: second, end: second + 1 };
	for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
		const count = await source.count(window);
		const rows: IDataObject[] = [];
		for (;;) {
			const page = await source.rows(window, rows.length);
			rows.push(...page.rows);
			if (!page.truncated || page.rows.length === 0 || rows.length > count) break;
		}
		if (rows.length === count && (await source.count(window)) === count) return { second, rows };
	}
	throw new Error(
		`Appcues' analytics returned another number of events than they count at ${new Date(second * 1000).toISOString()}. The next poll retries. If this repeats, choose fewer events.`,
	);
}

const isSorted = (rows: readonly IDataObject[]): boolean => {
	const times = rows.map(secondOf);
	return times.every((time, index) => index === 0 || elementAt(times, index - 1) <= time);
};

/** Returns the rows by second, the earliest first. Rows outside the window belong to another poll. */
function bySecond(rows: readonly IDataObject[], { start, end }: TimeWindow): Second[] {
	const seconds = new Map<number, IDataObject[]>();
	for (const row of rows) {
		const second = secondOf(row);
		if (second < start || second >= end) continue;
		const same = seconds.get(second);
		if (same) same.push(row);
		else seconds.set(second, [row]);
	}
	return [...seconds].sort(([a], [b]) => a - b).map(([second, of]) => ({ second, rows: of }));
}

function secondOf({ timestamp }: IDataObject): number {
	const time = readTimestamp(timestamp);
	if (time) return Math.floor(time.milliseconds / 1000);
	throw new Error(
		`Appcues' analytics returned an event whose time can't be read: ${String(JSON.stringify(timestamp)).slice(0, 60)}`,
	);
}
