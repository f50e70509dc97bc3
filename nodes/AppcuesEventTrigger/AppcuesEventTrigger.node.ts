import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { loadEventNames } from '../shared/events/eventNames';
import { loadExperiences } from '../shared/fields/experienceList';
import { builderHint } from '../shared/operation/descriptionExtras';
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
		description:
			'Starts the workflow minutes after something happens in Appcues. Needs no webhook, only the credential.',
		defaults: { name: 'Appcues Event Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'appcuesApi', required: true }],
		...builderHint(
			"Starts once for each new event in Appcues' analytics, minutes after it happened. Needs no webhook and no public URL. Each event is one item. To start immediately, use the Appcues Trigger.",
			[
				{
					nodeType: 'n8n-nodes-appcues.appcuesTrigger',
					relationHint: 'Use instead if a workflow has to start immediately',
				},
			],
		),
		properties: eventTriggerProperties,
	};

	methods = { loadOptions: { getEventNames: loadEventNames, getExperiences: loadExperiences } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		try {
			return await poll(this);
		} catch (thrown) {
			throw toNodeError(this.getNode(), thrown);
		}
	}
}
