import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { first } from '../../../dev/elements.cjs';
import { Engine } from '../../../dev/engine/engine.cjs';
import type { WebhookHost } from '../../../dev/engine/webhookHost.cjs';
import { postWebhook, signatureHeaders } from '../../../dev/fake-appcues/webhooks.cjs';

const ID = '7615917337495251231';
/** JavaScript reads it as the same number. */
const NEIGHBOR = '7615917337495251232';
const SECRET = 'webhook-secret-that-must-not-leak';

let engine: Engine;
let host: WebhookHost | undefined;
let count = 0;

beforeAll(async () => {
	engine = await Engine.create();
});
afterEach(async () => {
	await host?.close();
});

async function listen(options: IDataObject = {}): Promise<WebhookHost> {
	count += 1;
	host = await engine.listen({
		type: 'appcuesTrigger',
		parameters: { events: [], customEvents: '', options },
		credentials: { appcuesApi: { accountId: '123456', webhookSecret: SECRET } },
		workflow: `large numbers ${count}`,
	});
	return host;
}

/** Sends a body, signed as it is. @returns the items of all calls so far */
async function items(to: WebhookHost, body: string): Promise<IDataObject[]> {
	const headers = signatureHeaders(body, { secret: SECRET, at: Date.now() });
	expect(await postWebhook(to.url, body, headers)).toMatchObject({ status: 200 });
	return to.items;
}

const body = (fields: string) => `{"name":"appcues:form_submitted",${fields}}`;

describe('a number beyond 2^53 in a webhook', () => {
	it.each([
		['a user ID', `"user_id":${ID}`, { userId: ID }],
		['a group ID', `"group_id":${ID}`, { groupId: ID }],
		['an account ID', `"account_id": ${ID} `, { accountId: ID }],
		['an event ID', `"id":${ID}`, { id: ID }],
		['an attribute', `"attributes":{"order_id":-${ID}}`, { attributes: { order_id: `-${ID}` } }],
		[
			'an attribute in a list',
			`"attributes":{"orders":[1,${ID}]}`,
			{ attributes: { orders: [1, ID] } },
		],
		['an experience', `"attributes":{"flowId":${ID}}`, { experienceId: ID }],
		[
			'a form answer',
			`"attributes":{"response":[{"label":"Customer","value":${ID}}]}`,
			{ formAnswers: { Customer: ID } },
		],
		[
			'a form answer in JSON',
			`"attributes":{"response":"{\\"Customer\\":${ID}}"}`,
			{ formAnswers: { Customer: ID } },
		],
	])('keeps its digits as %s', async (_, fields, wanted) => {
		expect(await items(await listen(), body(fields))).toEqual([expect.objectContaining(wanted)]);
	});

	it('keeps its digits as a score, although it is not one', async () => {
		const text = `{"name":"NPS imported","attributes":{"score":${ID}}}`;
		expect((await items(await listen(), text))[0]).toMatchObject({ attributes: { score: ID } });
	});

	it('keeps its digits in an event that is not simplified', async () => {
		const text = body(`"user_id":${ID},"attributes":{"a":{"b":${ID}},"seats":5}`);
		expect((await items(await listen({ simplify: false }), text))[0]).toMatchObject({
			user_id: ID,
			attributes: { a: { b: ID }, seats: 5 },
		});
	});

	it('does not change numbers that JavaScript represents exactly', async () => {
		const fields = `"attributes":{"at":1765432100000,"most":${Number.MAX_SAFE_INTEGER}}`;
		expect(first(await items(await listen(), body(fields))).attributes).toEqual({
			at: 1_765_432_100_000,
			most: Number.MAX_SAFE_INTEGER,
		});
	});

	it('distinguishes two events whose IDs JavaScript cannot', async () => {
		const to = await listen();
		await items(to, body(`"id":${ID}`));
		expect(await items(to, body(`"id":${NEIGHBOR}`))).toHaveLength(2);
		expect(await items(to, body(`"id":${ID}`))).toHaveLength(2);
	});

	it.each([[`[${ID}]`], [ID]])(
		'is found among the experiences to listen to: %s',
		async (experienceIds) => {
			const to = await listen({ experienceIds });
			expect(await items(to, body(`"attributes":{"flowId":${NEIGHBOR}}`))).toEqual([]);
			expect(await items(to, body(`"attributes":{"flowId":${ID}}`))).toHaveLength(1);
		},
	);

	it('is refused as an experience to listen to once JavaScript has rounded it', async () => {
		const to = await listen({ experienceIds: [Number(ID)] });
		await expect(to.activate()).rejects.toThrow(/'Experience Names or IDs' is 7615917337495251000/);
	});
});
