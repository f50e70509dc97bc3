import type { FakeAccount } from '../model/account.cjs';
import { eventJson } from '../model/event.cjs';
import type { FakeJob } from '../model/job.cjs';
import { settingsIn } from '../model/settings.cjs';
import type { FakeState } from '../state.cjs';

const LOG_SHOWN = 200;

/** Everything that the remote control reports. It contains no key and no secret. */
export function snapshot(fake: FakeState) {
	return {
		accounts: [...fake.accounts.values()].map((account) => accountSnapshot(account, fake.now())),
		log: fake.log.slice(-LOG_SHOWN),
		requestCounts: Object.fromEntries(fake.requestCounts),
		downloads: fake.downloads.slice(-LOG_SHOWN),
		violations: fake.violations,
		settings: settingsIn(fake),
	};
}

function accountSnapshot(account: FakeAccount, now: number) {
	const jobs = [...account.jobs.values()];
	const analyticsJobs = [...account.analyticsJobs.values()];
	return {
		id: account.id,
		flows: [...account.flows.values()].map((flow) => flow.toJson()),
		experiences: [...account.experiences.values()].map((experience) => experience.toJson()),
		users: [...account.users].map(([id, profile]) => ({ id, profile })),
		groups: [...account.groups].map(([id, profile]) => ({
			id,
			profile,
			users: [...account.groupUsers(id)],
		})),
		events: account.events.map((event) => ({ user_id: event.userId, ...eventJson(event) })),
		segments: [...account.segments.values()].map((segment) => ({
			...segment.toJson(),
			members: [...segment.members].map(([id, source]) => ({ id, source })),
		})),
		exports: [...jobs, ...analyticsJobs].flatMap((job) => exportSnapshot(job)),
		jobs: jobs.map((job) => job.toJson(now)),
		analyticsJobs: analyticsJobs.map((job) => job.toJson(now)),
		sdkKeys: [...account.sdkKeys.values()].map((key) => key.toSummary()),
		ingestionRules: account.ingestionRules,
		tags: [...account.tags.values()].map((tag) => tag.toJson()),
	};
}

/** The file of an export, without its link, which would be a credential. */
function exportSnapshot({ id, file }: FakeJob) {
	if (!file) return [];
	const { path, encoding, rows, downloads } = file;
	return [{ job_id: id, path, encoding, rows, downloads }];
}
