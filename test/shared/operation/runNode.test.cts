import { describe, expect, it } from '@jest/globals';

import { useAppcues } from '../../support/appcues.cjs';

const appcues = useAppcues();

describe('The operation of a node', () => {
	it('is one of the default resource when a workflow stores none', async () => {
		const got = await appcues.run({ type: 'appcuesFlow', parameters: { operation: 'getAll' } });
		expect(got.error).toBeUndefined();
		expect(got.items().length).toBeGreaterThan(0);
	});

	it('is rejected when another resource has it, with the choices', async () => {
		const got = await appcues.run({
			type: 'appcuesAccount',
			parameters: { resource: 'tag', operation: 'deleteSdkKey', sdkKeyId: 'sdk-key-web-app' },
		});
		expect(got.error?.message).toBe('This node has no operation "deleteSdkKey"');
		expect(got.error?.description).toBe("Choose one in 'Operation': Get Many Tags, Get Tag.");
		expect(appcues.fake.log).toEqual([]);
	});

	it('is rejected with an unknown resource', async () => {
		const got = await appcues.run({
			type: 'appcuesFlow',
			parameters: { resource: 'banner', operation: 'getAll' },
		});
		expect(got.error?.message).toBe('This node has no resource "banner"');
		expect(got.error?.description).toBe("Choose one in 'Resource': Flow.");
	});
});
