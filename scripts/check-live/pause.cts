import { setTimeout as sleep } from 'node:timers/promises';

import { Interrupted } from './assumption.cjs';

/** Waits. @throws {Interrupted} as soon as the signal is aborted */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	await sleep(ms, undefined, { signal }).catch(() => {
		throw new Interrupted();
	});
}
