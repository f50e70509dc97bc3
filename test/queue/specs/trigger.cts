import { beforeAll, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { atLeast } from '../../../dev/elements.cjs';
import type { StoredWorkflow } from '../../../dev/n8n/types.cjs';
import { typeOf } from '../../e2e/nodeWorkflow.cjs';
import { DEMO } from '../../../dev/fake-appcues/index.cjs';
import { sendWebhook } from '../../../dev/fake-appcues/webhooks.cjs';
import { ended, executionsOf } from '../executions.cjs';
import { note } from '../figures.cjs';
import type { QueueProcess } from '../n8nProcesses.cjs';
import type { QueueMode } from '../queueMode.cjs';

const SETTLED_MS = 1500;

/** Appcues' events arrive at the main process, and at webhook processes where there are some. */
export function trigger(queue: QueueMode): void {
	let webhooks: QueueProcess;
	beforeAll(async () => {
		webhooks = await queue.processes.start('webhooks', 'webhook');
	});

	it('starts one execution for an event, on a worker', async () => {
		const { workflow, path } = await listen(queue);
		await send(queue.n8n.url + path, 'one');
		const [{ id }] = atLeast(1, await ended(queue, workflow, 1));
		expect(queue.workers.flatMap((worker) => worker.executions())).toContain(id);
	});

	it('starts nothing for a repeated delivery, at any process', async () => {
		const { workflow, path } = await listen(queue);
		for (const { url } of [queue.n8n, queue.n8n, webhooks, webhooks]) await send(url + path, 'one');
		for (const { url } of [webhooks, webhooks, queue.n8n, queue.n8n]) await send(url + path, 'two');
		await ended(queue, workflow, 2);
		await sleep(SETTLED_MS);
		expect(await executionsOf(queue, workflow)).toHaveLength(2);
	});

	it('starts at most one execution per process when repeats arrive at the same moment', async () => {
		const { workflow, path } = await listen(queue);
		const urls = Array.from({ length: 10 }, (_, n) => (n % 2 ? webhooks : queue.n8n).url + path);
		await Promise.all(urls.map(async (url) => await send(url, 'one')));
		await ended(queue, workflow, 1);
		await sleep(SETTLED_MS);
		const { length } = await executionsOf(queue, workflow);
		note(
			'Executions for one event that arrives ten times at the same moment, at two processes',
			`${length}`,
		);
		expect([1, 2]).toContain(length);
	});
}

/** An active workflow with the trigger, and its URL at each process. */
async function listen(queue: QueueMode): Promise<{ workflow: StoredWorkflow; path: string }> {
	const webhookId = randomUUID();
	const credential = await queue.credential('123456');
	const position: [number, number] = [0, 0];
	const workflow = await queue.n8n.createWorkflow({
		name: `Trigger ${webhookId}`,
		nodes: [
			{
				...{ id: randomUUID(), name: 'Appcues', type: typeOf('appcuesTrigger'), typeVersion: 1 },
				...{ position, parameters: {}, webhookId },
				credentials: { [credential.type]: { id: credential.id, name: credential.name } },
			},
		],
		connections: {},
	});
	await queue.n8n.activate(workflow);
	return { workflow, path: `/webhook/${webhookId}/webhook` };
}

async function send(url: string, id: string): Promise<void> {
	const event = { name: 'appcues:nps_score', secret: DEMO.webhookSecret, changes: { id } };
	const { status, body } = await sendWebhook(url, event);
	expect([status, (body as IDataObject).message]).toEqual([200, expect.any(String)]);
	// n8n stores what it remembers of a call once it has responded.
	await sleep(100);
}
