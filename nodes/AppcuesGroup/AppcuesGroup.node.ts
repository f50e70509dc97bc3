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
import { addUsers } from './operations/addUsers';
import { get } from './operations/get';
import { update } from './operations/update';

const operations = [addUsers, get, update];

const resources = [{ value: 'group', label: 'Group', operations, first: 'update' }];

export class AppcuesGroup implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Appcues Group',
		name: 'appcuesGroup',
		icon: { light: 'file:../../icons/appcues.svg', dark: 'file:../../icons/appcues.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description:
			'Get and update the groups (accounts, companies) of your users in Appcues, and add users to them',
		defaults: { name: 'Appcues Group' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'appcuesApi', required: true }],
		...builderHint(
			'A group is an account or company in Appcues. Works with one group per input item. For many groups, use Import Groups of Appcues Import.',
			[
				{
					nodeType: 'n8n-nodes-appcues.appcuesImport',
					relationHint: 'Prefer for more than a few groups',
				},
			],
		),
		properties: operationProperties(resources, 'group'),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, resources);
	}
}
