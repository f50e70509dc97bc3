import { beforeAll, expect, it } from '@jest/globals';

import { ended, executionsOf, storedData, until } from '../executions.cjs';
import { note, seconds } from '../figures.cjs';
import { begin, reported, timesDone, type Interrupted, type Report } from '../interrupted.cjs';
import type { QueueMode } from '../queueMode.cjs';
import { parkFor, publish, waitForJob } from '../workflows.cjs';

/** Longer than a Wait node's pause, shorter than n8n takes to notice that a worker is gone. */
const JOB_MS = 90_000;
/** n8n's words for an execution whose worker is gone. */
const STALLED = /^error: This execution failed to be processed too many times and will no longer/;

/** Workers that end while their executions wait for Appcues: killed, or not given the time to finish. */
export function killedWorker(queue: QueueMode): void {
	const done = {} as Record<'waiting' | 'saved' | 'parked' | 'cutShort', Interrupted>;
	const reports = {} as Record<keyof typeof done, Report>;
	let savedBefore: string;

	beforeAll(async () => {
		const { fake, processes } = queue;
		fake.jobDuration = JOB_MS;
		for (const worker of queue.workers.splice(0)) await worker.stop();

		const settings = { N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5' };
		const hasty = await processes.start('hasty worker', 'worker', settings);
		done.cutShort = await begin(queue, hasty, true);
		await hasty.stop();
		const cutShortAt = Date.now();

		const victim = await processes.start('killed worker', 'worker');
		done.waiting = await begin(queue, victim, true);
		const progress = { saveExecutionProgress: true };
		done.saved = await begin(queue, victim, false, [waitForJob], progress);
		done.parked = await begin(queue, victim, false, [parkFor(66), waitForJob]);
		const { executionId, jobId } = done.saved;
		savedBefore = await until(
			async () => await storedData(queue, executionId),
			(stored) => stored.includes(jobId),
		);
		await until(
			async () => await executionsOf(queue, done.parked.workflow),
			([execution]) => execution.status === 'waiting',
		);
		await victim.kill();
		const killedAt = Date.now();

		queue.workers = [await processes.start('surviving worker', 'worker')];
		await Promise.all(
			Object.entries(done).map(async ([name, one]) => {
				const since = one === done.cutShort ? cutShortAt : killedAt;
				reports[name as keyof typeof done] = await reported(queue, one, since);
			}),
		);
		const { waiting, cutShort } = reports;
		note('A worker that is killed in mid-wait', `n8n reports it after ${seconds(waiting.ms)}`);
		note(
			'A worker that has to end before the job does',
			`n8n reports it after ${seconds(cutShort.ms)}`,
		);
	}, 300_000);

	it('are reported: their executions end as errors', () => {
		expect(reports.waiting.end).toMatch(STALLED);
		expect(reports.cutShort.end).toMatch(STALLED);
	});

	it('do not have their work done again: Appcues is asked once', async () => {
		for (const one of Object.values(done)) {
			expect(await timesDone(queue, one)).toEqual({ requests: 1, executions: 1 });
		}
	});

	it('have logged the job, which another execution can wait for by its ID', async () => {
		const wait = {
			...waitForJob,
			parameters: { operation: 'wait', jobId: '={{ $json.body.id }}' },
		};
		const { workflow, call } = await publish(queue, [wait], await queue.credential('123456'));
		const interrupted = [done.waiting, done.cutShort];
		for (const { jobId } of interrupted) await call({ id: jobId });
		const ends = await ended(queue, workflow, interrupted.length);
		expect(ends.map(({ status }) => status)).toEqual(['success', 'success']);
		for (const { segment } of interrupted) {
			expect(queue.fake.account().segment(segment).members.has('ada')).toBe(true);
		}
	});

	it("do not leave the job's ID in the execution, not even if its progress is saved", async () => {
		const { executionId, jobId } = done.saved;
		expect(savedBefore).toContain(jobId);
		expect(reports.saved.end).toMatch(STALLED);
		expect(await storedData(queue, executionId)).not.toContain(jobId);
	});

	it('do no harm to an execution that is at a Wait node: another worker goes on with it', () => {
		expect(reports.parked.end).toBe('success');
		expect(queue.workers[0].executions()).toContain(done.parked.executionId);
	});
}
