import type { PackageDirectoryLoader } from 'n8n-core';
import { NodeHelpers, type INodeType, type INodeTypes } from 'n8n-workflow';

/** A trigger that outputs the items that a test provides. */
const start: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

export const START_TYPE = 'test.start';

/** This package's nodes, as n8n's own loader finds them in dist, and the start node. */
export class NodeTypes implements INodeTypes {
	constructor(private readonly loader: PackageDirectoryLoader) {}

	getByName(type: string) {
		if (type === START_TYPE) return start;
		return this.loader.getNode(type.slice(type.lastIndexOf('.') + 1)).type;
	}

	getByNameAndVersion(type: string, version?: number) {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes() {
		return {};
	}
}
