import { sleep } from 'n8n-workflow';

/** The time as a dependency, so that tests don't have to wait. All values are milliseconds. */
export interface Clock {
	/** Never goes back, even if the machine's date does. Its zero is arbitrary. */
	now(): number;
	/** Milliseconds since 1970, to compare with a server's dates. */
	date(): number;
	sleep(milliseconds: number): Promise<void>;
}

export const systemClock: Clock = {
	now: () => performance.now(),
	date: () => Date.now(),
	sleep: async (milliseconds) => await sleep(milliseconds),
};

/** The execution was canceled while the node was waiting. */
export class Cancelled extends Error {
	/** @param unfinished what users should know about unfinished work */
	constructor(unfinished = '') {
		// n8n recognizes a canceled execution by this word in this spelling.
		super(`The execution was canceled${unfinished && `. ${unfinished}`}`);
		this.name = 'Cancelled';
	}
}

/**
 * How long a canceled execution sleeps at most. n8n's `sleep` takes an abort signal only since n8n-workflow 2.34, and
 * nodes have no timers of their own, so a long pause consists of short ones.
 */
const SLICE_MS = 200;

/** Sleeps for `milliseconds`, or throws {@link Cancelled} soon after `signal` is aborted. */
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
		// Timers need whole milliseconds.
		await clock.sleep(Math.ceil(signal ? Math.min(left, SLICE_MS) : left));
	}
}

/** How long a loop may keep n8n's process busy, in milliseconds. */
const BUSY_MS = 50;

/**
 * Returns a function for long loops. Each call pauses if the loop has been busy for {@link BUSY_MS}, so that n8n can do
 * other work, such as canceling the execution.
 *
 * @returns a promise only if there is a pause, because awaiting nothing in each step would be slow
 */
export function yieldToEventLoop(
	clock: Clock,
	signal?: AbortSignal,
): () => Promise<void> | undefined {
	let since = clock.now();
	return () => {
		if (clock.now() - since < BUSY_MS) return undefined;
		return pause(clock, 1, signal).then(() => {
			since = clock.now();
		});
	};
}
