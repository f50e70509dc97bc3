import { DEMO_SCREENSHOTS, demoExperiences } from './demoExperiences.cjs';
import { demoHistory } from './demoHistory.cjs';
import { FAMILIAR } from './demoPeople.cjs';
import type { AccountSeed, EventSeed } from './seed.cjs';

/** The credentials of the demo account. They aren't secret. */
export const DEMO = {
	accountId: '123456',
	key: 'demo-key',
	secret: 'demo-secret',
	webhookSecret: 'demo-webhook-secret',
} as const;

/**
 * Returns the account that the fake starts with by default: some of everything, and a quarter's worth of
 * events.
 */
export function demoAccount(): AccountSeed {
	return { ...smallAccount(), history: demoHistory };
}

/** Returns the demo account without its history: five users and ten events, which a test can count. */
export function smallAccount(): AccountSeed {
	return {
		id: DEMO.accountId,
		keys: [{ key: DEMO.key, secret: DEMO.secret }],
		flows: [
			{
				id: 'flow-welcome',
				name: 'Welcome tour',
				published: true,
				tagIds: ['tag-onboarding'],
			},
			{
				id: 'flow-invite',
				name: 'Invite your team',
				published: true,
				frequency: 'every_time',
				tagIds: ['tag-onboarding', 'tag-growth'],
			},
			{ id: 'flow-reports', name: 'New: reports', tagIds: ['tag-release-notes'] },
			{ id: 'flow-survey', name: 'Exit survey' },
		],
		experiences: demoExperiences(),
		screenshots: { ...DEMO_SCREENSHOTS },
		sdkKeys: [{ id: 'sdk-key-web-app', name: 'Web app', tag_field: 'user_id' }],
		ingestionRules: [{ mode: 'deny', kind: 'event', names: ['Mouse moved'] }],
		users: Object.fromEntries(FAMILIAR.map(({ userId, profile }) => [userId, profile])),
		groups: {
			'group-acme': { name: 'Acme', plan: 'pro', seats: 25, trial: false },
			'group-globex': { name: 'Globex', plan: 'free', seats: 3, trial: null },
		},
		groupUsers: {
			'group-acme': ['user-ada', 'user-grace', 'user-tim'],
			'group-globex': ['user-linus', 'user-margaret'],
		},
		events: demoEvents(),
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

function demoEvents(): EventSeed[] {
	const acme = { groupId: 'group-acme' };
	const globex = { groupId: 'group-globex' };
	return [
		{ userId: 'user-ada', name: 'Signed up', minutesAgo: 30 * 24 * 60, ...acme },
		{ userId: 'user-grace', name: 'Signed up', minutesAgo: 29 * 24 * 60, ...acme },
		{ userId: 'user-linus', name: 'Signed up', minutesAgo: 10 * 24 * 60, ...globex },
		{ userId: 'user-tim', name: 'Signed up', minutesAgo: 3 * 24 * 60, ...acme },
		{
			userId: 'user-ada',
			name: 'Created report',
			minutesAgo: 2 * 24 * 60,
			attributes: { report: 'Churn', rows: 1200, shared: true },
			...acme,
		},
		{
			userId: 'user-grace',
			name: 'Created report',
			minutesAgo: 26 * 60,
			attributes: { report: 'Revenue, by month', rows: 12, shared: false },
			...acme,
		},
		{
			userId: 'user-linus',
			name: 'appcues:flow_started',
			minutesAgo: 180,
			attributes: { flowId: 'flow-welcome', flowName: 'Welcome tour' },
			...globex,
		},
		{
			userId: 'user-linus',
			name: 'appcues:flow_completed',
			minutesAgo: 175,
			attributes: { flowId: 'flow-welcome', flowName: 'Welcome tour' },
			...globex,
		},
		{
			userId: 'user-ada',
			name: 'Invited teammate',
			minutesAgo: 45,
			attributes: { invited: 'tim@acme.example', role: null },
			...acme,
		},
		{
			userId: 'user-tim',
			name: 'Created report',
			minutesAgo: 5,
			attributes: { report: 'Trial "first look"', rows: 3, shared: false },
			...acme,
		},
	];
}
