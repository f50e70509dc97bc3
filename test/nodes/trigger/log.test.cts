/**
 * n8n-core reads the settings of its log when it is loaded, so it is loaded for this file alone.
 *
 * @jest-environment node
 */
import { atLeast } from '../../../dev/elements.cjs';
import { logLines } from '../../../dev/engine/logToFile.cjs';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';

import { Engine } from '../../../dev/engine/engine.cjs';
import type { WebhookHost } from '../../../dev/engine/webhookHost.cjs';
import { sendWebhook } from '../../../dev/fake-appcues/webhooks.cjs';

const SECRET = 'webhook-secret-that-must-not-leak';

let engine: Engine;
let host: WebhookHost;
beforeAll(async () => {
	engine = await Engine.create();
});
afterEach(async () => await host.close());

/** A trigger whose credential can't be read at first, with a reason that contains its data. */
async function listenWithFault(said: string): Promise<WebhookHost> {
	const appcuesApi = { accountId: '123456', webhookSecret: SECRET };
	let reads = 0;
	const credentials = {
		get appcuesApi() {
			reads += 1;
			if (reads === 1) throw new Error(said);
			return appcuesApi as never;
		},
	};
	return await engine.listen({
		type: 'appcuesTrigger',
		parameters: { events: [], customEvents: '', options: {} },
		credentials,
	});
}

describe("the trigger's lines in n8n's log", () => {
	it('show once which form of signature was accepted', async () => {
		host = await engine.listen({
			type: 'appcuesTrigger',
			parameters: { events: [], customEvents: '', options: {} },
			credentials: { appcuesApi: { accountId: '123456', webhookSecret: SECRET } },
		});
		const lines = () => logLines().filter(({ message }) => message.includes('this signature'));
		for (const id of ['1', '2']) {
			await sendWebhook(host.url, { name: 'appcues:x', secret: SECRET, changes: { id } });
		}
		for (let n = 0; n < 50 && lines().length === 0; n += 1) await sleep(20);
		await sleep(100);
		expect(lines().map(({ message }) => message)).toEqual([
			expect.stringContaining('accepted a call with this signature: timestamp.body, hex, seconds'),
		]);
	});

	it('say on one line why a call could not be checked, without the secret', async () => {
		host = await listenWithFault(`no\nuse: ${encodeURIComponent(SECRET)} ${btoa(SECRET)}`);
		const { status } = await sendWebhook(host.url, { name: 'appcues:x', secret: SECRET });
		expect(status).toBe(500);
		for (
			let n = 0;
			n < 50 && !logLines().some((line) => /couldn't check/.test(line.message));
			n += 1
		) {
			await sleep(20);
		}
		const [{ message, ...rest }] = atLeast(
			1,
			logLines().filter((line) => /couldn't check/.test(line.message)),
		);
		expect(message).toContain("couldn't check a call: no use: …");
		expect(JSON.stringify(rest)).not.toContain(SECRET);
	});
});
