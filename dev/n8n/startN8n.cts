import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { environment } from './environment.cjs';
import { type ChildProgram, spawnKilledWithParent } from './killWithParent.cjs';
import { type N8nVersion, NEWEST } from '../setup/n8n/n8nVersion.cjs';
import { nodeForN8n } from '../setup/n8n/nodeForN8n.cjs';
import { freePort } from './ports.cjs';

/** Time to finish what it is writing. */
const GRACE_SECONDS = 10;
const READY_WITHIN_MS = 120_000;

export interface N8nOptions {
	/** What n8n gets as N8N_USER_FOLDER. */
	userFolder: string;
	/** The file for n8n's output, replaced at each start. */
	logFile: string;
	/** Default: a free one. */
	port?: number;
	/** Default: the newest. */
	n8nVersion?: N8nVersion;
	/** Which part of n8n runs: all of it (default), or in queue mode a worker or a webhook process. */
	command?: 'start' | 'worker' | 'webhook';
	/** Settings in addition to those of every local n8n. */
	settings?: Record<string, string>;
	/** How many seconds it has to end by itself when it is stopped. Default: ten. */
	graceSeconds?: number;
}

/** Thrown when n8n doesn't start, or ends unexpectedly. */
export class N8nEnded extends Error {
	override name = 'N8nEnded';
}

/** An n8n in its own process that ends with this one, even when this one is killed. */
export interface RunningN8n extends Omit<ChildProgram, 'isRunning'> {
	/** Without a trailing slash. A worker only serves its health status. */
	url: string;
	/**
	 * Waits until n8n responds.
	 *
	 * @throws when it ends or doesn't respond within two minutes, with the last lines of its log
	 */
	ready(): Promise<void>;
}

/** Starts the n8n of `installN8n`, waits until it responds, and stops it if it never does. */
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

/** Starts the n8n of `installN8n` without waiting for it. It ends with this process. */
export async function launchN8n(options: N8nOptions): Promise<RunningN8n> {
	const { n8nVersion: n8nVersion = NEWEST, command = 'start', port = await freePort() } = options;
	const { userFolder, logFile, graceSeconds = GRACE_SECONDS } = options;
	const nodePath = nodeForN8n(n8nVersion).path;
	const program = join(n8nVersion.folder, 'node_modules/n8n/bin/n8n');
	const env = environment({
		...{ userFolder, port, nodePath, brokerPort: await freePort() },
		settings: { ...(command === 'worker' && healthSettings(port)), ...options.settings },
	});
	const n8n = spawnKilledWithParent([nodePath, program, command], { logFile, env, graceSeconds });
	const url = `http://127.0.0.1:${port}`;
	const { ended, stop, kill } = n8n;
	return { url, ended, stop, kill, ready: async () => await waitUntilReady(url, n8n, logFile) };
}

/** A worker only listens when this is set, and not on N8N_PORT. */
const healthSettings = (port: number) => ({
	QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	QUEUE_HEALTH_CHECK_PORT: String(port),
	N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
});

/** /healthz responds before the database is ready, but this path doesn't. */
async function waitUntilReady(url: string, n8n: ChildProgram, logFile: string): Promise<void> {
	const end = Date.now() + READY_WITHIN_MS;
	while (Date.now() < end && n8n.isRunning()) {
		const answer = await fetch(`${url}/healthz/readiness`).catch(() => undefined);
		await answer?.body?.cancel();
		if (answer?.ok) return;
		await sleep(100);
	}
	throw new N8nEnded(`n8n did not start. The last lines of ${logFile}:\n${tail(logFile)}`);
}

const tail = (file: string): string =>
	readFileSync(file, 'utf8').trim().split('\n').slice(-15).join('\n');
