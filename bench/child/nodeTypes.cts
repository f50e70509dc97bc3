import type { PackageDirectoryLoader } from 'n8n-core';
import {
	NodeHelpers,
	type ICredentialType,
	type INodeType,
	type INodeTypes,
	type IVersionedNodeType,
} from 'n8n-workflow';

import { entryOf } from '../../dev/elements.cjs';
import { START } from './workflow.cjs';

/** Files and classes of the n8n-nodes-base nodes that ours are compared with. */
const BASE: Record<string, [file: string, className: string]> = {
	'n8n-nodes-base.httpRequest': ['HttpRequest/HttpRequest.node.js', 'HttpRequest'],
	'n8n-nodes-base.noOp': ['NoOp/NoOp.node.js', 'NoOp'],
	'n8n-nodes-base.aggregate': ['Transform/Aggregate/Aggregate.node.js', 'Aggregate'],
	'n8n-nodes-base.splitInBatches': ['SplitInBatches/SplitInBatches.node.js', 'SplitInBatches'],
};

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

/** This package's nodes from dist, and the requested ones of n8n-nodes-base. */
export class BenchNodeTypes implements INodeTypes {
	private readonly base = new Map<string, INodeType | IVersionedNodeType>();

	constructor(private readonly loader: PackageDirectoryLoader) {}

	getByName(type: string): INodeType | IVersionedNodeType {
		if (type === START) return start;
		const [file, className] = BASE[type] ?? [];
		if (!file || !className) return this.loader.getNode(type.slice(type.lastIndexOf('.') + 1)).type;
		const known = this.base.get(type) ?? new (entryOf(fromBase(`nodes/${file}`), className))();
		this.base.set(type, known as INodeType);
		return known as INodeType;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes() {
		return {};
	}
}

/** The credential types of this package, and those of n8n that the HTTP Request node uses. */
export function credentialTypes(loader: PackageDirectoryLoader) {
	return {
		getCredential(name: string): { type: ICredentialType; sourcePath: string } {
			if (name !== 'httpBasicAuth') return loader.getCredential(name);
			const HttpBasicAuth = entryOf(
				fromBase('credentials/HttpBasicAuth.credentials.js'),
				'HttpBasicAuth',
			);
			return { type: new HttpBasicAuth() as ICredentialType, sourcePath: '' };
		},
	};
}

const fromBase = (file: string) =>
	require(`n8n-nodes-base/dist/${file}`) as Record<string, new () => unknown>;
