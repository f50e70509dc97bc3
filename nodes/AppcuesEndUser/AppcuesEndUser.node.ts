import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { builderHint } from '../shared/operation/descriptionExtras';
import { operationProperties, operationSubtitle } from '../shared/operation/operation';
import { runNode } from '../shared/operation/runNode';
import { deleteOperation } from './operations/delete';
import { get } from './operations/get';
import { getEvents } from './operations/getEvents';
import { update } from './operations/update';

const operations = [update, deleteOperation, get, getEvents];

const resources = [{ value: 'endUser', label: 'End User', operations, first: 'update' }];

export class AppcuesEndUser implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Appcues End User',
		name: 'appcuesEndUser',
		icon: { light: 'file:../../icons/appcues.svg', dark: 'file:../../icons/appcues.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description: 'Get, create, update and delete user profiles in Appcues, and get recent events',
		defaults: { name: 'Appcues End User' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'appcuesApi', required: true }],
		...builderHint(
			'Works with one user per input item. For many users, use Import Profiles of Appcues Import, which sends all items in one request.',
			[
				{
					nodeType: 'n8n-nodes-appcues.appcuesImport',
					relationHint: 'Prefer for more than a few users',
				},
			],
		),
		properties: operationProperties(resources, 'endUser'),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, resources);
	}
}
