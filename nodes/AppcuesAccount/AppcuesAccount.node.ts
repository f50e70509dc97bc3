import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { builderHint, sensitiveOutput } from '../shared/operation/descriptionExtras';
import { executeOnceHint } from '../shared/operation/executeOnceHint';
import { operationProperties, operationSubtitle } from '../shared/operation/operation';
import { runNode } from '../shared/operation/runNode';
import { createSdkKey } from './operations/createSdkKey';
import { deleteSdkKey } from './operations/deleteSdkKey';
import { getAllSdkKeys } from './operations/getAllSdkKeys';
import { getAllTags } from './operations/getAllTags';
import { getIngestionRules } from './operations/getIngestionRules';
import { getTag } from './operations/getTag';
import { replaceRules } from './operations/replaceIngestionRules';
import { setEnforcementMode } from './operations/setEnforcementMode';
import { setSecureDataIngest } from './operations/setSecureDataIngest';
import { searchSdkKeys } from './sdkKeyIdField';
import { searchTags } from './tagLocator';

const resources = [
	{
		value: 'ingestionRule',
		label: 'Ingestion Rule',
		operations: [getIngestionRules, replaceRules],
		first: 'getIngestionRules',
	},
	{
		value: 'sdkKey',
		label: 'SDK Key',
		operations: [
			createSdkKey,
			deleteSdkKey,
			getAllSdkKeys,
			setEnforcementMode,
			setSecureDataIngest,
		],
		first: 'getAllSdkKeys',
	},
	{ value: 'tag', label: 'Tag', operations: [getAllTags, getTag], first: 'getAllTags' },
];

export class AppcuesAccount implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Appcues Account',
		name: 'appcuesAccount',
		icon: { light: 'file:../../icons/appcues.svg', dark: 'file:../../icons/appcues.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description: 'Read the tags of an Appcues account, and manage its SDK keys and ingestion rules',
		defaults: { name: 'Appcues Account' },
		// Not for AI agents: the output contains SDK keys.
		usableAsTool: undefined,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'appcuesApi', required: true }],
		hints: [executeOnceHint(['getAllSdkKeys', 'getAllTags', 'getIngestionRules'])],
		...builderHint(
			'SDK keys and the rules for incoming data. The output of SDK key operations contains secrets: never pass it to an AI agent.',
		),
		...sensitiveOutput('key', 'secret'),
		properties: operationProperties(resources, 'tag'),
	};

	methods = { listSearch: { searchSdkKeys, searchTags } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, resources);
	}
}
