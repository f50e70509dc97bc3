const WINDOW_MS = 1000;

/** Counts requests per account in a sliding window of one second. A refused request is not counted. */
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
