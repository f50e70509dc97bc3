import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Execution, StoredWorkflow } from '../../dev/n8n/types.cjs';
import type { RealN8n } from '../../dev/n8n/realN8n.cjs';

/** The name of the node under test. */
export const NODE = 'Appcues';
export const START = 'Start';

/** Returns the type of one of this package's nodes. @param name `appcuesSegment` */
export const typeOf = (name: string): string => `n8n-nodes-appcues.${name}`;

/** What runs before the node under test, such as a node that makes a file of the items. */
type Before = Pick<INode, 'type' | 'typeVersion' | 'parameters'>;

/** Stores a workflow: a manual start with these items, and one of this package's nodes. */
export async function storeWorkflow(
	{ n8n, credential }: RealN8n,
	type: string,
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	before?: Before,
): Promise<StoredWorkflow> {
	const next = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	return await n8n.createWorkflow({
		name: `${String(parameters.operation)} ${Date.now()}`,
		nodes: [
			{
				id: 'start',
				name: START,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			...(before
				? [{ ...before, id: 'before', name: 'Before', position: [220, 0] as [number, number] }]
				: []),
			{
				id: 'appcues',
				name: NODE,
				type: typeOf(type),
				typeVersion: 1,
				position: [440, 0],
				parameters,
				credentials: { [credential.type]: { id: credential.id, name: credential.name } },
			},
		],
		connections: before ? { [START]: next('Before'), Before: next(NODE) } : { [START]: next(NODE) },
		pinData: { [START]: items.map((json): INodeExecutionData => ({ json })) },
	});
}

/** Runs the node on these items as the editor's "Execute workflow" does. */
export async function runNode(
	real: RealN8n,
	type: string,
	parameters: INodeParameters,
	items?: IDataObject[],
	before?: Before,
): Promise<Execution> {
	return await real.n8n.run(await storeWorkflow(real, type, parameters, items, before), START);
}

/** Returns the JSON of the items the tested node put out. */
export function outputOf(execution: Execution): IDataObject[] {
	const { error, runData } = execution.data.resultData;
	if (error) throw new Error(`The execution stopped: ${error.message} ${error.description ?? ''}`);
	return (runData[NODE]?.[0]?.data?.main?.[0] ?? []).map(({ json }) => json);
}

/** A segment or a flow selected by ID. */
export const byId = (value: string): INodeParameters['segmentId'] => ({
	__rl: true,
	mode: 'id',
	value,
});
