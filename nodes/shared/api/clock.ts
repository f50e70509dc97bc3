import { sleep } from 'n8n-workflow';

/** Time as a parameter: what waits or paces asks a clock, so that tests need not wait. Milliseconds throughout. */
export interface Clock {
	/** Only ever moves forward, whatever happens to the machine's date. Its zero means nothing. */
	now(): number;
	/** Milliseconds since 1970, for what a server gives as a date. */
	date(): number;
	sleep(milliseconds: number): Promise<void>;
}

export const systemClock: Clock = {
	now: () => performance.now(),
	date: () => Date.now(),
	sleep: async (milliseconds) => await sleep(milliseconds),
};

/** The execution was cancelled while the node waited. */
export class Cancelled extends Error {
	/** @param told what a user should know of work that is under way */
	constructor(told = '') {
		// n8n takes an execution for stopped, not failed, by this word in this spelling.
		super(`The execution was canceled${told && `. ${told}`}`);
		this.name = 'Cancelled';
	}
}

/**
 * The longest that a cancelled execution goes on sleeping. n8n's `sleep` takes an abort signal only since
 * n8n-workflow 2.34, and node code has no timers of its own, so a long pause is made of short ones.
 */
const SLICE_MS = 200;

/**
 * Sleeps for `milliseconds`, or throws {@link Cancelled} soon after `signal` is aborted.
 */
export async function pause(
	clock: Clock,
	milliseconds: number,
	signal?: AbortSignal,
): Promise<void> {
	const end = clock.now() + milliseconds;
	for (;;) {
		if (signal?.aborted) throw new Cancelled();
		const left = end - clock.now();
		if (left <= 0) return;
		// Whole milliseconds: timers take no less, and a shorter one would only spin.
		await clock.sleep(Math.ceil(signal ? Math.min(left, SLICE_MS) : left));
	}
}
