import type { IConnections, IDataObject, INode } from 'n8n-workflow';

import { atLeast, elementAt } from '../../dev/elements.cjs';
import { DEMO } from '../../dev/fake-appcues/model/demoAccount.cjs';
import type { CredentialStore } from '../../dev/engine/credentials.cjs';
import type { Spec } from './spec.cjs';

export const START = 'test.start';

/** What an engine runs. The first node gets the items. */
export interface WorkflowPlan {
	nodes: INode[];
	connections: IConnections;
	/** The node whose output is read. */
	last: string;
}

/** A node of a workflow, named after its type by default. */
export function nodeOf(
	name: string,
	type: string,
	parameters: IDataObject,
	others: Partial<INode> = {},
): INode {
	return {
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		...others,
	};
}

/** A linear workflow after a start node. */
export function chain(...nodes: INode[]): WorkflowPlan {
	const all = [nodeOf('Start', START, {}), ...nodes];
	const links = all
		.slice(1)
		.map(({ name }, index) => [elementAt(all, index).name, to(name)] as const);
	return {
		nodes: all,
		connections: Object.fromEntries(links),
		last: elementAt(all, all.length - 1).name,
	};
}

/** Connections of an output to a node. */
export const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });

/** A credential of a node, by its type. */
export const uses = (type: string): INode['credentials'] => ({ [type]: { id: type, name: type } });

/** The credentials of the demo account, for our nodes and for the HTTP Request node. */
export function credentialsFor({ url, requestsPerSecond }: Spec): CredentialStore {
	return {
		appcuesApi: {
			region: 'custom',
			baseUrl: url,
			accountId: DEMO.accountId,
			apiKey: DEMO.key,
			apiSecret: DEMO.secret,
			...(requestsPerSecond !== undefined && { requestsPerSecond }),
		},
		httpBasicAuth: { user: DEMO.key, password: DEMO.secret },
	};
}

/** A node of this package. */
export const appcuesNode = (type: string, parameters: IDataObject): INode =>
	nodeOf('Appcues', `n8n-nodes-appcues.${type}`, parameters, { credentials: uses('appcuesApi') });

/** The newest version of the HTTP Request node, with Basic Auth. */
export const httpNode = (parameters: IDataObject, others: Partial<INode> = {}): INode =>
	nodeOf(
		'HTTP Request',
		'n8n-nodes-base.httpRequest',
		{
			authentication: 'genericCredentialType',
			genericAuthType: 'httpBasicAuth',
			...parameters,
		},
		{ typeVersion: 4.5, credentials: uses('httpBasicAuth'), ...others },
	);

/** The account's URL on the fake. */
export const accountUrl = ({ url }: Spec): string => `${url}/v2/accounts/${DEMO.accountId}`;

/** A Loop Over Items node that passes the items to these nodes in batches. */
export function loopOver(batchSize: number, nodes: INode[]): WorkflowPlan {
	const loop = nodeOf(
		'Loop Over Items',
		'n8n-nodes-base.splitInBatches',
		{ batchSize },
		{ typeVersion: 3 },
	);
	const { nodes: all, connections } = chain(loop, ...nodes);
	const [first] = atLeast(1, nodes);
	const last = elementAt(nodes, nodes.length - 1);
	return {
		nodes: all,
		connections: {
			...connections,
			// Its first output runs when all batches are done.
			[loop.name]: { main: [[], ...to(first.name).main] },
			[last.name]: to(loop.name),
		},
		last: last.name,
	};
}
