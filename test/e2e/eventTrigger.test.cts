import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { demoCredentialData } from '../../dev/n8n/demoCredential.cjs';
import { withRealN8n } from '../../dev/n8n/realN8n.cjs';
import type { StoredWorkflow } from '../../dev/n8n/types.cjs';
import { NODE, outputOf, typeOf } from './nodeWorkflow.cjs';

/** n8n polls once a minute at most for each of its times, so several times poll every five seconds. */
const POLL_TIMES = {
	item: Array.from({ length: 12 }, (_, n) => ({
		mode: 'custom',
		cronExpression: `${n * 5} * * * * *`,
	})),
};

describe('the event trigger in a real n8n', () => {
	const real = withRealN8n();

	async function store(name: string): Promise<StoredWorkflow> {
		const data = demoCredentialData(real.fake.url);
		const credential = await real.n8n.createCredential(`Polls ${name}`, 'appcuesApi', data);
		return await real.n8n.createWorkflow({
			name: `Event trigger ${name}`,
			nodes: [
				{
					...{ id: randomUUID(), name: NODE, type: typeOf('appcuesEventTrigger'), typeVersion: 1 },
					position: [0, 0],
					parameters: { pollTimes: POLL_TIMES, eventNames: [name] },
					credentials: { appcuesApi: { id: credential.id, name: credential.name } },
				},
				{
					...{ id: randomUUID(), name: 'Next', type: 'n8n-nodes-base.noOp', typeVersion: 1 },
					position: [220, 0],
					parameters: {},
				},
			],
			connections: { [NODE]: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
		});
	}

	const happens = (name: string, userId: string, at = Date.now()) => {
		real.fake.account().people.addEvent({ userId, name, at });
	};

	async function executions({ id }: StoredWorkflow): Promise<string[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
		const path = `/executions?limit=100&filter=${filter}`;
		const { results } = await real.n8n.rest<{ results: Array<{ id: string }> }>('GET', path);
		return results.map((each) => each.id).reverse();
	}

	/** Returns the user IDs of each execution, once there are this many. */
	async function started(workflow: StoredWorkflow, expected: number): Promise<unknown[][]> {
		for (let n = 0; n < 150 && (await executions(workflow)).length < expected; n += 1) {
			await sleep(100);
		}
		const ids = await executions(workflow);
		return await Promise.all(
			ids.map(async (id) => {
				const items: IDataObject[] = outputOf(await real.n8n.waitForExecution(id));
				return items.map(({ userId }) => userId);
			}),
		);
	}

	it('starts the workflow once for each event, also for those while it was not published', async () => {
		const name = 'Report Shared';
		happens(name, 'before');
		await sleep(1100);
		const workflow = await store(name);
		await real.n8n.activate(workflow);
		const published = Date.now();
		const stored = await real.n8n.rest<StoredWorkflow>('GET', `/workflows/${workflow.id}`);
		expect(JSON.stringify(stored.staticData)).toMatch(/"polled":\{"from":\d+/);
		happens(name, 'user-ada');
		expect(await started(workflow, 1)).toEqual([['user-ada']]);
		await real.n8n.rest('POST', `/workflows/${workflow.id}/deactivate`);
		happens(name, 'while unpublished');
		await sleep(1100);
		await real.n8n.activate(await real.n8n.rest('GET', `/workflows/${workflow.id}`));
		expect(await started(workflow, 2)).toEqual([['user-ada'], ['while unpublished']]);
		happens(name, 'late', published);
		expect(await started(workflow, 3)).toEqual([['user-ada'], ['while unpublished'], ['late']]);
		await real.n8n.rest('POST', `/workflows/${workflow.id}/deactivate`);
	});

	it('shows the latest events in a test from the editor', async () => {
		const name = 'Report Printed';
		happens(name, 'user-ada', Date.now() - 60_000);
		const workflow = await store(name);
		const items: IDataObject[] = outputOf(await real.n8n.run(workflow, NODE));
		expect(items).toMatchObject([{ event: name, userId: 'user-ada' }]);
	});
});
