import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { builderHint } from '../shared/operation/descriptionExtras';
import { loadTags } from '../shared/fields/tag';
import { operationProperties, operationSubtitle } from '../shared/operation/operation';
import { runNode } from '../shared/operation/runNode';
import { searchFlows } from '../shared/fields/flow';
import { get } from './operations/get';
import { getAll } from './operations/getAll';
import { publish } from './operations/publish';
import { unpublish } from './operations/unpublish';

const operations = [get, getAll, publish, unpublish];

const resources = [{ value: 'flow', label: 'Flow', operations, first: 'getAll' }];

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
		...builderHint(
			'For classic flows and for listing flows. For banners, checklists, pins, NPS surveys and other experiences, use Appcues Experience.',
			[
				{
					nodeType: 'n8n-nodes-appcues.appcuesExperience',
					relationHint: 'Use for all experiences that are not flows',
				},
			],
		),
		properties: operationProperties(resources, 'flow'),
	};

	methods = { listSearch: { searchFlows }, loadOptions: { getTags: loadTags } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, resources);
	}
}
