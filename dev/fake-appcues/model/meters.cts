const WINDOW_MS = 1000;

/** Counts requests per account in a sliding window of one second. Refused requests aren't counted. */
export class RateLimiter {
	readonly #seen = new Map<string, number[]>();

	/** Returns whether the account may send one more request at `now`, and counts it. */
	admit(accountId: string, now: number, limit: number): boolean {
		if (limit === Infinity) return true;
		const recent = (this.#seen.get(accountId) ?? []).filter((at) => at > now - WINDOW_MS);
		const admitted = recent.length < limit;
		if (admitted) recent.push(now);
		this.#seen.set(accountId, recent);
		return admitted;
	}

	/** Returns how many more requests the account may send at `now`. */
	remaining(accountId: string, now: number, limit: number): number {
		const recent = (this.#seen.get(accountId) ?? []).filter((at) => at > now - WINDOW_MS);
		return Math.max(0, limit - recent.length);
	}

	clear(): void {
		this.#seen.clear();
	}
}

const MINUTE_MS = 60_000;

/** Counts requests per account in whole minutes. Refused requests aren't counted. */
export class MinuteMeter {
	readonly #counts = new Map<string, { minute: number; count: number }>();

	/** Returns whether the account may send one more request at `now`, and counts it. */
	admit(accountId: string, now: number, limit: number): boolean {
		const count = this.#countAt(accountId, now);
		if (count >= limit) return false;
		this.#counts.set(accountId, { minute: minuteOf(now), count: count + 1 });
		return true;
	}

	/** Returns how many more requests the account may send in this minute. */
	remaining(accountId: string, now: number, limit: number): number {
		return Math.max(0, limit - this.#countAt(accountId, now));
	}

	clear(): void {
		this.#counts.clear();
	}

	#countAt(accountId: string, now: number): number {
		const known = this.#counts.get(accountId);
		return known?.minute === minuteOf(now) ? known.count : 0;
	}
}

/** Returns the end of the minute, in milliseconds. */
export function endOfMinute(now: number): number {
	return (minuteOf(now) + 1) * MINUTE_MS;
}

function minuteOf(now: number): number {
	return Math.floor(now / MINUTE_MS);
}
