import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { Execution, StoredWorkflow } from '../../scripts/local-n8n/types.cjs';
import type { RealN8n } from './realN8n.cjs';

export const SEGMENT_NODE = 'n8n-nodes-appcues.appcuesSegment';
/** The name of the node that is tested. */
export const NODE = 'Appcues Segment';
export const START = 'Start';

/** Stores a workflow: a manual start that gives these items, and an Appcues Segment node. */
export async function storeWorkflow(
	{ n8n, credential }: RealN8n,
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
): Promise<StoredWorkflow> {
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
			{
				id: 'segment',
				name: NODE,
				type: SEGMENT_NODE,
				typeVersion: 1,
				position: [220, 0],
				parameters,
				credentials: { [credential.type]: { id: credential.id, name: credential.name } },
			},
		],
		connections: { [START]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		pinData: { [START]: items.map((json): INodeExecutionData => ({ json })) },
	});
}

/** Runs the node on these items as the editor's "Execute workflow" does. */
export async function runSegmentNode(
	real: RealN8n,
	parameters: INodeParameters,
	items?: IDataObject[],
): Promise<Execution> {
	return await real.n8n.run(await storeWorkflow(real, parameters, items), START);
}

/** @returns the JSON of the items the tested node put out */
export function outputOf(execution: Execution): IDataObject[] {
	const { error, runData } = execution.data.resultData;
	if (error) throw new Error(`The execution stopped: ${error.message} ${error.description ?? ''}`);
	return (runData[NODE]?.[0]?.data?.main?.[0] ?? []).map(({ json }) => json);
}

/** A segment chosen by its ID. */
export const byId = (value: string): INodeParameters['segmentId'] => ({
	__rl: true,
	mode: 'id',
	value,
});
