import { readFileSync } from 'node:fs';

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
const CHECK_INTERVAL_MS = 1000;

/**
 * Waits for a signal to stop, or until the npm that started this process is gone. (When npm is killed, nobody
 * can press Ctrl-C.) Further signals are then ignored, because stopping is in progress and npm passes Ctrl-C on
 * a second time.
 *
 * @returns the exit status that shells expect after that signal
 */
export async function stopSignal(): Promise<number> {
	return await new Promise((resolve) => {
		for (const [signal, number] of Object.entries(SIGNALS)) {
			process.on(signal, () => resolve(128 + number));
		}
		if (process.env.npm_lifecycle_event === undefined) return;
		const starters = ourStarters();
		setInterval(() => {
			if (ourStarters() !== starters) resolve(128 + SIGNALS.SIGHUP);
		}, CHECK_INTERVAL_MS).unref();
	});
}

/** Returns the parent process, and the npm behind it when npm has started a shell in between that outlives it. */
function ourStarters(): string {
	const parent = statOf(process.ppid);
	return parent?.name === 'sh' ? `${process.ppid} ${parent.parent}` : `${process.ppid}`;
}

/** Returns undefined where there is no /proc. */
function statOf(pid: number): { name: string; parent: string } | undefined {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const [, name = '', parent = ''] = /\((.*)\) \S (\d+)/.exec(stat) ?? [];
		return { name, parent };
	} catch {
		return undefined;
	}
}
