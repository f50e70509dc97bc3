import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { operationProperties, operationSubtitle } from '../shared/operation/operation';
import { runNode } from '../shared/operation/runNode';
import { searchFlows } from './flowLocator';
import { get } from './operations/get';
import { getAll } from './operations/getAll';
import { publish } from './operations/publish';
import { unpublish } from './operations/unpublish';

const operations = [get, getAll, publish, unpublish];

const resources = [{ value: 'flow', name: 'Flow', operations, first: 'getAll' }];

export class AppcuesFlow implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Appcues Flow',
		name: 'appcuesFlow',
		icon: { light: 'file:../../icons/appcues.svg', dark: 'file:../../icons/appcues.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description: 'Find, publish and unpublish Appcues flows',
		defaults: { name: 'Appcues Flow' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'appcuesApi', required: true }],
		properties: operationProperties(resources, 'flow'),
	};

	methods = { listSearch: { searchFlows } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, resources);
	}
}
