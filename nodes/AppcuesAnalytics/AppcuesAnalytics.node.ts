import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { builderHint, sensitiveOutput } from '../shared/operation/descriptionExtras';
import { executeOnceHint } from '../shared/operation/executeOnceHint';
import { loadEventNames } from '../shared/events/eventNames';
import { searchFlows } from '../shared/fields/flow';
import { loadSurveys } from '../shared/fields/surveyList';
import { operationProperties, operationSubtitle } from '../shared/operation/operation';
import { runNode } from '../shared/operation/runNode';
import { exportOperation } from './operations/export';
import { query } from './operations/query';
import { report } from './operations/report';

const operations = [exportOperation, query, report];

const resources = [{ value: 'analytics', label: 'Analytics', operations, first: 'query' }];

export class AppcuesAnalytics implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Appcues Analytics',
		name: 'appcuesAnalytics',
		icon: { light: 'file:../../icons/appcues.svg', dark: 'file:../../icons/appcues.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description:
			'Count Appcues events and users, get the events themselves, or get reports on flows, NPS and more',
		defaults: { name: 'Appcues Analytics' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'appcuesApi', required: true }],
		hints: [executeOnceHint()],
		...builderHint(
			'Returns counts and rates. For single events, use Export Events of Appcues Export. Runs once per input item: set executeOnce on the node unless its parameters read the item.',
			[
				{
					nodeType: 'n8n-nodes-appcues.appcuesExport',
					relationHint: 'Use for single events instead of counts',
				},
			],
		),
		...sensitiveOutput('downloadUrl'),
		properties: operationProperties(resources, 'analytics'),
	};

	methods = {
		listSearch: { searchFlows },
		loadOptions: { getEventNames: loadEventNames, getSurveys: loadSurveys },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, resources);
	}
}
