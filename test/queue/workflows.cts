import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import { elementAt } from '../../dev/elements.cjs';
import type { StoredCredential, StoredWorkflow } from '../../dev/n8n/types.cjs';
import { byId, typeOf } from '../e2e/nodeWorkflow.cjs';
import type { QueueMode } from './queueMode.cjs';

/** A node of a linear workflow. */
export interface Step {
	name: string;
	/** `appcuesSegment`, or n8n's own with its package. */
	type: string;
	parameters: INodeParameters;
	typeVersion?: number;
}

/** A workflow that starts with a webhook, as most do in queue mode. */
export interface CalledWorkflow {
	workflow: StoredWorkflow;
	/** Its webhook URL. */
	url: string;
	/** Starts it, and returns as soon as n8n has accepted the call. */
	call(body?: IDataObject): Promise<void>;
}

/** Stores and publishes a webhook followed by these steps. */
export async function publish(
	{ n8n }: QueueMode,
	steps: Step[],
	credential: StoredCredential,
	settings: IDataObject = {},
): Promise<CalledWorkflow> {
	const path = randomUUID();
	const parameters = { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} };
	const webhook = { name: 'Webhook', type: 'n8n-nodes-base.webhook', typeVersion: 2, parameters };
	const nodes = [webhook, ...steps];
	const credentials = { [credential.type]: { id: credential.id, name: credential.name } };
	const workflow = await n8n.createWorkflow({
		name: `${steps.map(({ name }) => name).join(', ')} ${path}`,
		nodes: nodes.map(({ type, typeVersion = 1, ...step }, n) => ({
			...{ id: randomUUID(), position: [n * 220, 0] as [number, number], typeVersion, ...step },
			type: type.includes('.') ? type : typeOf(type),
			...(step.name === 'Webhook' && { webhookId: path }),
			...(type.startsWith('appcues') && { credentials }),
		})),
		connections: Object.fromEntries(
			nodes
				.slice(1)
				.map(({ name: node }, n) => [
					elementAt(nodes, n).name,
					{ main: [[{ node, type: 'main' as const, index: 0 }]] },
				]),
		),
		settings,
	});
	await n8n.activate(workflow);
	const url = `${n8n.url}/webhook/${path}`;
	const call = async (body: IDataObject = {}) => {
		const answer = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		if (!answer.ok) throw new Error(`n8n responded ${answer.status}: ${await answer.text()}`);
	};
	return { workflow, url, call };
}

/** One item for each of the call's users. */
export const splitUsers: Step = {
	name: 'Split Out',
	type: 'n8n-nodes-base.splitOut',
	parameters: { fieldToSplitOut: 'body.users', options: {} },
};

/** @param segment the segment's ID */
export const addUsers = (segment: string, parameters: INodeParameters = {}): Step => ({
	name: 'Add Users',
	type: 'appcuesSegment',
	parameters: {
		operation: 'addUsers',
		segmentId: byId(segment),
		userIds: '={{ $json.user_id }}',
		...parameters,
	},
});

export const waitForJob: Step = {
	name: 'Wait for Job',
	type: 'appcuesJob',
	parameters: { operation: 'wait', jobId: '={{ $json.jobId }}' },
};

/** n8n's Wait node. From 65 seconds on, n8n stores the execution while it waits, and no worker has it. */
export const parkFor = (seconds: number): Step => ({
	name: 'Park',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { amount: seconds, unit: 'seconds' },
});
