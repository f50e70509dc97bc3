import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';

import { elementAt } from '../../dev/elements.cjs';
import { NEWEST } from '../../dev/setup/n8n/n8nVersion.cjs';
import { requireN8n } from '../../dev/setup/n8n/installN8n.cjs';
import { installPackage } from '../../dev/n8n/installPackage.cjs';
import { LOCAL } from '../../dev/n8n/paths.cjs';
import { startN8n, type N8nOptions, type RunningN8n } from '../../dev/n8n/startN8n.cjs';

/** The folder for the logs. */
export const LOGS = join(LOCAL, 'queue');

/** How many executions a worker runs concurrently. n8n advises against fewer. */
export const CONCURRENCY = 5;

/** One of the processes of an n8n in queue mode. */
export interface QueueProcess extends RunningN8n {
	name: string;
	/** What it has printed. */
	log(): string;
	/** The IDs of the executions that a worker has started. */
	executions(): string[];
}

type Command = NonNullable<N8nOptions['command']>;

/** Starts n8n's processes, each with its own user folder, as in separate containers. */
export class N8nProcesses {
	readonly #running = new Set<QueueProcess>();

	private constructor(
		private readonly folder: string,
		private readonly settings: Record<string, string>,
	) {}

	/** @param settings where n8n finds its database and its queue */
	static async prepare(folder: string, settings: Record<string, string>): Promise<N8nProcesses> {
		requireN8n(NEWEST);
		await installPackage(join(folder, 'pattern'));
		const inQueueMode = { EXECUTIONS_MODE: 'queue', OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true' };
		return new N8nProcesses(folder, { ...inQueueMode, ...settings });
	}

	/**
	 * @param name also the name of its log
	 * @param settings in addition to those of all processes
	 * @param disk the name of an earlier process whose user folder it gets
	 * @returns once it is ready
	 */
	async start(
		name: string,
		command: Command,
		settings: Record<string, string> = {},
		disk = name,
	): Promise<QueueProcess> {
		const userFolder = join(this.folder, disk);
		const logFile = join(LOGS, `${name}.log`);
		// Every process needs the package on its own disk, because otherwise it doesn't know the nodes.
		await cp(join(this.folder, 'pattern'), userFolder, { recursive: true, force: false });
		const limit = command === 'worker' && { N8N_CONCURRENCY_PRODUCTION_LIMIT: `${CONCURRENCY}` };
		const running = await startN8n({
			...{ userFolder, logFile, command, graceSeconds: 60 },
			settings: { ...this.settings, ...limit, ...settings },
		});
		const log = () => readFileSync(logFile, 'utf8');
		const executions = () =>
			[...log().matchAll(/Worker started execution (\d+) /g)].map((match) => elementAt(match, 1));
		const process = { ...running, name, log, executions };
		this.#running.add(process);
		return process;
	}

	/** Kills those that are still running. Nothing of theirs is kept. */
	async stopAll(): Promise<void> {
		for (const process of [...this.#running].reverse()) await process.kill();
	}
}
