import { beforeAll, expect, it } from '@jest/globals';

import { first } from '../../../dev/elements.cjs';
import { ended, storedData } from '../executions.cjs';
import { note, seconds } from '../figures.cjs';
import { loseWorkers, type GoneWorkers } from '../goneWorkers.cjs';
import { timesDone } from '../interrupted.cjs';
import type { QueueMode } from '../queueMode.cjs';
import { publish, waitForJob } from '../workflows.cjs';

/** n8n's words for an execution whose worker is gone. */
const STALLED = /^error: This execution failed to be processed too many times and will no longer/;

/** Workers that end while their executions wait for Appcues: killed, or without the time to finish. */
export function killedWorker(queue: QueueMode): void {
	let gone: GoneWorkers;
	beforeAll(async () => {
		gone = await loseWorkers(queue);
		const { waiting, cutShort, atRestart } = gone;
		note('A worker that is killed while it waits', `error after ${seconds(waiting.ms)}`);
		note(
			'A worker that is stopped before the job is done, and restarted',
			`${atRestart} at the restart, error after ${seconds(cutShort.ms)}`,
		);
	}, 300_000);

	it('are reported: their executions end as errors', () => {
		expect(gone.waiting.end).toMatch(STALLED);
		expect(gone.cutShort.end).toMatch(STALLED);
	});

	it('are reported sooner by a worker that starts again on the same disk', () => {
		expect(gone.atRestart).toBe('crashed');
	});

	it('do not repeat their work: Appcues is called once', async () => {
		for (const one of [gone.waiting, gone.cutShort, gone.saved, gone.parked]) {
			expect(await timesDone(queue, one)).toEqual({ requests: 1, executions: 1 });
		}
	});

	it('have logged the job, which another execution can wait for by its ID', async () => {
		const wait = {
			...waitForJob,
			parameters: { operation: 'wait', jobId: '={{ $json.body.id }}' },
		};
		const { workflow, call } = await publish(queue, [wait], await queue.credential('123456'));
		const lost = [gone.waiting, gone.cutShort];
		for (const { jobId } of lost) await call({ id: jobId });
		const ends = await ended(queue, workflow, lost.length);
		expect(ends.map(({ status }) => status)).toEqual(['success', 'success']);
		for (const { segment } of lost) {
			expect(queue.fake.account().segment(segment).members.has('ada')).toBe(true);
		}
	});

	it("do not leave the job's ID in the execution, not even if its progress is saved", async () => {
		const { executionId, jobId, end } = gone.saved;
		expect(gone.savedBefore).toContain(jobId);
		expect(end).toMatch(STALLED);
		expect(await storedData(queue, executionId)).not.toContain(jobId);
	});

	it('do not affect an execution at a Wait node: another worker continues it', () => {
		expect(gone.parked.end).toBe('success');
		expect(first(queue.workers).executions()).toContain(gone.parked.executionId);
	});
}
