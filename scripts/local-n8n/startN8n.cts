import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { environment } from './environment.cjs';
import { type Host, NEWEST } from './host.cjs';
import { hostNode } from './hostNode.cjs';
import { ROOT } from './paths.cjs';
import { freePort } from './ports.cjs';

const GUARD = join(ROOT, 'scripts/setup/guard.mjs');
/** To finish what it is writing. */
const GRACE_SECONDS = '10';
const READY_WITHIN_MS = 120_000;

export interface N8nOptions {
	/** What n8n gets as N8N_USER_FOLDER. */
	userFolder: string;
	/** The file n8n's output goes to, replaced at each start. */
	logFile: string;
	/** Default: a free one. */
	port?: number;
	/** Default: the newest. */
	host?: Host;
}

/** An n8n that does not start, or does not stay. */
export class N8nEnded extends Error {
	override name = 'N8nEnded';
}

/** An n8n in a process of its own, which ends with this one even when this one is killed. */
export interface RunningN8n {
	/** Without a slash at the end. */
	url: string;
	/** Ends n8n and everything it started: SIGTERM, after ten seconds SIGKILL. */
	stop(): Promise<void>;
	/** Settles when n8n has ended, whoever wanted it. */
	ended: Promise<void>;
	/**
	 * Waits until n8n answers.
	 *
	 * @throws when it ends or does not answer within two minutes, with the last lines of its log
	 */
	ready(): Promise<void>;
}

/** Starts the n8n of `installHost`, waits until it answers, and stops it if it never does. */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
	const n8n = await launchN8n(options);
	try {
		await n8n.ready();
	} catch (error) {
		await n8n.stop();
		throw error;
	}
	return n8n;
}

/** Starts the n8n of `installHost` under a guard (guard.mjs) without waiting for it. */
export async function launchN8n(options: N8nOptions): Promise<RunningN8n> {
	const { userFolder, logFile, port, host = NEWEST } = options;
	const nodePath = hostNode(host).path;
	const program = join(host.folder, 'node_modules/n8n/bin/n8n');
	const ownPort = port ?? (await freePort());
	const brokerPort = await freePort();
	mkdirSync(dirname(logFile), { recursive: true });
	const log = openSync(logFile, 'w');
	const guard = spawn(process.execPath, [GUARD, GRACE_SECONDS, nodePath, program, 'start'], {
		env: environment({ userFolder, port: ownPort, brokerPort, nodePath }),
		detached: true, // Ctrl-C is for us; we then end n8n in good order
		stdio: ['pipe', log, log],
	});
	closeSync(log);
	guard.stdin?.on('error', () => {}); // it may have ended by itself
	const ended = once(guard, 'exit').then(() => killGroup(guard));
	const url = `http://127.0.0.1:${ownPort}`;
	return {
		url,
		ended,
		stop: async () => {
			guard.stdin?.end();
			await ended;
		},
		ready: async () => await waitUntilReady(url, guard, logFile),
	};
}

/** /healthz answers before the database is ready; this one does not. */
async function waitUntilReady(url: string, guard: ChildProcess, logFile: string): Promise<void> {
	const end = Date.now() + READY_WITHIN_MS;
	while (Date.now() < end && guard.exitCode === null && guard.signalCode === null) {
		const answer = await fetch(`${url}/healthz/readiness`).catch(() => undefined);
		await answer?.body?.cancel();
		if (answer?.ok) return;
		await sleep(100);
	}
	throw new N8nEnded(`n8n did not get ready. Its last words in ${logFile}:\n${tail(logFile)}`);
}

/** What is left of the guard's group once the guard is gone, were it killed itself. */
function killGroup({ pid }: ChildProcess): void {
	try {
		if (pid !== undefined) process.kill(-pid, 'SIGKILL');
	} catch {
		// nobody is left
	}
}

const tail = (file: string): string =>
	readFileSync(file, 'utf8').trim().split('\n').slice(-15).join('\n');
