import type { Profile } from './profile.cjs';
import { Random } from './random.cjs';

/** Someone who uses the demo account's app. */
export interface Person {
	userId: string;
	groupId: string;
	profile: Profile;
	/** When they signed up. */
	joinedDaysAgo: number;
	hasPhone: boolean;
	/** In the small demo account, the profile has the signup time. */
	isFamiliar: boolean;
}

const ACME = 'group-acme';
const GLOBEX = 'group-globex';

/** The five users that the small demo account has too. */
export const FAMILIAR: readonly Person[] = [
	familiar('ada', ACME, 30, { plan: 'pro', role: 'admin', mrr: 249, beta: true }),
	familiar('grace', ACME, 29, { plan: 'pro', role: 'editor', mrr: 249, beta: false }),
	familiar('linus', GLOBEX, 10, { plan: 'free', role: 'admin', mrr: 0, beta: true }),
	familiar('margaret', GLOBEX, 200, { plan: 'free', role: null, mrr: 0, beta: false }),
	familiar('tim', ACME, 3, { plan: 'trial', role: 'editor', mrr: null, beta: false }),
];

const COMPANIES = [
	['group-initech', 'Initech', 'pro', 40],
	['group-hooli', 'Hooli', 'enterprise', 180],
	['group-umbrella', 'Umbrella', 'free', 4],
	['group-soylent', 'Soylent', 'pro', 22],
	['group-stark', 'Stark', 'enterprise', 95],
	['group-wonka', 'Wonka', 'trial', 6],
] as const;

const NAMES =
	'alan barbara claude dorothy edsger frances guido hedy ivan joan ken lynn max niklaus ole peggy quentin radia steve terry ursula vint whitfield xenia yukihiro zoe'.split(
		' ',
	);

/** Returns the groups of the demo history, by ID. */
export function demoGroups(): Record<string, Profile> {
	return Object.fromEntries(
		COMPANIES.map(([id, name, plan, seats]) => [
			id,
			{ name, plan, seats, trial: plan === 'trial' },
		]),
	);
}

/** Returns the people of the demo history, with the five known ones last. */
export function demoPeople(): Person[] {
	const random = new Random(1912);
	const others = [0, 1].flatMap((round) =>
		NAMES.map((name, i) => {
			const userId = round === 0 ? `user-${name}` : `user-${name}-${round + 1}`;
			const [groupId, company, plan] = random.pick(COMPANIES);
			const email = `${userId.replace('user-', '')}@${company.toLowerCase()}.example`;
			const joinedDaysAgo = random.int(1, 240);
			return {
				userId,
				groupId,
				joinedDaysAgo,
				hasPhone: random.chance(0.25),
				isFamiliar: false,
				profile: {
					email,
					plan,
					role: i % 4 === 0 ? 'admin' : 'editor',
					mrr: i % 3 === 0 ? 0 : 249,
				},
			};
		}),
	);
	return [...others, ...FAMILIAR];
}

function familiar(name: string, groupId: string, joinedDaysAgo: number, rest: Profile): Person {
	const email = `${name}@${groupId.replace('group-', '')}.example`;
	const profile = { email, ...rest };
	return {
		userId: `user-${name}`,
		groupId,
		profile,
		joinedDaysAgo,
		hasPhone: false,
		isFamiliar: true,
	};
}

/** Returns the keys that Appcues' SDK adds to a profile. @param lastSeen in milliseconds */
export function sdkKeys(userId: string, lastSeen: number): Profile {
	return {
		_appcuesId: userId,
		_updatedAt: lastSeen,
		_lastPageUrl: 'https://app.acme.example/dashboard',
		_sessionPageviews: 1 + (userId.length % 5),
	};
}
