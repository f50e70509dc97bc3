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
import { checkUsers } from './operations/checkUsers';
import { create } from './operations/create';
import { deleteOperation } from './operations/delete';
import { get } from './operations/get';
import { getAll } from './operations/getAll';
import { removeUsers } from './operations/removeUsers';
import { syncUsers } from './operations/syncUsers';
import { update } from './operations/update';
import { searchSegments } from '../shared/fields/segment';

const operations = [
	addUsers,
	checkUsers,
	create,
	deleteOperation,
	getAll,
	get,
	removeUsers,
	syncUsers,
	update,
];

const resources = [{ value: 'segment', label: 'Segment', operations, first: 'addUsers' }];

export class AppcuesSegment implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Appcues Segment',
		name: 'appcuesSegment',
		icon: { light: 'file:../../icons/appcues.svg', dark: 'file:../../icons/appcues.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description: 'Add users to Appcues segments, remove users from them, and manage the segments',
		defaults: { name: 'Appcues Segment' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'appcuesApi', required: true }],
		...builderHint(
			'To change members, pass all items to one node: it sends up to 10,000 user IDs per request. Never use Loop Over Items. User IDs are those that the product passes to Appcues.identify, not email addresses. The node waits until Appcues has finished.',
			[
				{
					nodeType: 'n8n-nodes-appcues.appcuesExport',
					relationHint: 'Use Export Segment Members to read who is in a segment',
				},
			],
		),
		properties: operationProperties(resources, 'segment'),
	};

	methods = { listSearch: { searchSegments } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, resources);
	}
}
