import { atLeast } from '../../dev/elements.cjs';
import { executionsOf, storedData, until } from './executions.cjs';
import { begin, reported, type Interrupted, type Report } from './interrupted.cjs';
import type { QueueProcess } from './n8nProcesses.cjs';
import type { QueueMode } from './queueMode.cjs';
import { parkFor, waitForJob } from './workflows.cjs';

/** Longer than a Wait node's pause, shorter than n8n takes to notice that a worker is gone. */
const JOB_MS = 90_000;

/** An execution whose worker ended before it did, and what n8n finally reports. */
export interface Gone extends Interrupted, Report {}

/** The results for workers that ended while their executions waited for Appcues. */
export interface GoneWorkers {
	/** Its worker was stopped, with less time than the job takes. */
	cutShort: Gone;
	/** What n8n reported as soon as that worker was restarted with the same disk. */
	atRestart: string;
	/** Its worker was killed while the node that had started the job waited for it. */
	waiting: Gone;
	/** The same in a second node, with n8n's "Save execution progress". */
	saved: Gone;
	/** What n8n had stored before its worker was killed. */
	savedBefore: string;
	/** The same at n8n's Wait node. */
	parked: Gone;
}

/** Stops workers while their executions wait, keeps a new one running, and waits for what n8n reports. */
export async function loseWorkers(queue: QueueMode): Promise<GoneWorkers> {
	const { fake, processes } = queue;
	fake.jobDuration = JOB_MS;
	for (const worker of queue.workers.splice(0)) await worker.stop();
	const settings = { N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5' };
	const hasty = await processes.start('hasty worker', 'worker', settings);
	const cutShort = await begin(queue, hasty, true);
	await hasty.stop();
	const stoppedAt = Date.now();
	const victim = await processes.start('killed worker', 'worker', {}, hasty.name);
	const [{ status: atRestart }] = atLeast(1, await executionsOf(queue, cutShort.workflow));
	const { waiting, saved, parked, savedBefore } = await beginThree(queue, victim);
	await victim.kill();
	const killedAt = Date.now();
	queue.workers = [await processes.start('surviving worker', 'worker')];
	const gone = async (one: Interrupted, since = killedAt): Promise<Gone> => ({
		...one,
		...(await reported(queue, one, since)),
	});
	const ends = [gone(cutShort, stoppedAt), gone(waiting), gone(saved), gone(parked)];
	const [first, second, third, fourth] = atLeast(4, await Promise.all(ends));
	return {
		...{ cutShort: first, waiting: second, saved: third, parked: fourth },
		...{ atRestart, savedBefore },
	};
}

/** Runs them on a worker until each of them waits. */
async function beginThree(queue: QueueMode, worker: QueueProcess) {
	const waiting = await begin(queue, worker, true);
	const progress = { saveExecutionProgress: true };
	const saved = await begin(queue, worker, false, [waitForJob], progress);
	const parked = await begin(queue, worker, false, [parkFor(66), waitForJob]);
	const savedBefore = await until(
		async () => await storedData(queue, saved.executionId),
		(stored) => stored.includes(saved.jobId),
	);
	await until(
		async () => await executionsOf(queue, parked.workflow),
		([execution]) => execution?.status === 'waiting',
	);
	return { waiting, saved, parked, savedBefore };
}
