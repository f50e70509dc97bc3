import { beforeAll, expect, it } from '@jest/globals';

import { atLeast } from '../../../dev/elements.cjs';
import { ended, executionsOf, until, type Summary } from '../executions.cjs';
import { note, seconds } from '../figures.cjs';
import type { QueueProcess } from '../n8nProcesses.cjs';
import type { QueueMode } from '../queueMode.cjs';
import { addUsers, publish, type CalledWorkflow } from '../workflows.cjs';

const JOB_MS = 8000;

/** A worker that is stopped (SIGTERM), as for an update, while one of its executions waits for Appcues. */
export function stoppedWorker(queue: QueueMode): void {
	let during: Summary;
	let after: Summary;
	let stopped: QueueProcess;
	beforeAll(async () => {
		queue.fake.jobDuration = JOB_MS;
		const steps = [addUsers('seg-trial', { userIds: '={{ $json.body.users }}' })];
		const called = await publish(queue, steps, await queue.credential('123456'));
		await called.call({ users: ['ada'] });
		stopped = await workerOf(queue, called);
		queue.workers = queue.workers.filter((worker) => worker !== stopped);
		const told = Date.now();
		const gone = stopped.stop().then(() => Date.now() - told);
		await called.call({ users: ['grace'] });
		[during, after] = atLeast(2, await ended(queue, called.workflow, 2));
		note(
			'A worker that is stopped while it waits for a job of 8 s',
			`ends after ${seconds(await gone)}`,
		);
	});

	it('finishes what it has started', () => {
		expect(stopped.executions()).toEqual(expect.arrayContaining([during.id]));
		expect(during.status).toBe('success');
		expect([...queue.fake.account().segment('seg-trial').members.keys()]).toContain('ada');
	});

	it('starts nothing new: another worker does', () => {
		expect(stopped.executions()).not.toContain(after.id);
		expect(queue.workers.flatMap((worker) => worker.executions())).toContain(after.id);
		expect(after.status).toBe('success');
	});
}

/** Returns the worker that has started the workflow's only execution, once there is one. */
async function workerOf(queue: QueueMode, { workflow }: CalledWorkflow): Promise<QueueProcess> {
	const look = async () => {
		const ids = (await executionsOf(queue, workflow)).map(({ id }) => id);
		return queue.workers.find((worker) => worker.executions().some((id) => ids.includes(id)));
	};
	const found = await until(look, (worker) => worker !== undefined);
	if (!found) throw new Error('No worker has started it');
	return found;
}
