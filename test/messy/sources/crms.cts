import { item, type Source } from './source.cjs';

/** Output of the nodes for CRMs and payments. */
export const CRMS: readonly Source[] = [
	{
		name: 'HubSpot, contacts of the old API',
		userId: 'properties.app_user_id.value',
		event: { name: 'properties.lifecyclestage.value', time: 'addedAt' },
		items: [
			item({
				addedAt: 1781949600000,
				vid: 151,
				'canonical-vid': 151,
				'is-contact': true,
				properties: {
					app_user_id: { value: '1042' },
					lifecyclestage: { value: 'customer' },
					createdate: { value: '1781949600000' },
					hs_email_optout: { value: 'true' },
					interests: { value: 'a;b' },
				},
				'form-submissions': [],
				'identity-profiles': [{ vid: 151, identities: [] }],
			}),
		],
		profiles: {
			rows: [
				{
					user_id: '1042',
					addedAt: 1781949600000,
					vid: 151,
					'canonical-vid': 151,
					'is-contact': true,
					'properties.lifecyclestage.value': 'customer',
					'properties.createdate.value': '1781949600000',
					'properties.hs_email_optout.value': 'true',
					'properties.interests.value': 'a;b',
					'form-submissions': null,
				},
			],
			hints: { dropped: ['identity-profiles'], unusableDate: ['properties.createdate.value'] },
		},
		properties: [
			{
				vid: 151,
				'canonical-vid': 151,
				'is-contact': true,
				'properties.createdate.value': '1781949600000',
				'properties.hs_email_optout.value': 'true',
				'properties.interests.value': 'a;b',
				'form-submissions': null,
			},
		],
	},
	{
		name: 'HubSpot, search',
		userId: 'properties.app_user_id',
		items: [
			item({
				id: '151',
				properties: {
					app_user_id: '1042',
					email: 'ada@acme.example',
					createdate: '2026-06-20T10:00:00Z',
					num_employees: '42',
					phone: null,
				},
				createdAt: '2026-06-20T10:00:00Z',
				archived: false,
			}),
		],
		profiles: {
			rows: [
				{
					user_id: '1042',
					id: '151',
					'properties.email': 'ada@acme.example',
					'properties.createdate': '2026-06-20T10:00:00Z',
					'properties.num_employees': '42',
					'properties.phone': null,
					createdAt: '2026-06-20T10:00:00Z',
					archived: false,
				},
			],
		},
	},
	{
		name: 'Salesforce',
		userId: 'App_User_Id__c',
		event: { name: 'StageName', time: 'LastModifiedDate' },
		items: [
			item({
				attributes: {
					type: 'Opportunity',
					url: '/services/data/v59.0/sobjects/Opportunity/0065g00000AbCdEAAV',
				},
				Id: '0065g00000AbCdEAAV',
				App_User_Id__c: 'u-1',
				StageName: 'Closed Won',
				Amount: 1200,
				CloseDate: '2026-06-20',
				LastModifiedDate: '2026-06-20T10:00:00.000+0000',
				Products__c: 'A;B',
				OwnerId: null,
				Account: {
					attributes: { type: 'Account', url: '/services/data/v59.0/sobjects/Account/0015g' },
					Name: 'Smith &amp; Co',
				},
			}),
		],
		profiles: {
			rows: [
				{
					user_id: 'u-1',
					Id: '0065g00000AbCdEAAV',
					StageName: 'Closed Won',
					Amount: 1200,
					CloseDate: '2026-06-20',
					LastModifiedDate: '2026-06-20T10:00:00.000+0000',
					Products__c: 'A;B',
					OwnerId: null,
					'Account.Name': 'Smith &amp; Co',
				},
			],
			hints: { htmlCode: ['Account.Name'] },
		},
		properties: [
			{
				Id: '0065g00000AbCdEAAV',
				Amount: 1200,
				CloseDate: '2026-06-20',
				Products__c: 'A;B',
				OwnerId: null,
				'Account.Name': 'Smith &amp; Co',
			},
		],
	},
	{
		name: 'Stripe',
		userId: 'metadata.user_id',
		event: { name: 'object', time: 'created' },
		items: [
			item({
				id: 'cus_Na1',
				object: 'customer',
				created: 1781949600,
				balance: -1200,
				currency: 'usd',
				livemode: true,
				metadata: { user_id: 'u-1' },
				preferred_locales: ['en'],
				sources: { object: 'list', data: [] },
			}),
		],
		profiles: {
			rows: [
				{
					user_id: 'u-1',
					id: 'cus_Na1',
					object: 'customer',
					created: 1781949600,
					balance: -1200,
					currency: 'usd',
					livemode: true,
					preferred_locales: 'en',
					'sources.object': 'list',
					'sources.data': null,
				},
			],
		},
		properties: [
			{
				id: 'cus_Na1',
				balance: -1200,
				currency: 'usd',
				livemode: true,
				preferred_locales: 'en',
				'sources.object': 'list',
				'sources.data': null,
			},
		],
	},
	{
		name: 'Pipedrive',
		userId: 'app_user_id',
		items: [
			item({
				id: 7,
				app_user_id: 'u-1',
				add_time: '2026-06-20 10:00:00',
				owner_id: { id: 3, name: 'Ann', active_flag: true },
				email: [{ label: 'work', value: 'ada@acme.example', primary: true }],
				org_id: null,
			}),
		],
		profiles: {
			rows: [
				{
					user_id: 'u-1',
					id: 7,
					add_time: '2026-06-20 10:00:00',
					'owner_id.id': 3,
					'owner_id.name': 'Ann',
					'owner_id.active_flag': true,
					org_id: null,
				},
			],
			hints: { dropped: ['email'] },
		},
	},
];
