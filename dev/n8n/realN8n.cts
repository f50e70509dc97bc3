import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { CREDENTIAL_TYPE, demoCredentialData } from './demoCredential.cjs';
import { findN8nVersion } from './n8nVersion.cjs';
import { requireN8n } from './installN8n.cjs';
import { installPackage } from './installPackage.cjs';
import { N8nClient } from './n8nClient.cjs';
import { LOCAL } from './paths.cjs';
import { startN8n } from './startN8n.cjs';
import type { StoredCredential } from './types.cjs';
import { smallAccount, startFakeAppcues, type FakeAppcues } from '../fake-appcues/index.cjs';

/** The owner of the n8n. */
export const OWNER = { email: 'owner@example.com', password: 'Appcues-e2e-1' };
const START_WITHIN_MS = 180_000;
/** The n8n under test. `npm run test:compat` tests another one than the newest. */
export const TESTED_VERSION = findN8nVersion(process.env.APPCUES_E2E_N8N);

/** A real n8n with the packed package, and a fake Appcues. */
export interface RealN8n {
	/** Logged in as the owner. */
	n8n: N8nClient;
	/** Reset before each test. Jobs take 300 ms. */
	fake: FakeAppcues;
	/** The demo account of the fake. */
	credential: StoredCredential;
}

/**
 * Starts both once for the tests of a file, with an empty user folder and free ports, and stops them after the
 * last test. n8n's log stays in .n8n-local.
 *
 * @returns filled in when the first test begins, so read its properties inside tests only
 */
export function withRealN8n(): RealN8n {
	const real = {} as RealN8n;
	const cleanUps: Array<() => Promise<void>> = [];
	beforeAll(async () => {
		requireN8n(TESTED_VERSION);
		const userFolder = await mkdtemp(join(tmpdir(), 'appcues-e2e-'));
		cleanUps.push(async () => await rm(userFolder, { recursive: true, force: true }));
		await installPackage(userFolder);
		const fake = await startFakeAppcues({ accounts: [smallAccount()], jobDuration: 300 });
		cleanUps.push(async () => await fake.close());
		const server = await startN8n({
			userFolder,
			logFile: join(LOCAL, 'n8n-e2e.log'),
			n8nVersion: TESTED_VERSION,
		});
		cleanUps.push(async () => await server.stop());
		const n8n = new N8nClient(server.url);
		await n8n.setUpOrLogIn(OWNER);
		const data = demoCredentialData(fake.url);
		const credential = await n8n.createCredential('Appcues account', CREDENTIAL_TYPE, data);
		Object.assign(real, { n8n, fake, credential });
	}, START_WITHIN_MS);
	beforeEach(() => real.fake.reset());
	afterAll(async () => {
		for (const cleanUp of cleanUps.reverse()) await cleanUp();
	}, 30_000);
	return real;
}
