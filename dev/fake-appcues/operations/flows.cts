import type { FakeFlow } from '../model/flow.cjs';
import { type Answer, type Call, type Operation, OK, found, mustExist } from './operation.cjs';

/** The flow operations, by operationId. */
export const flowOperations: Record<string, Operation> = {
	listFlows: ({ account }) => found([...account.flows.values()].map((flow) => flow.toJson())),

	getFlow: (call) => found(flowOf(call).toJson()),

	publishFlow: (call) => setPublished(call, true),

	unpublishFlow: (call) => setPublished(call, false),
};

function flowOf({ account, param }: Call): FakeFlow {
	return mustExist(account.flows.get(param('flow_id')), 'flow');
}

function setPublished(call: Call, published: boolean): Answer {
	flowOf(call).setPublished(published, call.now);
	return OK;
}
