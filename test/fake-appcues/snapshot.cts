import type { FakeAccount } from './account.cjs';
import type { FakeState } from './state.cjs';

const LOG_SHOWN = 200;

/** Everything the remote control tells: no key and no secret is in it. */
export function snapshot(fake: FakeState) {
	return {
		accounts: [...fake.accounts.values()].map((account) => accountSnapshot(account, fake.now())),
		log: fake.log.slice(-LOG_SHOWN),
		requestCounts: Object.fromEntries(fake.requestCounts),
		violations: fake.violations,
		settings: { jobDuration: fake.jobDuration, rateLimit: fake.rateLimit },
	};
}

function accountSnapshot(account: FakeAccount, now: number) {
	return {
		id: account.id,
		segments: [...account.segments.values()].map((segment) => ({
			...segment.toJson(),
			members: [...segment.members].map(([id, source]) => ({ id, source })),
		})),
		jobs: [...account.jobs.values()].map((job) => job.toJson(now)),
		tags: [...account.tags.values()].map((tag) => tag.toJson()),
	};
}
