import type { IDataObject, INode } from 'n8n-workflow';

import { readExample, withCredential } from '../../dev/n8n/examples.cjs';
import type {
	Execution,
	StoredCredential,
	StoredWorkflow,
	WorkflowFile,
} from '../../dev/n8n/types.cjs';
import type { RealN8n } from '../../dev/n8n/realN8n.cjs';

/** What a user fills in, by node name. Each of these parameters replaces the example's. */
export type FilledIn = Record<string, Partial<INode>>;

/**
 * Fills in what an example leaves to its user, and shortens what would take too long.
 *
 * @throws when a node isn't in the example
 */
export function adapt(workflow: WorkflowFile, filledIn: FilledIn): WorkflowFile {
	const missing = Object.keys(filledIn).filter(
		(name) => !workflow.nodes.some((node) => node.name === name),
	);
	if (missing.length > 0) throw new Error(`"${workflow.name}" has no node ${missing.join(', ')}`);
	const nodes = workflow.nodes.map((node) => {
		const { parameters, ...rest } = filledIn[node.name] ?? {};
		return { ...node, ...rest, parameters: { ...node.parameters, ...parameters } };
	});
	return { ...workflow, nodes };
}

/** Stores an example as a user has adapted it. @param credential for its Appcues nodes */
export async function storeExample(
	{ n8n, credential: demo }: RealN8n,
	file: string,
	filledIn: FilledIn,
	credential: StoredCredential = demo,
): Promise<StoredWorkflow> {
	const example = adapt(withCredential(readExample(file), credential), filledIn);
	return await n8n.createWorkflow({ ...example, name: `${example.name} ${Date.now()}` });
}

/** Runs an example from a trigger, as "Execute workflow" does. */
export async function runExample(
	real: RealN8n,
	file: string,
	trigger: string,
	filledIn: FilledIn,
): Promise<Execution> {
	return await real.n8n.run(await storeExample(real, file, filledIn), trigger);
}

/** @throws with the reason when an execution failed */
export function requireSuccess({ status, data }: Execution): void {
	const { error, lastNodeExecuted } = data.resultData;
	if (status === 'success') return;
	throw new Error(`${status} in "${lastNodeExecuted}": ${error?.message} ${error?.description}`);
}

/** Returns for each time a node ran, the items of one of its outputs. */
export function passes({ data }: Execution, node: string, output = 0): IDataObject[][] {
	const runs = data.resultData.runData[node] ?? [];
	return runs.map((run) => (run.data?.main?.[output] ?? []).map(({ json }) => json));
}
