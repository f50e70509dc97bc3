import type { FakeAccount, FakeExperience, FakeFlow } from '../../dev/fake-appcues/index.cjs';

/** What an operation does to an account, and what doing it twice would mean. */
export type Effect =
	| { kind: 'read'; prepare?: Prepare }
	/** Twice is the same as once. `state` is what it changes. */
	| { kind: 'idempotent'; state(account: FakeAccount): unknown; prepare?: Prepare }
	/** Twice is once too often. `count` goes up by one each time. */
	| { kind: 'once'; count(account: FakeAccount): number; prepare?: Prepare };

/** Prepares the account so that the effect is visible, where it already is as it would be afterwards. */
type Prepare = (account: FakeAccount) => void;

const read: Effect = { kind: 'read' };

const idempotent = (state: (account: FakeAccount) => unknown, prepare?: Prepare): Effect => ({
	kind: 'idempotent',
	state,
	prepare,
});

const once = (count: (account: FakeAccount) => number, prepare?: Prepare): Effect => ({
	kind: 'once',
	count,
	prepare,
});

const sdkKeys = ({ sdkKeys: { size } }: FakeAccount) => size;

const modes = (account: FakeAccount) => [...account.sdkKeys.values()].map((key) => key.toSummary());

const jobs = ({ jobs, analyticsJobs }: FakeAccount) => jobs.size + analyticsJobs.size;

const members = (account: FakeAccount) => [...account.segment('seg-trial').members.keys()];

const withMembers: Prepare = (account) =>
	void account.segment('seg-trial').addUsers(['grace', 'linus']);

const flow = (account: FakeAccount) => account.flow('flow-welcome');
const banner = (account: FakeAccount) => account.experience('banner-sale');

/** The same for everything that can be published. */
const publishing = (find: (account: FakeAccount) => FakeFlow | FakeExperience) => ({
	publish: idempotent(
		(account) => find(account).published,
		(account) => find(account).setPublished(false, 0),
	),
	unpublish: idempotent(
		(account) => find(account).published,
		(account) => find(account).setPublished(true, 0),
	),
});

const onTheFreePlan: Prepare = ({ people }) => {
	people.mergeUser('user-ada', { plan: 'free' });
	people.mergeGroup('group-acme', { plan: 'free' });
};

/**
 * By node and operation, for the parameters in `workingOperations.cts`. An operation that is missing here fails
 * the fault tests, and so does one whose effect isn't seen in a run without a fault.
 */
export const effects: Record<string, Record<string, Effect | undefined>> = {
	appcuesAccount: {
		createSdkKey: once(sdkKeys),
		deleteSdkKey: idempotent(sdkKeys),
		getIngestionRules: read,
		getAllSdkKeys: read,
		getAllTags: read,
		getTag: read,
		replaceIngestionRules: idempotent(({ ingestionRules }) => ingestionRules),
		setEnforcementMode: idempotent(modes),
		setSecureDataIngest: idempotent(modes),
	},
	appcuesAnalytics: {
		export: once(jobs),
		query: read,
		report: read,
	},
	appcuesEndUser: {
		delete: idempotent(({ users }) => users.has('user-ada')),
		get: read,
		getEvents: read,
		update: idempotent(({ users }) => users.get('user-ada')?.plan, onTheFreePlan),
	},
	appcuesExperience: { get: read, getAll: read, getScreenshots: read, ...publishing(banner) },
	appcuesExport: {
		events: once(jobs),
		formResponses: once(jobs),
		npsResponses: once(jobs),
		segmentMembers: once(jobs),
	},
	appcuesFlow: { get: read, getAll: read, ...publishing(flow) },
	appcuesGroup: {
		addUsers: idempotent((account) => [...account.groupUsers('group-acme')]),
		get: read,
		update: idempotent(({ groups }) => groups.get('group-acme')?.plan, onTheFreePlan),
	},
	appcuesImport: {
		events: once(jobs),
		groups: once(jobs, onTheFreePlan),
		profiles: once(jobs, onTheFreePlan),
		userActivity: once(({ events }) => events.length),
	},
	appcuesJob: { download: read, get: read, getAll: read, wait: read },
	appcuesSegment: {
		addUsers: idempotent(members),
		// It starts an export, and a second one is safe.
		checkUsers: idempotent((account) => jobs(account) > 0, withMembers),
		create: once(({ segments }) => segments.size),
		delete: idempotent(({ segments }) => segments.has('seg-trial')),
		get: read,
		getAll: read,
		removeUsers: idempotent(members, (account) => account.segment('seg-trial').addUsers(['ada'])),
		syncUsers: idempotent(members, withMembers),
		update: idempotent((account) => account.segment('seg-trial').name),
	},
};
