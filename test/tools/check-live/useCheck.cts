import { afterAll, beforeAll, beforeEach } from '@jest/globals';

import { atLeast } from '../../../dev/elements.cjs';
import type { Assumption } from '../../../scripts/check-live/assumption.cjs';
import { ASSUMPTIONS } from '../../../scripts/check-live/assumptions/index.cjs';
import { type Check, checkLive } from '../../../scripts/check-live/checkLive.cjs';
import { readCredentials } from '../../../scripts/check-live/credentials.cjs';
import type { Report } from '../../../scripts/check-live/report.cjs';
import { DEMO, startFakeAppcues, type FakeAppcues } from '../../../dev/fake-appcues/index.cjs';
import { snapshot } from '../../../dev/fake-appcues/http/snapshot.cjs';
import { MutatingProxy } from './mutatingProxy.cjs';

/** Long enough to be found wherever it might leak. */
export const SECRET = 'test-secret-that-must-not-leak';

export const EVERYTHING = ['write', 'write-events', 'write-groups'];

/** A fake behind a proxy, and the check of it. Fast: jobs finish immediately, and the check waits briefly. */
export interface CheckBench {
	readonly fake: FakeAppcues;
	readonly proxy: MutatingProxy;
	check(allowed?: string[], changes?: Partial<Check>): Promise<Report>;
}

/** The same fake for all tests of a file, reset before each. */
export function useCheck(): CheckBench {
	let fake: FakeAppcues;
	let proxy: MutatingProxy;
	beforeAll(async () => {
		fake = await startFakeAppcues({ jobDuration: 0, rateLimit: Infinity });
		proxy = await MutatingProxy.inFrontOf(fake);
	});
	beforeEach(() => {
		fake.reset();
		fake.rateLimit = 1000;
		fake.account().keys.push({ key: 'test-api-key', secret: SECRET });
		proxy.mutate(undefined);
	});
	afterAll(async () => {
		await proxy.close();
		await fake.close();
	});
	return {
		get fake() {
			return fake;
		},
		get proxy() {
			return proxy;
		},
		check: async (allowed = [], changes = {}) =>
			await checkLive({
				credentials: readCredentials({
					APPCUES_BASE_URL: proxy.url,
					APPCUES_ACCOUNT_ID: DEMO.accountId,
					APPCUES_API_KEY: 'test-api-key',
					APPCUES_API_SECRET: SECRET,
				}),
				options: {
					allowed: new Set(allowed),
					jobTimeoutMs: 100,
					pollIntervalMs: 10,
					requestsPerSecond: 10_000,
				},
				assumptions: ASSUMPTIONS,
				report: () => {},
				...changes,
			}),
	};
}

/** Returns what the account contains, except jobs, which every accepted request adds to. */
export function holdings(fake: FakeAppcues) {
	const [account] = atLeast(1, snapshot(fake).accounts);
	const { jobs: _jobs, exports: _exports, analyticsJobs: _analyticsJobs, ...rest } = account;
	return rest;
}

export const idsOf = (results: ReadonlyArray<Pick<Assumption, 'id'>>): string[] =>
	results.map(({ id }) => id);

export const differing = ({ results }: Report): string[] =>
	idsOf(results.filter(({ kind }) => kind === 'differs'));
