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
	/** Fresh for every test. */
	readonly fake: FakeAppcues;
	readonly engine: Engine;
	/** Those of the demo account, with changes. */
	credentials(changes?: IDataObject): CredentialStore;
	/** Runs one node; the demo account's credentials unless others are given. */
	run(run: Omit<NodeRun, 'credentials'> & { credentials?: CredentialStore }): Promise<Outcome>;
	/** The same, to be cancelled. */
	start(run: Omit<NodeRun, 'credentials'>): StartedRun;
}

/** The secret is long enough to be found wherever it might leak. */
export const SECRET = 'test-secret-that-must-not-leak';

const KEY = { key: 'test-api-key', secret: SECRET };

/**
 * Sets both up around the tests of a file. After each test the fake must have kept to its own contract.
 *
 * @param options of the fake; by default it has the small account, whose ten events a test can count. A quarter of
 * events comes with `{ accounts: [demoAccount()] }`
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

/** How much faster time passes: five seconds in 25 milliseconds, and a request's minute is long enough. */
const STEP_MS = 200;

/**
 * Makes time pass 200 times as fast, for n8n, the nodes and the fake alike: jobs take their seconds and retries their
 * pauses, and no test waits for them. Node's own timers (sockets) stay real.
 *
 * @returns where a test may set how many times faster than that it goes
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
		// A pacer lives as long as the process, and a port is given out again: to it, time must not begin anew.
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
