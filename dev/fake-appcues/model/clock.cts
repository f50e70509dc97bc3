/** Where the fake gets the time from, in milliseconds since 1970. */
export interface Clock {
	now(): number;
}

/** The machine's clock. Reads `Date.now` on every call, because jest's fake timers replace it. */
export const systemClock: Clock = { now: () => Date.now() };

/** Returns `ms` as Appcues writes times: ISO 8601 in UTC. */
export function isoTime(ms: number): string {
	return new Date(ms).toISOString();
}
