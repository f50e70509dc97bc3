import { afterEach, beforeAll, beforeEach, expect, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import type { CredentialStore } from '../../dev/engine/credentials.cjs';
import { Engine, type NodeRun, type Outcome, type StartedRun } from '../../dev/engine/engine.cjs';
import {
	DEMO,
	smallAccount,
	startFakeAppcues,
	type FakeAppcues,
	type FakeAppcuesOptions,
} from '../../dev/fake-appcues/index.cjs';

/** n8n's engine and a fake Appcues, for a file of tests. */
export interface Appcues {
	/** New for every test. */
	readonly fake: FakeAppcues;
	readonly engine: Engine;
	/** The demo account's credentials, with changes. */
	credentials(changes?: IDataObject): CredentialStore;
	/** Runs one node, by default with the demo account's credentials. */
	run(run: Omit<NodeRun, 'credentials'> & { credentials?: CredentialStore }): Promise<Outcome>;
	/** The same, but it can be cancelled. */
	start(run: Omit<NodeRun, 'credentials'>): StartedRun;
}

/** The secret is long enough to be found wherever it might leak. */
export const SECRET = 'test-secret-that-must-not-leak';

const KEY = { key: 'test-api-key', secret: SECRET };

/**
 * Sets both up for the tests of a file. After each test, the fake must have kept its own contract.
 *
 * @param options of the fake. By default it has the small account, whose ten events a test can count. For a
 * quarter's worth of events, use `{ accounts: [demoAccount()] }`
 */
export function useAppcues(options: FakeAppcuesOptions = {}): Appcues {
	let fake: FakeAppcues;
	let engine: Engine;
	beforeAll(async () => {
		engine = await Engine.create();
	});
	beforeEach(async () => {
		fake = await startFakeAppcues({ accounts: [smallAccount()], ...options });
		fake.account().keys.push(KEY);
	});
	afterEach(async () => {
		expect(fake.violations).toEqual([]);
		await fake.close();
	});
	const credentials = (changes: IDataObject = {}): CredentialStore => ({
		appcuesApi: {
			region: 'custom',
			baseUrl: fake.url,
			accountId: DEMO.accountId,
			apiKey: KEY.key,
			apiSecret: KEY.secret,
			requestsPerSecond: 50,
			...(changes as Record<string, string>),
		},
	});
	return {
		get fake() {
			return fake;
		},
		get engine() {
			return engine;
		},
		credentials,
		run: async (run) => await engine.run({ credentials: credentials(), ...run }),
		start: (run) => engine.start({ credentials: credentials(), ...run }),
	};
}

/**
 * How much faster time passes: five seconds take 25 milliseconds, and a request's timeout of a minute is still
 * long enough.
 */
const STEP_MS = 200;

/**
 * Makes time pass 200 times as fast, for n8n, the nodes and the fake alike: jobs take their seconds and retries
 * their delays, but tests don't wait. Node's own timers (sockets) stay real.
 *
 * @returns an object where a test can set the speed
 */
export function useFastTime(): { speed: number } {
	const time = { speed: 1 };
	let passed = 0;
	let driver: NodeJS.Timeout;
	beforeEach(() => {
		time.speed = 1;
		const { setInterval } = globalThis;
		const today = Date.now();
		jest.useFakeTimers({
			doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate'],
		});
		// A rate limiter lives as long as the process, and ports are reused. For it, time must not start over.
		jest.advanceTimersByTime(passed);
		jest.setSystemTime(today);
		driver = setInterval(() => void jest.advanceTimersByTimeAsync(STEP_MS * time.speed), 1);
	});
	afterEach(() => {
		passed = performance.now();
		jest.useRealTimers();
		clearInterval(driver);
	});
	return time;
}
