import type { IDataObject } from 'n8n-workflow';

import { DEMO, type FakeAppcues } from '../../dev/fake-appcues/index.cjs';
import { WIRE_EVENTS } from '../../dev/fake-appcues/model/wireEvents.cjs';
import { sendWebhook, webhookBody } from '../../dev/fake-appcues/webhooks.cjs';
import type { Appcues } from '../support/appcues.cjs';

/** Creates what a node's page refers to in the demo account. */
export type Sample = (appcues: Appcues) => Promise<IDataObject[]>;

interface More {
	/** Default: one empty item. */
	input?: IDataObject[];
	prepare?(fake: FakeAppcues): void;
	/** How many items the page shows. Default: all. */
	shown?: number;
}

/** Samples of a node's operations. */
export const run =
	(type: string) =>
	(operation: string, parameters: IDataObject = {}, more: More = {}): Sample =>
	async (appcues) => {
		const { input, prepare, shown } = more;
		prepare?.(appcues.fake);
		const outcome = await appcues.run({ type, parameters: { operation, ...parameters }, input });
		if (outcome.error) throw new Error(outcome.error.message);
		return outcome.json().slice(0, shown);
	};

/** Returns what the trigger makes of an event. @param about which of the events with that name */
export const event =
	(name: string, about?: string): Sample =>
	async ({ engine }) => {
		const host = await engine.listen({
			type: 'appcuesTrigger',
			parameters: { events: [], customEvents: '', options: {} },
			credentials: { appcuesApi: { accountId: DEMO.accountId, webhookSecret: 'secret' } },
			workflow: `sample ${name} ${about}`,
		});
		try {
			const id = '3c9e1f52-7b0d-4a86-9f27-61d8e0b5c4a3';
			const known = WIRE_EVENTS.find((each) => each.name === name && each.about === about);
			const { attributes } = known ?? webhookBody(name);
			const changes = { id, timestamp: new Date().toISOString(), attributes };
			await sendWebhook(host.url, { name, changes, secret: 'secret' });
			return host.items;
		} finally {
			await host.close();
		}
	};

/** Returns what the event trigger makes of an event. */
export const polledEvent =
	(name: string): Sample =>
	async ({ engine, fake, credentials }) => {
		const poller = engine.poller({
			...{ type: 'appcuesEventTrigger', parameters: {}, credentials: credentials() },
			mode: 'manual',
		});
		const known = WIRE_EVENTS.find((each) => each.name === name);
		const attributes = known?.attributes ?? {};
		fake.account().people.addEvent({ userId: 'user-ada', name, at: Date.now(), attributes });
		return ((await poller.poll()) ?? []).slice(0, 1).map(({ json }) => json);
	};
