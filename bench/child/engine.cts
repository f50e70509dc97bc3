import { Container } from '@n8n/di';
import {
	BinaryDataService,
	ExecutionLifecycleHooks,
	InstanceSettings,
	PackageDirectoryLoader,
	WorkflowExecute,
} from 'n8n-core';
import {
	createRunExecutionData,
	Expression,
	Workflow,
	type INodeExecutionData,
	type IRun,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { first } from '../../dev/elements.cjs';
import { ROOT } from '../../dev/n8n/paths.cjs';
import { MemoryCredentials, type CredentialStore } from '../../dev/engine/credentials.cjs';
import { BenchNodeTypes, credentialTypes } from './nodeTypes.cjs';
import type { WorkflowPlan } from './workflow.cjs';

/** The defaults of n8n's server (its ExpressionEngineConfig). */
const EXPRESSIONS = {
	engine: 'vm',
	poolSize: 1,
	maxCodeCacheSize: 1024,
	bridgeTimeout: 5000,
	bridgeMemoryLimit: 128,
} as const;

const ORIGIN = 'http://127.0.0.1';

/** The result of a run. */
export interface Outcome {
	/** The output of the last node, over all its runs. */
	items: INodeExecutionData[];
	/** Why the workflow stopped, or empty. */
	error: string;
}

/** The installed n8n's engine with its server's settings, in this process. */
export class BenchEngine {
	private constructor(private readonly loader: PackageDirectoryLoader) {}

	static async create(): Promise<BenchEngine> {
		await Expression.initExpressionEngine(EXPRESSIONS);
		Container.get(InstanceSettings);
		await Container.get(BinaryDataService).init();
		const loader = new PackageDirectoryLoader(ROOT);
		await loader.loadAll();
		return new BenchEngine(loader);
	}

	/** Prepares everything. Calling the returned function only runs the execution. */
	prepare(plan: WorkflowPlan, items: INodeExecutionData[], credentials: CredentialStore) {
		const { nodes, connections, last } = plan;
		const workflow = new Workflow({
			id: 'w',
			name: 'w',
			nodes,
			connections,
			active: false,
			nodeTypes: new BenchNodeTypes(this.loader),
			settings: { executionOrder: 'v1' },
		});
		const data = createRunExecutionData({
			executionData: {
				nodeExecutionStack: [{ node: first(nodes), data: { main: [items] }, source: null }],
				contextData: {},
				metadata: {},
				waitingExecution: {},
				waitingExecutionSource: {},
			},
		});
		const execute = new WorkflowExecute(this.surroundings(workflow, credentials), 'manual', data);
		return async (): Promise<Outcome> =>
			outcomeOf(await execute.processRunExecutionData(workflow), last);
	}

	/** What n8n's server adds to every execution, as far as these nodes use it. */
	private surroundings(
		workflow: Workflow,
		credentials: CredentialStore,
	): IWorkflowExecuteAdditionalData {
		return {
			credentialsHelper: new MemoryCredentials(credentialTypes(this.loader), credentials),
			hooks: new ExecutionLifecycleHooks('manual', 'execution', workflow as never),
			executionId: 'execution',
			userId: 'user',
			variables: {},
			restApiUrl: `${ORIGIN}/rest`,
			instanceBaseUrl: `${ORIGIN}/`,
			formWaitingBaseUrl: `${ORIGIN}/form-waiting`,
			webhookBaseUrl: `${ORIGIN}/webhook`,
			webhookWaitingBaseUrl: `${ORIGIN}/webhook-waiting`,
			webhookTestBaseUrl: `${ORIGIN}/webhook-test`,
			setExecutionStatus: () => {},
			sendDataToUI: () => {},
			logAiEvent: () => {},
		} as unknown as IWorkflowExecuteAdditionalData;
	}
}

function outcomeOf(run: IRun, last: string): Outcome {
	const { runData, error } = run.data.resultData;
	const items = (runData[last] ?? []).flatMap(({ data }) => data?.main?.flat() ?? []);
	return {
		items: items.filter((item) => item !== null && item !== undefined),
		error: error?.message ?? '',
	};
}
