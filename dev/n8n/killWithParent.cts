import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { ROOT } from './paths.cjs';

const WRAPPER = join(ROOT, 'dev/setup/guard.mjs');

export interface ChildOptions {
	/** The file its output goes to, replaced at each start. */
	logFile: string;
	env?: NodeJS.ProcessEnv;
	/** How long it has to end by itself once it is told to. */
	graceSeconds: number;
}

/** A program in a process group of its own, which ends with this process even when this one is killed. */
export interface ChildProgram {
	isRunning(): boolean;
	/** Settles when it has ended, whoever wanted it. */
	ended: Promise<void>;
	/** Ends it and everything it started: SIGTERM, after the grace time SIGKILL. */
	stop(): Promise<void>;
	/** SIGKILL to all of it at once, as when a machine fails. */
	kill(): Promise<void>;
}

/** Starts a program under a guard (guard.mjs). */
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
	wrapper.stdin?.on('error', () => {}); // it may have ended by itself
	// What is left of the guard's group once the guard is gone, were it killed itself.
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
