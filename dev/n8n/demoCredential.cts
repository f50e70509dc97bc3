import { DEMO } from '../fake-appcues/index.cjs';

export const CREDENTIAL_TYPE = 'appcuesApi';

/** What a user would enter to connect to the demo account of a fake Appcues. */
export function demoCredentialData(baseUrl: string) {
	return {
		region: 'custom',
		baseUrl,
		accountId: DEMO.accountId,
		apiKey: DEMO.key,
		apiSecret: DEMO.secret,
		webhookSecret: DEMO.webhookSecret,
	};
}
