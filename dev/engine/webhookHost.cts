import { HookContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import express from 'express';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atLeast } from '../elements.cjs';

/** Creates a workflow for each call, as n8n's server reads it from its database. */
export interface LoadedWorkflow {
	workflow: Workflow;
	node: INode;
	additionalData: IWorkflowExecuteAdditionalData;
}

/** A trigger that listens on a port of this machine, as n8n's server does for an active workflow. */
export class WebhookHost {
	/** The items of every execution that was started, in order. */
	readonly started: INodeExecutionData[][] = [];

	/** The workflow's static data, as in n8n's database. */
	staticData: IDataObject = {};

	private constructor(
		private readonly load: (staticData: IDataObject) => LoadedWorkflow,
		private readonly mode: WorkflowExecuteMode,
		private server: Server | undefined,
	) {}

	static async start(
		load: (staticData: IDataObject) => LoadedWorkflow,
		mode: WorkflowExecuteMode,
	): Promise<WebhookHost> {
		const host = new WebhookHost(load, mode, undefined);
		const app = express();
		// n8n keeps the unpacked bytes of the body along with its parsed content.
		app.use(express.raw({ type: () => true }));
		app.post('/webhook', (request, response, next) => {
			host.receive(request, response).catch(next);
		});
		host.server = app.listen(0, '127.0.0.1');
		await once(host.server, 'listening');
		return host;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server?.address() as AddressInfo).port}/webhook`;
	}

	/** The JSON of all items that started an execution. */
	get items(): IDataObject[] {
		return this.started.flat().map(({ json }) => json);
	}

	/** Runs what n8n runs when a workflow with the trigger is activated. */
	async activate(): Promise<void> {
		const { workflow, node, additionalData } = this.load(this.staticData);
		const { webhookMethods } = workflow.nodeTypes.getByNameAndVersion(node.type);
		const data = webhookData(workflow, node, additionalData);
		const hook = new HookContext(workflow, node, additionalData, 'internal', 'activate', data);
		const methods = webhookMethods?.default;
		if (!(await methods?.checkExists?.call(hook))) await methods?.create?.call(hook);
	}

	async close(): Promise<void> {
		this.server?.closeAllConnections();
		await new Promise((resolve) => this.server?.close(resolve));
	}

	private async receive(request: express.Request, response: express.Response): Promise<void> {
		const rawBody: unknown = request.body;
		Object.assign(request, { rawBody, body: {}, readRawBody: async () => {} });
		// As in n8n, each call gets the static data that was stored before it arrived.
		const { workflow, node, additionalData } = this.load(structuredClone(this.staticData));
		Object.assign(additionalData, { httpRequest: request, httpResponse: response });
		const data = webhookData(workflow, node, additionalData);
		const context = new WebhookContext(workflow, node, additionalData, this.mode, data, [], null);
		const type = workflow.nodeTypes.getByNameAndVersion(node.type);
		if (!type.webhook) throw new Error(`${node.type} doesn't receive webhooks`);
		const { workflowData, noWebhookResponse } = await type.webhook.call(context);
		if (workflowData) this.started.push(...workflowData);
		// Test mode stores nothing.
		if (
			this.mode !== 'manual' &&
			(workflow.staticData as { __dataChanged?: boolean }).__dataChanged
		)
			this.staticData = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
		if (!noWebhookResponse) response.json({ message: 'Workflow was started' });
	}
}

function webhookData(
	workflow: Workflow,
	node: INode,
	workflowExecuteAdditionalData: IWorkflowExecuteAdditionalData,
): IWebhookData {
	const { description } = workflow.nodeTypes.getByNameAndVersion(node.type);
	const [webhookDescription] = atLeast(1, description.webhooks ?? []);
	const { httpMethod, path } = webhookDescription;
	if (httpMethod !== 'POST') throw new Error(`Only POST is supported, not ${httpMethod}`);
	return {
		...{ httpMethod, path, node: node.name, webhookDescription, workflowId: workflow.id },
		workflowExecuteAdditionalData,
	};
}
