import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { loadExperiences } from '../AppcuesTrigger/experiences';
import { toNodeError } from '../shared/operation/errors';
import { poll } from './poll';
import { eventTriggerProperties } from './properties';

export class AppcuesEventTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Appcues Event Trigger',
		name: 'appcuesEventTrigger',
		icon: { light: 'file:../../icons/appcues.svg', dark: 'file:../../icons/appcues.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ [].concat($parameter["eventNames"] || []).join(", ") || "every event" }}',
		description: 'Starts the workflow when Appcues analytics have new events. Needs no webhook.',
		defaults: { name: 'Appcues Event Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'appcuesApi', required: true }],
		properties: eventTriggerProperties,
	};

	methods = { loadOptions: { getExperiences: loadExperiences } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		try {
			return await poll(this);
		} catch (thrown) {
			throw toNodeError(this.getNode(), thrown);
		}
	}
}
