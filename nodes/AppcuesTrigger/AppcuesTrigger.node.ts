import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { builderHint } from '../shared/operation/descriptionExtras';
import { loadExperiences } from '../shared/fields/experienceList';
import { toNodeError } from '../shared/operation/errors';
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
		description:
			'Starts the workflow immediately when something happens in Appcues. Needs a webhook in Studio.',
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
		triggerPanel: {
			header: 'Receive a test event from Appcues',
			executionsHelp: {
				inactive:
					'<b>To test:</b> click \'Execute step\', add the test URL as a webhook in Studio, then make the event happen.<br /><br /><b>To go live:</b> add the production URL as a webhook in Studio, then publish this workflow. Its executions are in the <a data-key="executions">executions list</a>, not in the editor.',
				active:
					'<b>This workflow is live:</b> Appcues starts it through the production URL. Its executions are in the <a data-key="executions">executions list</a>, not in the editor.<br /><br /><b>To test:</b> click \'Execute step\', add the test URL as a webhook in Studio, then make the event happen.',
			},
			activationHint: {
				inactive:
					'Next: add the production URL as a webhook in Studio, then publish this workflow.',
				active:
					'Appcues starts this workflow through the production URL. n8n shows those executions in the executions list.',
			},
		},
		...builderHint(
			"n8n can't register the webhook: the user adds the production URL in Appcues Studio → Settings → Integrations → Webhooks, and enters its secret as webhookSecret in the credential. Each event is one item. Without a public URL, use the Appcues Event Trigger.",
			[
				{
					nodeType: 'n8n-nodes-appcues.appcuesEventTrigger',
					relationHint: 'Use instead if Appcues cannot reach n8n',
				},
			],
		),
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
