import type { IDataObject } from 'n8n-workflow';

import { atLeast } from '../../dev/elements.cjs';
import { endOf, executionsOf, until } from './executions.cjs';
import type { QueueProcess } from './n8nProcesses.cjs';
import type { QueueMode } from './queueMode.cjs';
import { addUsers, publish, type CalledWorkflow, type Step } from './workflows.cjs';

/** An execution whose worker ends after Appcues has accepted its job. */
export interface Interrupted extends CalledWorkflow {
	executionId: string;
	/** Only this execution adds users to it. */
	segment: string;
	/** As in the worker's log. */
	jobId: string;
}

/** How an execution ended, and how long after its worker. */
export interface Report {
	end: string;
	ms: number;
}

/**
 * Runs a workflow on a worker until Appcues has accepted its job: users are added to a segment.
 *
 * @param wait whether the node that starts the job waits for it
 * @param next the steps after that node
 */
export async function begin(
	queue: QueueMode,
	worker: QueueProcess,
	wait: boolean,
	next: Step[] = [],
	settings: IDataObject = {},
): Promise<Interrupted> {
	const segment = queue.fake.account().createSegment({ name: 'Interrupted' }).id;
	const parameters = { userIds: '={{ $json.body.users }}', waitForCompletion: wait };
	const steps = [addUsers(segment, parameters), ...next];
	const called = await publish(queue, steps, await queue.credential('123456'), settings);
	await called.call({ users: ['ada'] });
	const line = new RegExp(`execution (\\d+): Appcues accepted job (\\S+) .*/${segment}/`);
	const match = await until(
		() => line.exec(worker.log()),
		(found) => found !== null,
	);
	const [, executionId = '', jobId = ''] = match ?? [];
	return { ...called, executionId, segment, jobId };
}

/** Waits for n8n's final status of an execution. @param since when its worker ended */
export async function reported(
	queue: QueueMode,
	{ workflow }: Interrupted,
	since: number,
): Promise<Report> {
	const [execution] = atLeast(
		1,
		await until(
			async () => await executionsOf(queue, workflow),
			([last]) => last?.status === 'error' || last?.status === 'success',
			240_000,
		),
	);
	return { end: await endOf(queue, execution), ms: Date.now() - since };
}

/** Counts the status checks of the job, and how often n8n ran the workflow. */
export async function timesDone(queue: QueueMode, { segment, workflow }: Interrupted) {
	const requests = queue.fake.requests('POST', `/segments/${segment}/add_user_ids`);
	const executions = await executionsOf(queue, workflow);
	return { requests: requests.length, executions: executions.length };
}
