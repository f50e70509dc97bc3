/** A string matches the end of the decoded path, a RegExp the decoded path. */
export type PathPattern = string | RegExp;

/** Returns whether a request matches a test's filter. */
export function matchesRequest(
	request: { method: string; pathname: string },
	method: string | undefined,
	path: PathPattern | undefined,
): boolean {
	if (method !== undefined && method.toUpperCase() !== request.method) return false;
	if (path === undefined) return true;
	if (typeof path === 'string') return request.pathname.endsWith(path);
	// Not test(), which moves lastIndex of a global pattern.
	return request.pathname.search(path) !== -1;
}

/**
 * Something that goes wrong with a request. With a `status`, the fake responds with it and doesn't do the work,
 * unless `applied` is set. Without one, the work is done and only the response is affected. Downloads (paths
 * that begin with `/download/`) can be hit as well, except by `applied` and by `garbage` without a `status`.
 */
export interface Fault {
	/** Default: any. */
	method?: string;
	path: PathPattern;
	/** How many requests it hits. Default 1; Infinity for all. */
	times?: number;
	status?: number;
	/** Default for a `status`: Appcues' envelope. A string is sent as text/plain, anything else as JSON. */
	body?: unknown;
	headers?: Record<string, string>;
	/** Milliseconds of real (or jest's fake) time to wait before anything happens. */
	delayMs?: number;
	/**
	 * `before`: the connection is cut and nothing is done. `after`: the work is done, then the connection is
	 * cut without a response. `mid-body`: the connection is cut after half of the response.
	 */
	reset?: 'before' | 'after' | 'mid-body';
	/** Replaces the response body with garbage. `wrong-type`: an array instead of an object, or the reverse. */
	garbage?: 'html' | 'truncated-json' | 'empty' | 'wrong-type';
	/** Milliseconds between two bytes of the response body. */
	trickle?: number;
	/** For a download: respond like S3 to an expired link. */
	expired?: boolean;
	/** With `status`: do the work anyway. Below 400, the real body is sent with that status. */
	applied?: boolean;
}

/** Whether to do the work in spite of the fault. */
export function isApplied(fault: Fault): boolean {
	return fault.applied ?? (fault.status === undefined || fault.reset === 'after');
}

/** The pending faults. The first one that matches a request is consumed by it. */
export class FaultQueue {
	#pending: Array<{ fault: Fault; left: number }> = [];

	add(fault: Fault): void {
		this.#pending.push({ fault, left: fault.times ?? 1 });
	}

	clear(): void {
		this.#pending = [];
	}

	/** Returns the fault for this request and counts it as used. */
	take(request: { method: string; pathname: string }): Fault | undefined {
		const match = this.#pending.find(({ fault }) =>
			matchesRequest(request, fault.method, fault.path),
		);
		if (!match) return undefined;
		match.left -= 1;
		if (match.left <= 0) this.#pending = this.#pending.filter((other) => other !== match);
		return match.fault;
	}
}
