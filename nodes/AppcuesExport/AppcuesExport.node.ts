import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { operationProperties, operationSubtitle } from '../shared/operation/operation';
import { runNode } from '../shared/operation/runNode';
import { searchSegments } from '../shared/fields/segment';
import { events } from './operations/events';
import { segmentMembers } from './operations/segmentMembers';

const operations = [events, segmentMembers];

const resources = [{ value: 'export', name: 'Export', operations, first: 'events' }];

export class AppcuesExport implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Appcues Export',
		name: 'appcuesExport',
		icon: { light: 'file:../../icons/appcues.svg', dark: 'file:../../icons/appcues.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description: 'Export events and segment members from Appcues, as items or as a file',
		defaults: { name: 'Appcues Export' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'appcuesApi', required: true }],
		properties: operationProperties(resources, 'export'),
	};

	methods = { listSearch: { searchSegments } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, resources);
	}
}
