/**
 * A fake Appcues: the Public API v2 over real HTTP, in this process or its own.
 *
 * What it does with a request, in order (`app.cts`): it logs it, looks up the operation in
 * `docs/appcues-openapi.yaml` (404 and 405 for what isn't there), reads the body to its end, and applies a
 * fault that a test asked for. Then it checks the rate limit (429), the credentials (401, 403), the body (413,
 * 415, 400) and the contract's schemas (400), and runs the operation. Every JSON response is checked against
 * the contract as well: one that breaks it becomes a 500 titled "Fake Appcues broke its own contract" and is
 * added to `violations`.
 *
 * Jobs have no timers. They become due on the fake's clock, and the next request or test that reads them finds
 * them finished. So tests move a clock and never wait.
 *
 * ```ts
 * const fake = await startFakeAppcues({ clock });
 * fake.fault({ method: 'POST', path: '/add_user_ids', status: 503 });
 * // … run something against fake.url with account 123456, demo-key and demo-secret …
 * expect(fake.account().segment('seg-trial').members.size).toBe(3);
 * expect(fake.requests('POST', '/add_user_ids')).toHaveLength(2);
 * expect(fake.violations).toEqual([]);
 * await fake.close();
 * ```
 *
 * Export files are on another origin, `fake.downloadUrl`, behind presigned links. A job creates a new link on
 * every status check. Requests to that origin are in `fake.downloads`.
 *
 * Analytics queries are computed from the account's events, in Appcues' vocabulary
 * (`analytics/vocabulary.cts`). The demo account has a quarter's worth of events (`model/demoHistory.cts`): the
 * same in every run, relative to the fake's clock, and generated on first access. `smallAccount()` has ten
 * events, which a test can count. `model/wireEvents.cts` shows each event of Appcues as it is sent. The fake
 * doesn't send webhooks itself: `webhooks.cts` builds, signs and sends them.
 *
 * Where the contract allows several readings (lists in an object, JSON text for attributes, a rate limit per
 * minute…), a setting selects one (`settings.cts`).
 *
 * Another region is another fake with other accounts. `main.cts` runs the fake alone. Then `GET /` shows what
 * it holds, and `/__fake/` is its remote control (`control.cts`).
 *
 * To add an operation: describe it in the contract, write it in `operations/`, and list it in
 * `operations/index.cts`. A test fails for every operation of the contract that the fake doesn't support.
 */
export { startFakeAppcues, type FakeAppcues } from './http/server.cjs';
export type { FakeAppcuesOptions, Violation } from './state.cjs';
export type { Settings } from './model/settings.cjs';
export type { Profile, ProfileValue } from './model/profile.cjs';
export type { FakeEvent } from './model/event.cjs';
export type { FakeAccount } from './model/account.cjs';
export type { FakeExperience } from './model/experience.cjs';
export type { FakeFlow } from './model/flow.cjs';
export type { FakeSegment } from './model/segment.cjs';
export type { FakeSdkKey } from './model/sdkKey.cjs';
export type { FakeTag } from './model/tag.cjs';
export type { FakeJob } from './model/job.cjs';
export type { JobBehavior, JobOutcome } from './model/jobBehavior.cjs';
export type { Fault } from './model/fault.cjs';
export type { Clock } from './model/clock.cjs';
export type { LogEntry } from './model/logEntry.cjs';
export type { UploadedFile } from './model/logEntry.cjs';
export type { DownloadEntry } from './exports/downloadLog.cjs';
export type { ExportEncoding } from './model/settings.cjs';
export type { ExportFile } from './exports/exportFile.cjs';
export type { PathPattern } from './model/fault.cjs';
export { DEMO, demoAccount, smallAccount } from './model/demoAccount.cjs';
export type {
	AccountHistory,
	AccountKey,
	AccountSeed,
	EventSeed,
	ExperienceSeed,
	FlowSeed,
	MembershipSource,
	SegmentSeed,
	TagSeed,
} from './model/seed.cjs';
