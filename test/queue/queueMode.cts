import { afterAll, beforeAll } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CREDENTIAL_TYPE, demoCredentialData } from '../../dev/n8n/demoCredential.cjs';
import { N8nClient } from '../../dev/n8n/n8nClient.cjs';
import type { StoredCredential } from '../../dev/n8n/types.cjs';
import { OWNER } from '../../dev/n8n/sharedN8n.cjs';
import { smallAccount, startFakeAppcues, type FakeAppcues } from '../../dev/fake-appcues/index.cjs';
import { LOGS, N8nProcesses, type QueueProcess } from './n8nProcesses.cjs';
import { startPostgres } from './services/postgres.cjs';
import { startRedis } from './services/redis.cjs';

const START_WITHIN_MS = 300_000;

/** One account of the fake Appcues for each measurement, so that none sees another's requests. */
const ACCOUNTS = ['123456', '200050', '200025'] as const;

export type AccountId = (typeof ACCOUNTS)[number];

const keyOf = (account: AccountId) => ({
	key: `key-of-${account}`,
	secret: `secret-of-${account}`,
});

/** An n8n in queue mode, whose processes share a PostgreSQL and a Redis, and a fake Appcues. */
export interface QueueMode {
	/** The main process with editor, webhooks and queue. Logged in as the owner. */
	n8n: N8nClient;
	/** Starts more processes. */
	processes: N8nProcesses;
	/** The running ones, in the order they were started. */
	workers: QueueProcess[];
	fake: FakeAppcues;
	/** @param requestsPerSecond default: that of the credential */
	credential(account: AccountId, requestsPerSecond?: number): Promise<StoredCredential>;
}

/**
 * Starts a main process and two workers with the packed package in each, and stops them after the last test.
 * The logs stay in .n8n-local/queue.
 *
 * @returns filled in when the first test begins, so read its properties inside tests only
 */
export function withQueueMode(): QueueMode {
	const queue = { workers: [] as QueueProcess[] } as QueueMode;
	const cleanUps: Array<() => Promise<void>> = [];
	beforeAll(async () => {
		const folder = await mkdtemp(join(tmpdir(), 'appcues-queue-'));
		cleanUps.push(async () => await rm(folder, { recursive: true, force: true }));
		const accounts = ACCOUNTS.map((id) => ({ ...smallAccount(), id, keys: [keyOf(id)] }));
		const fake = await startFakeAppcues({ accounts, jobDuration: 300 });
		cleanUps.push(async () => await fake.close());
		const postgres = await startPostgres(join(LOGS, 'postgres.log'));
		cleanUps.push(async () => await postgres.stop());
		const redis = await startRedis(join(LOGS, 'redis.log'));
		cleanUps.push(async () => await redis.stop());
		const settings = { ...postgres.settings, ...redis.settings };
		const processes = await N8nProcesses.prepare(folder, settings);
		cleanUps.push(async () => await processes.stopAll());
		// The main process creates the tables.
		const main = await processes.start('main', 'start');
		const workers = await Promise.all(
			['worker 1', 'worker 2'].map(async (name) => await processes.start(name, 'worker')),
		);
		const n8n = new N8nClient(main.url);
		await n8n.setUpOrLogIn(OWNER);
		const credential: QueueMode['credential'] = async (accountId, requestsPerSecond) => {
			const { key: apiKey, secret: apiSecret } = keyOf(accountId);
			return await n8n.createCredential(`Appcues ${accountId}`, CREDENTIAL_TYPE, {
				...{ ...demoCredentialData(fake.url), accountId, apiKey, apiSecret },
				...(requestsPerSecond !== undefined && { requestsPerSecond }),
			});
		};
		Object.assign(queue, { n8n, processes, workers, fake, credential });
	}, START_WITHIN_MS);
	afterAll(async () => {
		for (const cleanUp of cleanUps.reverse()) await cleanUp();
	}, 60_000);
	return queue;
}
