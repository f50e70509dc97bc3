import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { toNodeError } from '../shared/operation/errors';
import { loadExperiences } from './experiences';
import { triggerProperties } from './properties';
import { receive } from './receive';
import { readSettings } from './settings';
import { readSecret } from './webhookSecret';

export class AppcuesTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Appcues Trigger',
		name: 'appcuesTrigger',
		icon: { light: 'file:../../icons/appcues.svg', dark: 'file:../../icons/appcues.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ [].concat($parameter["events"] || [], $parameter["customEvents"] || []).join(", ") || "every event" }}',
		description: 'Starts the workflow when something happens in Appcues',
		eventTriggerDescription: 'Waiting for Appcues to call the test URL',
		activationMessage:
			'Appcues can now start this workflow. Add its production URL in Studio → Settings → Integrations → Webhooks.',
		defaults: { name: 'Appcues Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'appcuesApi',
				required: true,
				displayOptions: { hide: { '/options.verifySignature': [false] } },
			},
		],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		properties: triggerProperties,
	};

	methods = { loadOptions: { getExperiences: loadExperiences } };

	/** Users add webhooks in Studio, so the node only checks that there is a secret. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				try {
					if (readSettings(this).verify) await readSecret(this);
					return true;
				} catch (thrown) {
					throw toNodeError(this.getNode(), thrown);
				}
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
