import type { IDataObject, INodeParameters } from 'n8n-workflow';

/** A node of a scene's workflow. */
export interface SceneNode {
	name: string;
	/** The node type, such as `n8n-nodes-appcues.appcuesFlow`. */
	type: string;
	typeVersion?: number;
	parameters: INodeParameters;
	webhookId?: string;
}

/** A linear workflow whose last node is opened, run and captured. */
export interface Scene {
	name: string;
	nodes: SceneNode[];
	/** The output of a node that isn't run, pinned as a user would pin it. */
	items?: { of: string; json: IDataObject[] };
	/** How the output is shown. Default: JSON. */
	output?: 'table' | 'json';
	/** Minimum height of the window, where the output needs more room than the parameters. */
	height?: number;
	/** Sends what a trigger waits for. @param url of n8n */
	call?(url: string): Promise<void>;
}
