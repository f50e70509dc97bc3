/** Where the fake gets the time from, in milliseconds since 1970. */
export interface Clock {
	now(): number;
}

/** The machine's clock. Reads `Date.now` on every call, because jest's fake timers replace it. */
export const systemClock: Clock = { now: () => Date.now() };

const MAX_WRITTEN = 20_000;

/** What was written lately: every query writes the times of thousands of events. */
const written = new Map<number, string>();

/** Returns `ms` as Appcues writes times: ISO 8601 in UTC. */
export function isoTime(ms: number): string {
	const known = written.get(ms);
	if (known !== undefined) return known;
	if (written.size >= MAX_WRITTEN) written.clear();
	const text = new Date(ms).toISOString();
	written.set(ms, text);
	return text;
}
