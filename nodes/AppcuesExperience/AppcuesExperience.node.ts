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
import { searchExperiences } from './experienceLocator';
import { get } from './operations/get';
import { getAll } from './operations/getAll';
import { getScreenshots } from './operations/getScreenshots';
import { publish } from './operations/publish';
import { unpublish } from './operations/unpublish';

const operations = [get, getScreenshots, getAll, publish, unpublish];

const resources = [{ value: 'experience', label: 'Experience', operations, first: 'getAll' }];

export class AppcuesExperience implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Appcues Experience',
		name: 'appcuesExperience',
		icon: { light: 'file:../../icons/appcues.svg', dark: 'file:../../icons/appcues.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description:
			'Find, publish and unpublish banners, checklists, embeds, NPS surveys, pins and other experiences in Appcues',
		defaults: { name: 'Appcues Experience' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'appcuesApi', required: true }],
		...builderHint(
			'Needs experienceType, which names the kind of experience. For flows, use Appcues Flow.',
			[{ nodeType: 'n8n-nodes-appcues.appcuesFlow', relationHint: 'Use for flows' }],
		),
		properties: operationProperties(resources, 'experience'),
	};

	methods = { listSearch: { searchExperiences }, loadOptions: { getTags: loadTags } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, resources);
	}
}
