import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { type ChildProgram, spawnKilledWithParent } from '../../../dev/n8n/killWithParent.cjs';

const execute = promisify(execFile);
const READY_WITHIN_MS = 30_000;

interface Service {
	command: [string, ...string[]];
	/** Succeeds once it responds. */
	probe: [string, ...string[]];
	logFile: string;
}

/** Starts a server that ends with this process, and waits until it responds. */
export async function startService({ command, probe, logFile }: Service): Promise<ChildProgram> {
	const server = spawnKilledWithParent(command, { logFile, graceSeconds: 5 });
	const end = Date.now() + READY_WITHIN_MS;
	const [program, ...args] = probe;
	while (server.isRunning() && Date.now() < end) {
		const answer = await execute(program, args).catch(() => undefined);
		if (answer) return server;
		await sleep(100);
	}
	await server.stop();
	throw new Error(`${command.join(' ')} did not start. See ${logFile}`);
}
