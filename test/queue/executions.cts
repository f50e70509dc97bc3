import { setTimeout as sleep } from 'node:timers/promises';

import type { StoredWorkflow } from '../../dev/n8n/types.cjs';
import type { QueueMode } from './queueMode.cjs';

/** An execution in n8n's list. */
export interface Summary {
	id: string;
	status: string;
	startedAt: string;
	stoppedAt: string | null;
}

const POLL_MS = 500;
const OPEN = ['new', 'running', 'waiting'];

/** The executions of a workflow, oldest first. */
export async function executionsOf({ n8n }: QueueMode, { id }: StoredWorkflow): Promise<Summary[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const path = `/executions?limit=100&filter=${filter}`;
	const { results } = await n8n.rest<{ results: Summary[] }>('GET', path);
	return results.sort((a, b) => Number(a.id) - Number(b.id));
}

/** Waits until this many executions of a workflow have ended. */
export async function ended(
	queue: QueueMode,
	workflow: StoredWorkflow,
	count: number,
	within = 240_000,
): Promise<Summary[]> {
	const isEnded = ({ status }: Summary) => !OPEN.includes(status);
	return await until(
		async () => (await executionsOf(queue, workflow)).filter(isEnded),
		(found) => found.length >= count,
		within,
	);
}

/** Returns how an execution ended: `success`, or the error. */
export async function endOf({ n8n }: QueueMode, { id, status }: Summary): Promise<string> {
	if (status === 'success') return status;
	const { data } = await n8n.waitForExecution(id);
	const { error } = data.resultData;
	return `${status}: ${error?.message} ${error?.description ?? ''}`;
}

/** Returns all that n8n has stored of an execution, as text. */
export async function storedData({ n8n }: QueueMode, id: string): Promise<string> {
	return JSON.stringify(await n8n.rest('GET', `/executions/${id}`));
}

/** Polls until the value is acceptable. */
export async function until<T>(
	look: () => T | Promise<T>,
	willDo: (seen: T) => boolean,
	within = 30_000,
): Promise<T> {
	const end = Date.now() + within;
	for (;;) {
		const seen = await look();
		if (willDo(seen)) return seen;
		if (Date.now() > end) throw new Error(`Not within ${within} ms: ${JSON.stringify(seen)}`);
		await sleep(POLL_MS);
	}
}
