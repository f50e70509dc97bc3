import './environment.cjs';
import 'reflect-metadata';

import { Container } from '@n8n/di';
import {
	BinaryDataService,
	ExecutionLifecycleHooks,
	InstanceSettings,
	LoadOptionsContext,
	PackageDirectoryLoader,
	PollContext,
	WorkflowExecute,
} from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IBinaryData,
	type IBinaryKeyData,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type INodePropertyOptions,
	type INodeTypeDescription,
	type IRun,
	type ITaskData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { resolve } from 'node:path';

import { entryOf } from '../elements.cjs';
import { MemoryCredentials, type CredentialStore } from './credentials.cjs';
import { NodeTypes, START_TYPE } from './nodeTypes.cjs';
import { WebhookHost } from './webhookHost.cjs';

const ROOT = resolve(__dirname, '../..');
const PACKAGE = 'n8n-nodes-appcues';

/** One node of this package, run after a start node. */
export interface NodeRun {
	/** `appcuesSegment` */
	type: string;
	parameters: IDataObject;
	credentials: CredentialStore;
	/** The JSON of the input items. Default: one empty item. */
	input?: IDataObject[];
	/** The files of the input items, in the same order. */
	binary?: IBinaryKeyData[];
	/** n8n's On Error setting. Default: stop. */
	onError?: INode['onError'];
}

/** The result of a run. */
export class Outcome {
	constructor(
		private readonly run: IRun,
		private readonly node: string,
	) {}

	get status() {
		return this.run.status;
	}

	private get task(): ITaskData | undefined {
		return this.run.data.resultData.runData[this.node]?.[0];
	}

	/** The node's items on an output: 0 is the regular one, 1 the error output. */
	items(output = 0): INodeExecutionData[] {
		return this.task?.data?.main?.[output] ?? [];
	}

	/** The JSON of {@link items}. */
	json(output = 0): IDataObject[] {
		return this.items(output).map(({ json }) => json);
	}

	/** For each item, the input items that it is paired with. */
	paired(output = 0): number[][] {
		return this.items(output).map(({ pairedItem }) =>
			[pairedItem ?? []].flat().map((pair) => (typeof pair === 'number' ? pair : pair.item)),
		);
	}

	/** What the user sees when the node stopped with an error. */
	get error() {
		const { error } = this.run.data.resultData;
		if (!error) return undefined;
		const { name, message, context } = error;
		const description = error.description ?? '';
		return { name, message, description, item: context?.itemIndex as number | undefined };
	}

	/** The hints above the output. */
	get hints(): string[] {
		return (this.task?.hints ?? []).map(({ message }) => message);
	}

	/** Everything that n8n would keep of the run, as text. It must not contain secrets. */
	get everything(): string {
		const seen = new WeakSet<object>();
		return JSON.stringify(this.run, (_key, value: unknown) => {
			if (typeof value !== 'object' || value === null) return value;
			if (seen.has(value)) return undefined;
			seen.add(value);
			return value instanceof Error
				? { ...value, message: value.message, stack: value.stack }
				: value;
		});
	}
}

/** A polling trigger. */
export interface Poller {
	/** Polls once. Returns the items with which n8n would start an execution; null for none. */
	poll(): Promise<INodeExecutionData[] | null>;
	/** The workflow's static data as n8n would store it now. */
	stored(): IDataObject;
}

/** A run in progress. */
export interface StartedRun {
	cancel(): void;
	finished: Promise<Outcome>;
}

/**
 * n8n's real engine (Workflow, WorkflowExecute, its contexts and HTTP helpers) in this process, with this
 * package as n8n's loader reads it from dist.
 */
export class Engine {
	private constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly nodeTypes: NodeTypes,
	) {}

	static async create(): Promise<Engine> {
		Container.get(InstanceSettings);
		await Container.get(BinaryDataService).init();
		const loader = new PackageDirectoryLoader(ROOT);
		await loader.loadAll();
		return new Engine(loader, new NodeTypes(loader));
	}

	/** Returns what n8n shows of a node: its name and its parameters. */
	description(type: string): INodeTypeDescription {
		return this.nodeTypes.getByNameAndVersion(`${PACKAGE}.${type}`).description;
	}

	/** Returns the operations in a node's dropdown, one resource after the other. */
	operations(type: string): Array<{ name: string; value: string }> {
		const { properties } = this.description(type);
		const dropdowns = properties.filter(({ name }) => name === 'operation');
		return dropdowns.flatMap(({ options = [] }) =>
			options.flatMap((option) =>
				'value' in option ? [{ name: option.name, value: String(option.value) }] : [],
			),
		);
	}

	async run(run: NodeRun): Promise<Outcome> {
		return await this.start(run).finished;
	}

	start(run: NodeRun): StartedRun {
		const { type, parameters, credentials, input = [{}], binary = [], onError } = run;
		const begin = node('Start', START_TYPE, {});
		const tested = { ...node('Appcues', `${PACKAGE}.${type}`, parameters, credentials), onError };
		const connections: IConnections = {
			Start: { main: [[{ node: 'Appcues', type: 'main', index: 0 }]] },
		};
		const workflow = this.workflow([begin, tested], connections);
		const items = input.map((json, item): INodeExecutionData => {
			const files = binary[item];
			return files ? { json, binary: files } : { json };
		});
		const execute = new WorkflowExecute(
			this.additionalData(credentials, workflow),
			'manual',
			createRunExecutionData({
				executionData: {
					nodeExecutionStack: [{ node: begin, data: { main: [items] }, source: null }],
					contextData: {},
					metadata: {},
					waitingExecution: {},
					waitingExecutionSource: {},
				},
			}),
		);
		const running = execute.processRunExecutionData(workflow);
		return {
			cancel: () => running.cancel(),
			finished: running.then((result) => new Outcome(result, 'Appcues')),
		};
	}

	/** Stores a file as n8n does (in memory or on disk, by its settings), for use in an item. */
	async store(data: Buffer, fileName: string | undefined, mimeType: string): Promise<IBinaryData> {
		const location = { type: 'execution', workflowId: 'w', executionId: 'execution' } as const;
		return await Container.get(BinaryDataService).store(location, data, {
			data: '',
			mimeType,
			...(fileName !== undefined && { fileName }),
		});
	}

	/** Returns where a file is that n8n has stored on disk. */
	pathOf({ id = '' }: IBinaryData): string {
		return Container.get(BinaryDataService).getPath(id);
	}

	/** Returns the bytes of a file that a node returned. */
	async bytesOf(file: IBinaryData): Promise<Buffer> {
		return await Container.get(BinaryDataService).getAsBuffer(file);
	}

	/**
	 * Calls a list search method as the editor does when the user opens a resource locator.
	 *
	 * @param parameters the node's other parameters, as in the editor
	 */
	async search(
		type: string,
		method: string,
		credentials: CredentialStore,
		filter?: string,
		parameters: IDataObject = {},
	): Promise<INodeListSearchResult> {
		const { context, methods } = this.editing(type, credentials, parameters);
		const search = methods?.listSearch?.[method];
		if (!search) throw new Error(`${type} has no list search ${method}`);
		return await search.call(context, filter);
	}

	/** Calls a method that loads options, as the editor does when the user opens a list. */
	async loadOptions(
		type: string,
		method: string,
		credentials: CredentialStore,
	): Promise<INodePropertyOptions[]> {
		const { context, methods } = this.editing(type, credentials);
		const load = methods?.loadOptions?.[method];
		if (!load) throw new Error(`${type} has no method ${method} that loads options`);
		return await load.call(context);
	}

	/**
	 * Returns the hints that the editor shows in an open node before it has run.
	 *
	 * @param input the JSON of the items that the node before it has returned
	 */
	hintsBefore(type: string, parameters: IDataObject, input: IDataObject[]): string[] {
		const edited = node('Appcues', `${PACKAGE}.${type}`, parameters);
		const workflow = this.workflow([edited], {});
		const items = input.map((json) => ({ json }));
		return (this.description(type).hints ?? [])
			.filter(({ whenToDisplay }) => whenToDisplay !== 'afterExecution')
			.filter(
				({ displayCondition }) =>
					displayCondition === undefined ||
					workflow.expression.getParameterValue(
						displayCondition,
						null,
						0,
						0,
						edited.name,
						items,
						'manual',
						{},
					) === true,
			)
			.map(({ message }) => message);
	}

	private editing(type: string, credentials: CredentialStore, parameters: IDataObject = {}) {
		const edited = node('Appcues', `${PACKAGE}.${type}`, parameters, credentials);
		// Read first, because a workflow fills in the defaults.
		const currentNodeParameters = edited.parameters;
		const workflow = this.workflow([edited], {});
		const context = new LoadOptionsContext(
			workflow,
			edited,
			{ ...this.additionalData(credentials, workflow), currentNodeParameters },
			'parameters.x',
		);
		return { context, methods: this.nodeTypes.getByNameAndVersion(edited.type).methods };
	}

	/**
	 * Makes a trigger listen as in an active workflow.
	 *
	 * @param trigger `mode` is `manual` for a test from the editor; `workflow` is the workflow's ID
	 */
	async listen(trigger: {
		type: string;
		parameters: IDataObject;
		credentials: CredentialStore;
		mode?: WorkflowExecuteMode;
		workflow?: string;
	}): Promise<WebhookHost> {
		const { type, parameters, credentials, mode = 'webhook', workflow: id = 'w' } = trigger;
		const load = (staticData: IDataObject) => {
			const listening = node('Appcues', `${PACKAGE}.${type}`, parameters, credentials);
			const workflow = this.workflow([listening], {}, { id, staticData });
			const additionalData = this.additionalData(credentials, workflow);
			return { workflow, node: entryOf(workflow.nodes, 'Appcues'), additionalData };
		};
		return await WebhookHost.start(load, mode);
	}

	/**
	 * Returns a polling trigger of an active workflow, or with `manual` as the editor tests it.
	 *
	 * @param trigger `staticData` is what n8n has stored for the workflow
	 */
	poller(trigger: {
		type: string;
		parameters: IDataObject;
		credentials: CredentialStore;
		mode?: WorkflowExecuteMode;
		staticData?: IDataObject;
	}): Poller {
		const { type, parameters, credentials, mode = 'trigger', staticData } = trigger;
		const polling = node('Appcues', `${PACKAGE}.${type}`, parameters, credentials);
		const workflow = this.workflow([polling], {}, staticData && { staticData });
		const additionalData = this.additionalData(credentials, workflow);
		const context = new PollContext(workflow, polling, additionalData, mode, 'activate');
		const nodeType = this.nodeTypes.getByNameAndVersion(polling.type);
		return {
			poll: async () => (await nodeType.poll?.call(context))?.flat() ?? null,
			stored: () => JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject,
		};
	}

	private workflow(
		nodes: INode[],
		connections: IConnections,
		{ id = 'w', staticData }: { id?: string; staticData?: IDataObject } = {},
	): Workflow {
		const settings = { executionOrder: 'v1' } as const;
		const { nodeTypes } = this;
		return new Workflow({
			id,
			name: id,
			staticData,
			nodes,
			connections,
			active: false,
			nodeTypes,
			settings,
		});
	}

	private additionalData(
		credentials: CredentialStore,
		{ id, name }: Workflow,
	): IWorkflowExecuteAdditionalData {
		const workflow = { id, name: name ?? '', active: false, nodes: [], connections: {} };
		const origin = 'http://127.0.0.1';
		// n8n's server adds a hundred more. These are the ones that its engine reads when it runs such a node.
		return {
			credentialsHelper: new MemoryCredentials(this.loader, credentials),
			hooks: new ExecutionLifecycleHooks('manual', 'execution', {
				...workflow,
				createdAt: new Date(0),
				updatedAt: new Date(0),
				isArchived: false,
			} as never),
			executionId: 'execution',
			userId: 'user',
			variables: {},
			restApiUrl: `${origin}/rest`,
			instanceBaseUrl: `${origin}/`,
			formWaitingBaseUrl: `${origin}/form-waiting`,
			webhookBaseUrl: `${origin}/webhook`,
			webhookWaitingBaseUrl: `${origin}/webhook-waiting`,
			webhookTestBaseUrl: `${origin}/webhook-test`,
			setExecutionStatus: () => {},
			sendDataToUI: () => {},
			logAiEvent: () => {},
		} as unknown as IWorkflowExecuteAdditionalData;
	}
}

function node(
	name: string,
	type: string,
	parameters: IDataObject,
	credentials: CredentialStore = {},
): INode {
	return {
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INodeParameters,
		credentials: Object.fromEntries(
			Object.keys(credentials).map((key) => [key, { id: key, name: key }]),
		),
	};
}
