/** How a user got into a segment. Only those added through the API can be removed through it. */
export type MembershipSource = 'api' | 'rule';

/** An API key of an account. Change `disabled` or `permissions` at any time. */
export interface AccountKey {
	key: string;
	secret: string;
	/** `read` may only GET. Default `write`. */
	permissions?: 'read' | 'write';
	disabled?: boolean;
}

/** A segment an account starts with. */
export interface SegmentSeed {
	id: string;
	name: string;
	description?: string;
	/** User ID → how it got in; a Map or `Object.entries()` will do. */
	members?: Iterable<readonly [string, MembershipSource]>;
}

/** A tag an account starts with. */
export interface TagSeed {
	id: string;
	name: string;
}

/** An account to start with. */
export interface AccountSeed {
	/** 5 or 6 digits, as Appcues' are. */
	id: string;
	keys: AccountKey[];
	segments?: SegmentSeed[];
	tags?: TagSeed[];
}

/** The credentials of the demo account: made up, so they may be shown anywhere. */
export const DEMO = { accountId: '123456', key: 'demo-key', secret: 'demo-secret' } as const;

/** @returns the account the fake starts with when no other is given: 3 segments, 3 tags. */
export function demoAccount(): AccountSeed {
	return {
		id: DEMO.accountId,
		keys: [{ key: DEMO.key, secret: DEMO.secret }],
		segments: [
			{
				id: 'seg-crm-customers',
				name: 'Customers from CRM',
				description: 'Filled from the CRM by n8n',
			},
			{
				id: 'seg-power-users',
				name: 'Power users',
				description: 'Active on 20 days of the last 30',
				members: [
					['user-ada', 'rule'],
					['user-grace', 'rule'],
					['user-linus', 'rule'],
					['user-margaret', 'api'],
					['user-tim', 'api'],
				],
			},
			{ id: 'seg-trial', name: 'Trial accounts' },
		],
		tags: [
			{ id: 'tag-onboarding', name: 'Onboarding' },
			{ id: 'tag-release-notes', name: 'Release notes' },
			{ id: 'tag-growth', name: 'Growth' },
		],
	};
}
