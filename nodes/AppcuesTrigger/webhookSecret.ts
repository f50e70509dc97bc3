import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { InvalidInput } from '../shared/util/invalidInput';

/**
 * Returns the secret that Appcues signs with, from the credential, without spaces around it.
 *
 * @throws {InvalidInput} if there is none. If n8n can't activate a workflow, it shows only the message and not the
 * description, so the message contains the remedy.
 */
export async function readSecret(context: IHookFunctions | IWebhookFunctions): Promise<string> {
	// Without a credential, n8n's own message only says that the node doesn't need one.
	const credential = context.getNode().credentials?.appcuesApi
		? await context.getCredentials<Record<string, unknown>>('appcuesApi')
		: undefined;
	const value = credential?.webhookSecret;
	const secret = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (secret !== '') return secret;
	throw new InvalidInput(
		`${credential ? "The credential has no 'Webhook Secret'" : "There is no credential with a 'Webhook Secret'"}: copy the secret key from Studio → Settings → Integrations → Webhooks, or add the option 'Verify Signature' and turn it off`,
		"Appcues signs its calls with this secret. While 'Verify Signature' is off, anyone with the URL can start this workflow.",
	);
}
