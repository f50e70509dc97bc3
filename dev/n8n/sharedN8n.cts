import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installPackage } from './installPackage.cjs';
import { type Login, N8nClient } from './n8nClient.cjs';
import { findN8nVersion } from '../setup/n8n/n8nVersion.cjs';
import { LOCAL } from './paths.cjs';
import { startN8n } from './startN8n.cjs';

/** The owner of the n8n. */
export const OWNER: Login = { email: 'owner@example.com', password: 'Appcues-e2e-1' };
/** The n8n under test. `npm run test:compat` tests another one than the newest. */
export const TESTED_VERSION = findN8nVersion(process.env.APPCUES_E2E_N8N);

/** Jest passes the variables of its own process on to its workers. */
const VARIABLE = 'APPCUES_E2E_SHARED';

/**
 * Starts one real n8n with the packed package for all test files of a run: with an empty user folder, on free
 * ports. It ends with this process, however that ends.
 *
 * @param name of n8n's log, which stays in .n8n-local
 * @returns a function that stops it
 */
export async function startSharedN8n(name: string): Promise<() => Promise<void>> {
	const userFolder = await mkdtemp(join(tmpdir(), 'appcues-e2e-'));
	await installPackage(userFolder);
	const server = await startN8n({
		userFolder,
		logFile: join(LOCAL, `n8n-${name}.log`),
		n8nVersion: TESTED_VERSION,
	});
	const { url } = server;
	const n8n = new N8nClient(url);
	await n8n.setUpOrLogIn(OWNER);
	process.env[VARIABLE] = JSON.stringify({ url, cookie: n8n.cookie });
	return async () => {
		await server.stop();
		await rm(userFolder, { recursive: true, force: true });
	};
}

/** Returns a client for the n8n of `startSharedN8n`, logged in as the owner. */
export function sharedN8n(): N8nClient {
	const shared = process.env[VARIABLE];
	if (shared === undefined) throw new Error('test/e2e/globalSetup.cjs has not started an n8n');
	const { url, cookie } = JSON.parse(shared) as { url: string; cookie: string };
	const n8n = new N8nClient(url);
	n8n.cookie = cookie;
	return n8n;
}
