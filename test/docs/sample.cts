import type { IDataObject } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import { DEMO, type FakeAppcues } from '../../dev/fake-appcues/index.cjs';
import { WIRE_EVENTS, type WireEvent } from '../../dev/fake-appcues/model/wireEvents.cjs';
import { sendWebhook, webhookBody } from '../../dev/fake-appcues/webhooks.cjs';
import type { Appcues } from '../support/appcues.cjs';
import { inUsRegion } from '../support/usRegion.cjs';

/** What a node returns in the demo account. */
export interface Sample {
	/** The node: `appcuesFlow`. */
	type: string;
	/** None of a trigger. */
	operation?: string;
	/** Whether the output depends on a choice that isn't the default, so it isn't what the node usually returns. */
	unusual?: boolean;
	/** Creates what the node needs, runs it, and returns its items. */
	output(appcues: Appcues): Promise<IDataObject[]>;
}

interface More {
	/** Default: one empty item. */
	input?: IDataObject[];
	prepare?(fake: FakeAppcues): void;
	/** How many items the page shows. Default: all. */
	shown?: number;
	unusual?: boolean;
	/** Whether the account is in the US region, whose Studio is known. */
	inUs?: boolean;
}

/** Samples of a node's operations. */
export const run =
	(type: string) =>
	(operation: string, parameters: IDataObject = {}, more: More = {}): Sample => ({
		type,
		operation,
		unusual: more.unusual,
		async output(appcues) {
			const { input, prepare, shown, inUs } = more;
			prepare?.(appcues.fake);
			const node = { type, parameters: { operation, ...parameters }, input };
			const outcome = inUs
				? await inUsRegion(appcues, (credentials) => appcues.run({ ...node, credentials }))
				: await appcues.run(node);
			if (outcome.error) throw new Error(outcome.error.message);
			return outcome.json().slice(0, shown);
		},
	});

/** An event that a trigger gets. @param about which of the events with that name */
function wireEvent(name: string, about?: string): Pick<WireEvent, 'name' | 'attributes'> {
	const known = WIRE_EVENTS.find((each) => each.name === name && each.about === about);
	return { name, attributes: (known ?? webhookBody(name)).attributes };
}

/** What the trigger makes of an event. @param about which of the events with that name */
export const event = (name: string, about?: string): Sample => events([wireEvent(name, about)]);

/** What the trigger makes of events. */
export const events = (sent: ReadonlyArray<Pick<WireEvent, 'name' | 'attributes'>>): Sample => ({
	type: 'appcuesTrigger',
	async output({ engine }) {
		const host = await engine.listen({
			type: 'appcuesTrigger',
			parameters: { events: [], customEvents: '', options: {} },
			credentials: { appcuesApi: { accountId: DEMO.accountId, webhookSecret: 'secret' } },
			workflow: `sample ${randomUUID()}`,
		});
		try {
			for (const [index, { name, attributes }] of sent.entries()) {
				const id = `3c9e1f52-7b0d-4a86-9f27-61d8e0b5c${(0x4a3 + index).toString(16)}`;
				const changes = { id, timestamp: new Date().toISOString(), attributes };
				await sendWebhook(host.url, { name, changes, secret: 'secret' });
			}
			return host.items;
		} finally {
			await host.close();
		}
	},
});

/** What the event trigger makes of an event. */
export const polledEvent = (name: string): Sample => polledEvents([wireEvent(name)]);

/** What the event trigger makes of events. */
export const polledEvents = (
	happened: ReadonlyArray<Pick<WireEvent, 'name' | 'attributes'>>,
): Sample => ({
	type: 'appcuesEventTrigger',
	async output(appcues) {
		const { engine, fake } = appcues;
		for (const { name, attributes } of happened) {
			fake.account().people.addEvent({
				userId: 'user-ada',
				groupId: 'group-acme',
				name,
				at: Date.now(),
				attributes,
			});
		}
		const items = await inUsRegion(appcues, async (credentials) => {
			const node = { type: 'appcuesEventTrigger', parameters: {}, credentials };
			return (await engine.poller({ ...node, mode: 'manual' }).poll()) ?? [];
		});
		return items.slice(0, happened.length).map(({ json }) => json);
	},
});
