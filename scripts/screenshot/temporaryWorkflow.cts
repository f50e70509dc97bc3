import type { INode } from 'n8n-workflow';

import { elementAt } from '../../dev/elements.cjs';
import { CREDENTIAL_TYPE } from '../../dev/n8n/demoCredential.cjs';
import type { N8nClient } from '../../dev/n8n/n8nClient.cjs';
import type { StoredCredential, StoredWorkflow } from '../../dev/n8n/types.cjs';
import type { Scene } from './scene.cjs';

/** The same on every machine. */
const TIME_ZONE = 'Europe/Berlin';

/**
 * Stores a scene's workflow, runs a function with it, and always deletes it.
 *
 * @param n8n logged in, with the demo credential
 */
export async function withWorkflow(
	n8n: N8nClient,
	scene: Scene,
	work: (workflow: StoredWorkflow) => Promise<void>,
): Promise<void> {
	const credential = await demoCredential(n8n);
	const nodes = scene.nodes.map((node, index): INode => {
		const ours = node.type.startsWith('n8n-nodes-appcues.');
		return {
			typeVersion: 1,
			...node,
			id: `node-${index}`,
			position: [index * 220, 0],
			...(ours && { credentials: { [CREDENTIAL_TYPE]: credential } }),
		};
	});
	const connections = Object.fromEntries(
		nodes.slice(1).map(({ name }, index) => {
			const next = { node: name, type: 'main' as const, index: 0 };
			return [elementAt(nodes, index).name, { main: [[next]] }];
		}),
	);
	const { name, items } = scene;
	const settings = { timezone: TIME_ZONE };
	const pinData = items && { [items.of]: items.json.map((json) => ({ json })) };
	const workflow = await n8n.createWorkflow({ name, nodes, connections, pinData, settings });
	try {
		await work(workflow);
	} finally {
		// n8n only deletes archived workflows.
		await n8n.rest('POST', `/workflows/${workflow.id}/archive`);
		await n8n.rest('DELETE', `/workflows/${workflow.id}`);
	}
}

async function demoCredential(n8n: N8nClient): Promise<{ id: string; name: string }> {
	const all = await n8n.rest<StoredCredential[]>('GET', '/credentials');
	const demo = all.find(({ type }) => type === CREDENTIAL_TYPE);
	if (!demo) throw new Error('No Appcues credential in this n8n. Start it with npm start');
	return { id: demo.id, name: demo.name };
}
