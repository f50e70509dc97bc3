import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { N8nClient } from './n8nClient.cjs';
import { ROOT } from './paths.cjs';
import type { StoredCredential, StoredWorkflow, WorkflowFile } from './types.cjs';

const EXAMPLES = join(ROOT, 'examples');
const OUR_NODES = 'n8n-nodes-appcues.';

/** Returns the names of the example files, such as `crm-contacts-to-segment.json`. */
export function exampleFiles(): string[] {
	return readdirSync(EXAMPLES)
		.filter((name) => name.endsWith('.json'))
		.sort();
}

/** @param file a name from `exampleFiles()` */
export function readExample(file: string): WorkflowFile {
	return JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as WorkflowFile;
}

/**
 * Imports an example into n8n and sets the credential in its Appcues nodes. Leaves an existing workflow with
 * that name as it is, because somebody may have edited it.
 */
export async function importExample(
	n8n: N8nClient,
	file: string,
	credential: StoredCredential,
): Promise<StoredWorkflow> {
	const example = readExample(file);
	const known = await n8n.findWorkflow(example.name);
	return known ?? (await n8n.createWorkflow(withCredential(example, credential)));
}

/** Sets the credential in all nodes of this package, as a user would in the editor. */
export function withCredential(
	workflow: WorkflowFile,
	{ id, name, type }: StoredCredential,
): WorkflowFile {
	const nodes = workflow.nodes.map((node) =>
		node.type.startsWith(OUR_NODES) ? { ...node, credentials: { [type]: { id, name } } } : node,
	);
	return { ...workflow, nodes };
}
