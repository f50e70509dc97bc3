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
			description:
				"Where Appcues stores the account. The keys of one region don't work in the other.",
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://appcues-proxy.example.com',
			displayOptions: { show: { region: ['custom'] } },
			description: 'The part of the URL before /v2, with https:// or http://',
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
			description: 'From Studio → Settings → API Keys. An admin can create one.',
		},
		{
			displayName: 'API Secret',
			name: 'apiSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Appcues shows it once, when you create the key. If you lose it, create a new key.',
		},
		{
			displayName: 'Requests per Second',
			name: 'requestsPerSecond',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 60 },
			default: 50,
			description:
				'The maximum for all nodes. Appcues allows 60 per second for the account, including your other integrations.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Only for the trigger: the secret of the webhooks in Studio',
		},
	];

	// Pasted keys often have a space or a line break around them.
	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			auth: {
				username: '={{ String($credentials.apiKey).trim() }}',
				password: '={{ String($credentials.apiSecret).trim() }}',
			},
		},
	};

	// Listing tags is the cheapest request.
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
					// The request has no content that could be invalid.
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
						"Appcues did not accept these keys. Check that 'API Key' and 'API Secret' are complete, and check 'Region': the keys of one region don't work in the other.",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						"These keys can't read this account. Check that the key belongs to the account of 'Account ID', and that it is enabled in Studio.",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						"Appcues found no account with this ID. Check 'Account ID', 'Region' and 'Base URL'.",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 429,
					message: 'The rate limit of Appcues is reached. Try again in a minute.',
				},
			},
		],
	};
}
