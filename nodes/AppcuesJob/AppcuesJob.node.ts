import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { builderHint, sensitiveOutput } from '../shared/operation/descriptionExtras';
import { operationProperties, operationSubtitle } from '../shared/operation/operation';
import { runNode } from '../shared/operation/runNode';
import { download } from './operations/download';
import { get } from './operations/get';
import { getAll } from './operations/getAll';
import { wait } from './operations/wait';

const operations = [download, get, getAll, wait];

const resources = [{ value: 'job', label: 'Job', operations, first: 'wait' }];

export class AppcuesJob implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Appcues Job',
		name: 'appcuesJob',
		icon: { light: 'file:../../icons/appcues.svg', dark: 'file:../../icons/appcues.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description:
			'Check the jobs that Appcues runs in the background, wait for them, and download their results',
		defaults: { name: 'Appcues Job' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'appcuesApi', required: true }],
		...builderHint(
			'Only needed if another Appcues node ran with waitForCompletion off. The other nodes wait for their jobs themselves.',
		),
		...sensitiveOutput('downloadUrl'),
		properties: operationProperties(resources, 'job'),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, resources);
	}
}
