const MINUTE_MS = 60_000;

/** Counts requests per account in whole minutes. A refused request isn't counted. */
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
