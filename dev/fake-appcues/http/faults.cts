import type { RequestHandler } from 'express';

import { faultReply } from './deliver.cjs';
import type { FakeState } from '../state.cjs';
import { exchangeOf } from './exchange.cjs';
import { pause, transmit } from './transmit.cjs';

/**
 * Something that goes wrong with a request. With a `status` that is answered and the work is not
 * done, unless `applied`; without one the work is done and only its answer suffers.
 *
 * Downloads (their paths begin with `/download/`) can be hit as well, but for `applied`, and `garbage`
 * without a `status`.
 */
export interface Fault {
	/** Default: any. */
	method?: string;
	path: PathPattern;
	/** How many requests it hits. Default 1; Infinity for all. */
	times?: number;
	status?: number;
	/** Default for a `status`: Appcues' envelope. Text is sent as text/plain, anything else as JSON. */
	body?: unknown;
	headers?: Record<string, string>;
	/** Milliseconds of real (or jest's fake) time to wait before anything is done. */
	delayMs?: number;
	/**
	 * `before`: the connection is cut and nothing is done. `after`: the work is done, then the
	 * connection is cut without an answer. `mid-body`: it is cut after half of the answer.
	 */
	reset?: 'before' | 'after' | 'mid-body';
	/** Puts nonsense in place of the answer's body. `wrong-type`: an array for an object, or back. */
	garbage?: 'html' | 'truncated-json' | 'empty' | 'wrong-type';
	/** Milliseconds between two bytes of the answer's body. */
	trickle?: number;
	/** Of a download: answer what S3 answers to a link that is too old. */
	expired?: boolean;
	/** With `status`: do the work all the same. Below 400 the true body goes out with that status. */
	applied?: boolean;
}

/** Whether the request is to be worked on in spite of the fault. */
export function isApplied(fault: Fault): boolean {
	return fault.applied ?? (fault.status === undefined || fault.reset === 'after');
}

/** Faults still to come; the first one that fits a request is used up by it. */
export class FaultQueue {
	#pending: Array<{ fault: Fault; left: number }> = [];

	add(fault: Fault): void {
		this.#pending.push({ fault, left: fault.times ?? 1 });
	}

	clear(): void {
		this.#pending = [];
	}

	/** @returns the fault for this request, which counts as used */
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

/** Lets the next fault that fits have its way: at once, or with the answer once the work is done. */
export function injectFault(fake: FakeState): RequestHandler {
	return async (request, response, next) => {
		const exchange = exchangeOf(request);
		const fault = fake.takeFault(exchange.entry);
		exchange.fault = fault;
		if (fault?.delayMs !== undefined) await pause(fault.delayMs);
		if (fault?.reset === 'before') {
			response.destroy();
		} else if (fault && !isApplied(fault)) {
			const reply = faultReply(fault);
			exchange.entry.status = reply.status;
			transmit(response, reply, fault);
		} else {
			next();
		}
	};
}

/** Text: the decoded path ends with it. RegExp: the decoded path matches. */
export type PathPattern = string | RegExp;

/** Whether a request is one that a test means. */
export function matchesRequest(
	request: { method: string; pathname: string },
	method: string | undefined,
	path: PathPattern | undefined,
): boolean {
	if (method !== undefined && method.toUpperCase() !== request.method) return false;
	if (path === undefined) return true;
	if (typeof path === 'string') return request.pathname.endsWith(path);
	// Not test(): it moves lastIndex of a global pattern.
	return request.pathname.search(path) !== -1;
}
