import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { operationProperties, operationSubtitle } from '../shared/operation/operation';
import { runNode } from '../shared/operation/runNode';
import { addUsers } from './operations/addUsers';
import { create } from './operations/create';
import { deleteOperation } from './operations/delete';
import { get } from './operations/get';
import { getAll } from './operations/getAll';
import { removeUsers } from './operations/removeUsers';
import { update } from './operations/update';
import { searchSegments } from '../shared/fields/segment';

const operations = [addUsers, create, deleteOperation, getAll, get, removeUsers, update];

const resources = [{ value: 'segment', name: 'Segment', operations, first: 'addUsers' }];

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
		properties: operationProperties(resources, 'segment'),
	};

	methods = { listSearch: { searchSegments } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, resources);
	}
}
