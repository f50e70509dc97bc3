import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

export class AppcuesApi implements ICredentialType {
	name = 'appcuesApi';

	displayName = 'Appcues API';

	icon: Icon = { light: 'file:../icons/appcues.svg', dark: 'file:../icons/appcues.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-appcues/n8n-nodes-appcues?tab=readme-ov-file#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			options: [
				{
					name: 'US',
					value: 'us',
					description: 'The account is in the US region: api.appcues.com',
				},
				{
					name: 'EU',
					value: 'eu',
					description: 'The account is in the EU region: api.eu.appcues.com',
				},
				{
					name: 'Custom',
					value: 'custom',
					description: 'Reach Appcues through a proxy or a test server',
				},
			],
			default: 'us',
			description: "Where Appcues keeps the account. Keys of one region don't work in the other.",
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://appcues-proxy.example.com',
			displayOptions: { show: { region: ['custom'] } },
			description: 'The URL before /v2. It starts with https:// or http://.',
		},
		{
			displayName: 'Account ID',
			name: 'accountId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 123456',
			description: 'The number on the account page of Appcues Studio',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'From Studio → Settings → API Keys. Admins can create a key.',
		},
		{
			displayName: 'API Secret',
			name: 'apiSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Appcues shows it only once, when you create the key',
		},
		{
			displayName: 'Requests per Second',
			name: 'requestsPerSecond',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 60 },
			default: 50,
			description:
				'Maximum rate for the nodes. Appcues allows 60 requests per second for the whole account.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'The secret of the webhook in Studio, only used by the trigger',
		},
	];

	// Pasted keys often have spaces or line breaks around them.
	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			auth: {
				username: '={{ String($credentials.apiKey).trim() }}',
				password: '={{ String($credentials.apiSecret).trim() }}',
			},
		},
	};

	// Reading tags is the cheapest request.
	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ $credentials.region === "custom" ? $credentials.baseUrl.trim().replace(/\\/+$/, "") : $credentials.region === "eu" ? "https://api.eu.appcues.com" : "https://api.appcues.com" }}',
			url: '=/v2/accounts/{{ encodeURIComponent(String($credentials.accountId).trim()) }}/tags',
			// n8n would send the keys to the target of a redirect.
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					// The request itself contains nothing that can be wrong.
					value: 400,
					message:
						"Appcues refused the request. Check 'Account ID', 'API Key', 'API Secret' and 'Region'.",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						"Appcues did not accept these keys. Check 'API Key' and 'API Secret' for missing characters, and check 'Region'. Keys of one region don't work in the other.",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						"Appcues knows these keys but doesn't let them read this account. Check that 'Account ID' is the key's account, and that the key is enabled in Studio.",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						"Appcues has no such account at this URL. Check 'Account ID', 'Region' and 'Base URL'.",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 429,
					message: 'The rate limit of the Appcues account is used up. Try again in a minute.',
				},
			},
		],
	};
}
