import { afterAll, beforeAll, beforeEach } from '@jest/globals';

import { CREDENTIAL_TYPE, demoCredentialData } from './demoCredential.cjs';
import type { N8nClient } from './n8nClient.cjs';
import { sharedN8n } from './sharedN8n.cjs';
import type { StoredCredential } from './types.cjs';
import { smallAccount, startFakeAppcues, type FakeAppcues } from '../fake-appcues/index.cjs';

/** A real n8n with the packed package, and a fake Appcues. */
export interface RealN8n {
	/** Logged in as the owner. Other test files use the same n8n, also at the same time. */
	n8n: N8nClient;
	/** Of this file alone, and reset before each test. Jobs take 300 ms. */
	fake: FakeAppcues;
	/** The demo account of the fake. */
	credential: StoredCredential;
}

/**
 * Starts a fake Appcues for the tests of a file, and stores a credential for it in the n8n of the whole run.
 *
 * @returns filled in when the first test begins, so read its properties inside tests only
 */
export function withRealN8n(): RealN8n {
	const real = {} as RealN8n;
	beforeAll(async () => {
		const fake = await startFakeAppcues({ accounts: [smallAccount()], jobDuration: 300 });
		Object.assign(real, { n8n: sharedN8n(), fake });
		const data = demoCredentialData(fake.url);
		real.credential = await real.n8n.createCredential('Appcues account', CREDENTIAL_TYPE, data);
	});
	beforeEach(() => real.fake.reset());
	afterAll(async () => await real.fake?.close());
	return real;
}
