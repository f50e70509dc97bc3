import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { InvalidInput } from '../shared/util/invalidInput';

/**
 * The secret that Appcues signs with, from the credential. Pasted spaces are dropped.
 *
 * @throws {InvalidInput} when there is none. When a workflow cannot be activated, n8n shows the message and leaves the
 * description out, so the remedy stands in the message.
 */
export async function readSecret(context: IHookFunctions | IWebhookFunctions): Promise<string> {
	// Without a credential n8n's own message would only say that the node does not need one.
	const credential = context.getNode().credentials?.appcuesApi
		? await context.getCredentials<Record<string, unknown>>('appcuesApi')
		: undefined;
	const value = credential?.webhookSecret;
	const secret = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (secret !== '') return secret;
	throw new InvalidInput(
		`${credential ? "The credential has no 'Webhook Secret'" : "There is no credential with a 'Webhook Secret'"}: copy the secret key in Appcues under Studio → Settings → Integrations → Webhooks, or add the option 'Verify Signature' and switch it off`,
		"The secret is what Appcues signs its calls with. While 'Verify Signature' is off, whoever knows the webhook's address can start this workflow.",
	);
}
