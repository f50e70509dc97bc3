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
import { events } from './operations/events';
import { groups } from './operations/groups';
import { profiles } from './operations/profiles';
import { userActivity } from './operations/userActivity';

const operations = [events, groups, profiles, userActivity];

const resources = [{ value: 'import', label: 'Import', operations, first: 'profiles' }];

export class AppcuesImport implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Appcues Import',
		name: 'appcuesImport',
		icon: { light: 'file:../../icons/appcues.svg', dark: 'file:../../icons/appcues.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description: 'Import user profiles, groups and events into Appcues, or track single events',
		defaults: { name: 'Appcues Import' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'appcuesApi', required: true }],
		...builderHint(
			'Imports all input items together: connect it right after the node with the items, without Loop Over Items. userIdField, groupIdField, eventNameField and timestampField take names of fields, not expressions. To track one event per item as it happens, use Track Event.',
		),
		properties: operationProperties(resources, 'import'),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, resources);
	}
}
