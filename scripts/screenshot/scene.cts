import type { IDataObject, INodeParameters } from 'n8n-workflow';

/** A node of a scene's workflow. */
export interface SceneNode {
	name: string;
	/** As n8n knows it: `n8n-nodes-appcues.appcuesFlow`. */
	type: string;
	typeVersion?: number;
	parameters: INodeParameters;
	webhookId?: string;
}

/** A workflow in a row, whose last node is opened, run and pictured. */
export interface Scene {
	name: string;
	nodes: SceneNode[];
	/** What a node gives without being run, pinned as a user would pin it. */
	items?: { of: string; json: IDataObject[] };
	/** How the output is shown; as JSON when left out. */
	output?: 'table' | 'json';
	/** Of the window at least, where the output needs more room than the parameters. */
	height?: number;
	/** Sends what a trigger waits for. @param url of n8n */
	call?(url: string): Promise<void>;
}
