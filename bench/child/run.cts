import type { INodeExecutionData } from 'n8n-workflow';

import { BenchEngine, type Outcome } from './engine.cjs';
import type { Counts, Spec, Way } from './spec.cjs';
import { chain, credentialsFor, nodeOf, type WorkflowPlan } from './workflow.cjs';

/** A workflow that does a task: the items, then the run. */
export function workflowWay(
	plan: (spec: Spec) => WorkflowPlan,
	items: (spec: Spec) => INodeExecutionData[] | Promise<INodeExecutionData[]>,
): Way {
	return async (spec) => {
		const engine = await BenchEngine.create();
		const run = engine.prepare(plan(spec), await items(spec), credentialsFor(spec));
		return async () => countsOf(await run());
	};
}

/** What n8n itself costs: the same items through a node that does nothing. */
export const noOpWay = (items: (spec: Spec) => INodeExecutionData[]): Way =>
	workflowWay(() => chain(nodeOf('No Operation', 'n8n-nodes-base.noOp', {})), items);

export function countsOf({ items, error }: Outcome): Counts {
	const failed = items.filter(({ json }) => json?.error !== undefined).length;
	return { items: items.length, failed, error };
}
