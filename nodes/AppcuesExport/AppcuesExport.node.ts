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
import { loadExperiences } from '../shared/fields/experienceList';
import { loadSurveys } from '../shared/fields/surveyList';
import { operationProperties, operationSubtitle } from '../shared/operation/operation';
import { runNode } from '../shared/operation/runNode';
import { searchSegments } from '../shared/fields/segment';
import { events } from './operations/events';
import { formResponses } from './operations/formResponses';
import { npsResponses } from './operations/npsResponses';
import { segmentMembers } from './operations/segmentMembers';

const operations = [events, formResponses, npsResponses, segmentMembers];

const resources = [{ value: 'export', label: 'Export', operations, first: 'events' }];

export class AppcuesExport implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Appcues Export',
		name: 'appcuesExport',
		icon: { light: 'file:../../icons/appcues.svg', dark: 'file:../../icons/appcues.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description:
			'Export events, NPS and form responses, and segment members from Appcues, as items or as a file',
		defaults: { name: 'Appcues Export' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'appcuesApi', required: true }],
		hints: [executeOnceHint()],
		...builderHint(
			'Starts an export, waits for it and returns its rows as items: no Wait or HTTP Request node is needed. Runs once per input item: set executeOnce on the node unless its parameters read the item. For counts, use Appcues Analytics.',
			[
				{
					nodeType: 'n8n-nodes-appcues.appcuesAnalytics',
					relationHint: 'Use for counts and rates instead of single events',
				},
			],
		),
		...sensitiveOutput('downloadUrl'),
		properties: operationProperties(resources, 'export'),
	};

	methods = {
		listSearch: { searchSegments },
		loadOptions: {
			getEventNames: loadEventNames,
			getExperiences: loadExperiences,
			getSurveys: loadSurveys,
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, resources);
	}
}
