import type { IConnections, IDataObject, INode } from 'n8n-workflow';

/** What workflow files contain, as the editor exports them. */
export interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IDataObject;
	[other: string]: unknown;
}

/** A workflow stored in n8n. */
export interface StoredWorkflow extends WorkflowFile {
	id: string;
	active: boolean;
	versionId: string;
}

/** A credential stored in n8n. Its data stays there. */
export interface StoredCredential {
	id: string;
	name: string;
	type: string;
}

/** The settings that the editor requests first, as far as they matter here. */
export interface Settings {
	userManagement: { showSetupOnFirstLoad: boolean };
}

/** How far n8n is with registering a workflow's triggers. */
export interface Publication {
	status: string;
	/** The status of each trigger. */
	triggers?: unknown;
}

/** What the editor shows after testing a credential. */
export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

export interface ExecutionError {
	name?: string;
	message: string;
	description?: string | null;
	[other: string]: unknown;
}

interface ExecutedItem {
	json: IDataObject;
	pairedItem?: unknown;
	error?: unknown;
	[other: string]: unknown;
}

export interface NodeRunResult {
	executionStatus?: string;
	executionTime: number;
	data?: { main?: Array<ExecutedItem[] | null> };
	error?: ExecutionError;
	hints?: Array<{ message: string }>;
}

/** A finished execution with the output of all nodes. */
export interface Execution {
	id: string;
	status: string;
	data: {
		resultData: {
			runData: Record<string, NodeRunResult[] | undefined>;
			error?: ExecutionError;
			lastNodeExecuted?: string;
		};
	};
}
