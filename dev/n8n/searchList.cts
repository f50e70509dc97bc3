import type { INodeParameters } from 'n8n-workflow';

import type { RestClient } from './restClient.cjs';
import type { StoredCredential } from './types.cjs';

/** A request for the list of a resource locator. */
export interface ListQuery {
	nodeType: string;
	/** The parameter, such as `segmentId`. */
	parameter: string;
	/** The method in the node's `listSearch`. */
	method: string;
	credential: StoredCredential;
	/** What the user typed into the search field. */
	filter?: string;
	/** The node's parameters so far. */
	parameters?: INodeParameters;
}

export interface ListEntry {
	name: string;
	value: string;
	url?: string;
}

/** Returns what the list of a resource locator shows in the editor. */
export async function searchList(n8n: RestClient, query: ListQuery): Promise<ListEntry[]> {
	const { credential, nodeType, parameter, method, filter, parameters = {} } = query;
	const path = '/dynamic-node-parameters/resource-locator-results';
	const { results } = await n8n.rest<{ results: ListEntry[] }>('POST', path, {
		nodeTypeAndVersion: { name: nodeType, version: 1 },
		path: `parameters.${parameter}`,
		methodName: method,
		currentNodeParameters: parameters,
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		...(filter !== undefined && { filter }),
	});
	return results;
}
