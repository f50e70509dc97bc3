import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { ROOT } from './paths.cjs';

const WRAPPER = join(ROOT, 'dev/setup/guard.cjs');

export interface ChildOptions {
	/** The file for its output, replaced at each start. */
	logFile: string;
	env?: NodeJS.ProcessEnv;
	/** How many seconds it has to end after SIGTERM. */
	graceSeconds: number;
}

/** A program in its own process group that ends with this process, even when this process is killed. */
export interface ChildProgram {
	isRunning(): boolean;
	/** Settles when it has ended, for any reason. */
	ended: Promise<void>;
	/** Ends it and everything it started: SIGTERM, then SIGKILL after the grace time. */
	stop(): Promise<void>;
	/** Sends SIGKILL to all of it immediately, as when a machine fails. */
	kill(): Promise<void>;
}

/** Starts a program that ends with this process (see the wrapper in dev/setup). */
export function spawnKilledWithParent(
	[program, ...args]: [string, ...string[]],
	{ logFile, env, graceSeconds }: ChildOptions,
): ChildProgram {
	mkdirSync(dirname(logFile), { recursive: true });
	const log = openSync(logFile, 'w');
	const wrapper = spawn(process.execPath, [WRAPPER, String(graceSeconds), program, ...args], {
		env,
		detached: true, // Ctrl-C is for us; we then end it in good order
		stdio: ['pipe', log, log],
	});
	closeSync(log);
	wrapper.stdin?.on('error', () => {}); // it may have ended already
	// Kills what is left of the wrapper's group after the wrapper ended, in case the wrapper itself was killed.
	const ended = once(wrapper, 'exit').then(() => killGroup(wrapper.pid));
	return {
		isRunning: () => wrapper.exitCode === null && wrapper.signalCode === null,
		ended,
		stop: async () => {
			wrapper.stdin?.end();
			await ended;
		},
		kill: async () => {
			killGroup(wrapper.pid);
			await ended;
		},
	};
}

function killGroup(pid: number | undefined): void {
	try {
		if (pid !== undefined) process.kill(-pid, 'SIGKILL');
	} catch {
		// nobody is left
	}
}
