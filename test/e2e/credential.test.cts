import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { demoCredentialData } from '../../dev/n8n/demoCredential.cjs';
import { NEWEST } from '../../dev/setup/n8n/n8nVersion.cjs';
import type { CredentialTestResult } from '../../dev/n8n/types.cjs';
import { startFakeAppcues, type FakeAppcues } from '../../dev/fake-appcues/index.cjs';
import { withRealN8n } from '../../dev/n8n/realN8n.cjs';
import { TESTED_VERSION } from '../../dev/n8n/sharedN8n.cjs';

/** n8n before 2.34 doesn't reach the credential's own messages, and shows this for 401 and 403. */
const N8N_WORDS = /check your credentials/;
const ours = (words: RegExp): RegExp => (TESTED_VERSION === NEWEST ? words : N8N_WORDS);

describe("the editor's test of an Appcues API credential", () => {
	const real = withRealN8n();
	let otherRegion: FakeAppcues;

	beforeAll(async () => {
		const keys = [{ key: 'eu-key', secret: 'eu-secret' }];
		otherRegion = await startFakeAppcues({ accounts: [{ id: '654321', keys }] });
	});
	afterAll(async () => await otherRegion.close());

	/** Tests the valid credential with some values changed. */
	async function test(changes: Record<string, string> = {}): Promise<CredentialTestResult> {
		const data = { ...demoCredentialData(real.fake.url), ...changes };
		return await real.n8n.testCredential(real.credential, data);
	}

	it('accepts valid keys', async () => {
		expect(await test()).toMatchObject({ status: 'OK' });
		expect(real.fake.log.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'GET /v2/accounts/123456/tags',
		]);
	});

	it.each(['accountId', 'apiKey', 'apiSecret', 'baseUrl'] as const)(
		'ignores spaces pasted with the %s',
		async (field) => {
			const pasted = `  ${demoCredentialData(real.fake.url)[field]} \n`;
			expect(await test({ [field]: pasted })).toMatchObject({ status: 'OK' });
		},
	);

	it('says that the keys may be mistyped when the secret is wrong', async () => {
		const { status, message } = await test({ apiSecret: 'wrong' });
		expect(status).toBe('Error');
		expect(message).toMatch(ours(/API Key.*API Secret/));
	});

	it('says to check the account when the keys belong to another account', async () => {
		const { status, message } = await test({ accountId: '999999' });
		expect(status).toBe('Error');
		expect(message).toMatch(ours(/Account ID/));
	});

	it('mentions the region when the keys belong to another region', async () => {
		const { status, message } = await test({ baseUrl: otherRegion.url });
		expect(status).toBe('Error');
		expect(message).toMatch(ours(/Region/));
	});

	it('explains a 400, which Appcues may also send for wrong keys', async () => {
		real.fake.badCredentials = 400;
		const { status, message } = await test({ apiSecret: 'wrong' });
		real.fake.badCredentials = 401;
		expect(status).toBe('Error');
		if (TESTED_VERSION === NEWEST) expect(message).toMatch(/'Account ID', 'API Key', 'API Secret'/);
	});

	it('never shows the key or the secret', async () => {
		const { message } = await test({ apiKey: 'hush-key', apiSecret: 'hush-secret' });
		expect(message).not.toMatch(/hush/);
	});
});
