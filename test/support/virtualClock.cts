import { setImmediate } from 'node:timers/promises';

import type { Clock } from '../../nodes/shared/api/clock';

/** A clock whose time only passes in {@link VirtualClock.run}, from one wake-up to the next. */
export class VirtualClock implements Clock {
	private time = 0;

	private sleepers: Array<{ at: number; wake: () => void }> = [];

	/** How long each sleep was requested to be, in milliseconds. */
	readonly slept: number[] = [];

	now() {
		return this.time;
	}

	date() {
		return Date.UTC(2026, 0, 1) + this.time;
	}

	async sleep(milliseconds: number): Promise<void> {
		this.slept.push(milliseconds);
		const at = this.time + milliseconds;
		await new Promise<void>((wake) => {
			this.sleepers.push({ at, wake });
		});
	}

	/** Lets time pass until `work` is done. Fails when everything waits for something other than time. */
	async run<T>(work: Promise<T>): Promise<T> {
		let done = false;
		const settle = () => {
			done = true;
		};
		work.then(settle, settle);
		for (;;) {
			await setImmediate();
			if (done) return await work;
			this.sleepers.sort((a, b) => a.at - b.at);
			const next = this.sleepers.shift();
			if (!next) throw new Error('Nothing is waiting for time, and the work is not done');
			this.time = Math.max(this.time, next.at);
			next.wake();
		}
	}
}
