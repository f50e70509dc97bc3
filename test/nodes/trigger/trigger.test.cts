import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject, WorkflowExecuteMode } from 'n8n-workflow';
import { gzipSync } from 'node:zlib';
import axios from 'axios';

import { Engine } from '../../../dev/engine/engine.cjs';
import type { WebhookHost } from '../../../dev/engine/webhookHost.cjs';
import {
	postWebhook,
	sendWebhook,
	SIGNATURE_FORMS,
	signatureHeaders,
	webhookBody,
} from '../../../dev/fake-appcues/webhooks.cjs';

const SECRET = 'webhook-secret-that-must-not-leak';
const NAME = 'appcues:flow_completed';

let engine: Engine;
let hosts: WebhookHost[] = [];
let count = 0;

beforeAll(async () => {
	engine = await Engine.create();
});
afterEach(async () => {
	await Promise.all(hosts.map(async (host) => await host.close()));
	hosts = [];
});

interface Setup {
	parameters?: IDataObject;
	webhookSecret?: unknown;
	mode?: WorkflowExecuteMode;
	credential?: boolean;
}

/** A trigger with its own workflow. */
async function listen(setup: Setup = {}): Promise<WebhookHost> {
	const { parameters = {}, webhookSecret = SECRET, mode, credential = true } = setup;
	const appcuesApi = { accountId: '123456', webhookSecret } as never;
	count += 1;
	const host = await engine.listen({
		type: 'appcuesTrigger',
		parameters: { events: [], customEvents: '', options: {}, ...parameters },
		credentials: credential ? { appcuesApi } : {},
		mode,
		workflow: `workflow ${count}`,
	});
	hosts.push(host);
	return host;
}

const OFF = { options: { verifySignature: false } };
const isMessage = { message: expect.stringMatching(/^.{5,90}$/) };

describe('the Appcues Trigger', () => {
	it.each(SIGNATURE_FORMS.map((form) => [Object.values(form).join(' '), form] as const))(
		'starts for a call signed as %s',
		async (_, form) => {
			const host = await listen();
			const changes = { timestamp: new Date().toISOString() };
			const answer = await sendWebhook(host.url, { name: NAME, secret: SECRET, form, changes });
			expect(answer.status).toBe(200);
			expect(host.items).toEqual([
				expect.objectContaining({
					event: NAME,
					userId: 'user-ada',
					experienceId: 'flow-welcome',
				}),
			]);
			expect(host.items[0]).not.toHaveProperty('signature');
		},
	);

	it('returns the body unchanged when it is not simplified', async () => {
		const host = await listen({ parameters: { options: { simplify: false } } });
		const answer = await sendWebhook(host.url, { name: NAME, secret: SECRET });
		expect(answer.status).toBe(200);
		expect(host.items).toEqual([webhookBody(NAME)]);
	});

	it('refuses a call without a signature', async () => {
		const host = await listen();
		const answer = await sendWebhook(host.url, { name: NAME });
		expect(answer).toEqual({ status: 401, body: isMessage });
		expect(host.started).toEqual([]);
	});

	it('refuses a call that was tampered with, without revealing the correct signature', async () => {
		const host = await listen();
		const rawBody = JSON.stringify(webhookBody(NAME));
		const headers = signatureHeaders(rawBody, { secret: SECRET, at: Date.now() });
		const tampered = rawBody.replace('user-ada', 'user-eve');
		const answer = await postWebhook(host.url, tampered, headers);
		expect(answer).toEqual({ status: 401, body: isMessage });
		expect(host.started).toEqual([]);
		const right = signatureHeaders(tampered, { secret: SECRET, at: Date.now() });
		expect(JSON.stringify(answer)).not.toContain(right['X-Apc-Signature']);
		expect(JSON.stringify(answer)).not.toContain(SECRET);
	});

	it.each([-301, 310])('refuses a call %d seconds from now', async (seconds) => {
		const host = await listen();
		const at = Date.now() + seconds * 1000;
		const answer = await sendWebhook(host.url, { name: NAME, secret: SECRET, at });
		expect(answer).toEqual({ status: 401, body: isMessage });
		expect(host.started).toEqual([]);
	});

	it('accepts an older call when the tolerance allows it', async () => {
		const host = await listen({ parameters: { options: { tolerance: 3600 } } });
		const at = Date.now() - 3500_000;
		expect(await sendWebhook(host.url, { name: NAME, secret: SECRET, at })).toMatchObject({
			status: 200,
		});
		expect(host.started).toHaveLength(1);
	});

	describe('when only the body is signed', () => {
		const form = { signs: 'body' } as const;
		const old = new Date(Date.now() - 600_000).toISOString();

		it.each([[old], [''], ['soon'], [undefined]])('refuses an event of %p', async (timestamp) => {
			const host = await listen();
			const changes = { timestamp } as { timestamp: string };
			const answer = await sendWebhook(host.url, { name: NAME, secret: SECRET, form, changes });
			expect(answer).toEqual({ status: 401, body: isMessage });
			expect(host.started).toEqual([]);
		});

		it('does not let the header change the age of an event', async () => {
			const host = await listen();
			for (const [timestamp, header, status] of [
				[old, String(Date.now()), 401],
				[new Date().toISOString(), '1', 200],
			] as const) {
				const rawBody = JSON.stringify(webhookBody(NAME, { timestamp, id: header }));
				const headers = signatureHeaders(rawBody, { secret: SECRET, at: Date.now(), form });
				const answer = await postWebhook(host.url, rawBody, {
					...headers,
					'X-Apc-Timestamp': header,
				});
				expect(answer.status).toBe(status);
			}
			expect(host.started).toHaveLength(1);
		});
	});

	it.each([
		['text', 'hello'],
		['a number', '42'],
		['null', 'null'],
		['nothing', ''],
		['broken JSON', '{"name":'],
		['an event without a name', '{"user_id":"ada"}'],
		['an event with a blank name', '{"name":" "}'],
		['an empty list', '[]'],
		['a list with something else in it', '[{"name":"x"},1]'],
	])('refuses a signed body that is %s', async (_, rawBody) => {
		const host = await listen();
		const headers = signatureHeaders(rawBody, { secret: SECRET, at: Date.now() });
		const answer = await postWebhook(host.url, rawBody, headers);
		expect(answer).toEqual({ status: 400, body: isMessage });
		expect(host.started).toEqual([]);
	});

	it('accepts a body with several events, one item each, in one execution', async () => {
		const host = await listen({ parameters: { events: ['flow_completed', 'flow_started'] } });
		const names = ['appcues:flow_started', 'appcues:flow_skipped', NAME];
		const rawBody = JSON.stringify(names.map((name) => webhookBody(name, { id: undefined })));
		const headers = signatureHeaders(rawBody, { secret: SECRET, at: Date.now() });
		expect(await postWebhook(host.url, rawBody, headers)).toMatchObject({ status: 200 });
		expect(host.started).toHaveLength(1);
		expect(host.items.map(({ event }) => event)).toEqual(['appcues:flow_started', NAME]);
	});

	it.each(['application/json', 'application/json; charset=utf-8', 'text/plain', 'application/x-y'])(
		'reads the bytes of the body with any content type: %s',
		async (type) => {
			const host = await listen();
			const rawBody = JSON.stringify(webhookBody(NAME, { user_id: 'Zoë 🐌' }), undefined, 3);
			const headers = signatureHeaders(rawBody, { secret: SECRET, at: Date.now() });
			const answer = await postWebhook(host.url, rawBody, { ...headers, 'content-type': type });
			expect(answer.status).toBe(200);
			expect(host.items).toEqual([expect.objectContaining({ userId: 'Zoë 🐌' })]);
		},
	);

	it('reads a compressed body', async () => {
		const host = await listen();
		const rawBody = JSON.stringify(webhookBody(NAME));
		const headers = signatureHeaders(rawBody, { secret: SECRET, at: Date.now() });
		const sent = await axios.post(host.url, gzipSync(rawBody), {
			headers: { ...headers, 'content-type': 'application/json', 'content-encoding': 'gzip' },
			proxy: false,
		});
		expect(sent.status).toBe(200);
		expect(host.started).toHaveLength(1);
	});

	it.each<[string, IDataObject]>([
		['user', { user_id: 'user-tim' }],
		['time', { timestamp: new Date(Date.now() - 60_000).toISOString() }],
		['name', { name: 'appcues:email_opened' }],
	])(
		'starts for each event with the ID of one message, if it has another %s',
		async (_, changes) => {
			const host = await listen();
			const name = 'appcues:email_clicked';
			const timestamp = new Date().toISOString();
			const send = async (more: IDataObject = {}) =>
				await sendWebhook(host.url, {
					name,
					secret: SECRET,
					changes: { id: 'message-1', timestamp, ...more },
				});
			await send();
			await send(changes);
			expect(host.started).toHaveLength(2);
			await send();
			await send(changes);
			expect(host.started).toHaveLength(2);
		},
	);

	describe('of deliveries that are the same', () => {
		it.each([
			['an ID', 'one'],
			['no ID', undefined],
		])('starts one: with %s', async (_, id) => {
			const host = await listen();
			const send = async () =>
				await sendWebhook(host.url, { name: NAME, secret: SECRET, changes: { id } });
			expect(await send()).toMatchObject({ status: 200 });
			expect(await send()).toEqual({ status: 200, body: isMessage });
			expect(host.started).toHaveLength(1);
		});

		it('starts one when twenty arrive at the same time', async () => {
			const host = await listen();
			const rawBody = JSON.stringify(webhookBody(NAME));
			const headers = signatureHeaders(rawBody, { secret: SECRET, at: Date.now() });
			const answers = await Promise.all(
				Array.from({ length: 20 }, async () => await postWebhook(host.url, rawBody, headers)),
			);
			expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
			expect(host.started).toHaveLength(1);
		});

		it('stores what it has seen in the workflow, without the content', async () => {
			const host = await listen();
			await sendWebhook(host.url, { name: NAME, secret: SECRET });
			const kept = JSON.stringify(host.staticData);
			expect(kept).toMatch(/"seenDeliveries":\{"[\w-]{22}":\d+\}/);
			expect(kept).not.toContain(NAME);
		});

		it('starts each while a test listens, which is for one event anyway', async () => {
			const host = await listen({ mode: 'manual' });
			for (let n = 0; n < 2; n += 1) await sendWebhook(host.url, { name: NAME, secret: SECRET });
			expect(host.started).toHaveLength(2);
			expect(host.staticData).toEqual({});
		});

		it('starts one in each workflow', async () => {
			const both = [await listen(), await listen()];
			for (const { url } of both) await sendWebhook(url, { name: NAME, secret: SECRET });
			expect(both.map(({ started }) => started.length)).toEqual([1, 1]);
		});
	});

	describe('listens', () => {
		it.each<[string, IDataObject, boolean]>([
			['every event', {}, true],
			['its event', { events: ['nps_score', 'flow_completed'] }, true],
			['another', { events: ['flow_started'] }, false],
			['a name of its own', { customEvents: 'Trial extended, Flow-Completed' }, true],
			['another name', { customEvents: 'Trial extended' }, false],
			['its flow', { options: { experienceIds: ['x', 'flow-welcome'] } }, true],
			['its flow in a list', { options: { experienceIds: 'x, flow-welcome' } }, true],
			['its flow in an array as text', { options: { experienceIds: '["flow-welcome"]' } }, true],
			['its flow on a line of its own', { options: { experienceIds: 'x\nflow-welcome' } }, true],
			['its flow in a Python list', { options: { experienceIds: "['flow-welcome']" } }, true],
			['its flow in quotes', { options: { experienceIds: '"x","flow-welcome"' } }, true],
			['no flow in particular', { options: { experienceIds: [] } }, true],
			['blanks among the flows', { options: { experienceIds: ['', ' ', 'flow-welcome'] } }, true],
			['a name on a line of its own', { customEvents: '- Other\n- Flow-Completed' }, true],
			['a name with quotes', { customEvents: 'Clicked "Buy", Flow-Completed' }, true],
			['another flow', { options: { experienceIds: ['flow-other'] } }, false],
			['the name of its entry', { events: 'Flow Completed' }, true],
			[
				'a name of its own in Events',
				{ events: ['trial-extended', 'appcues:Flow_completed'] },
				true,
			],
		])('to %s', async (_, parameters, starts) => {
			const host = await listen({ parameters });
			const answer = await sendWebhook(host.url, { name: NAME, secret: SECRET });
			expect(answer.status).toBe(200);
			expect(host.started).toHaveLength(starts ? 1 : 0);
		});
	});

	describe('reads the ID in a URL of Studio', () => {
		const STUDIO = 'https://studio.appcues.com';
		const PUSH_ID = '-NxYz0aBcDeFgHiJkLm_';
		const UUID = '3f25c0de-9a1b-4c2d-8e3f-001122334455';
		it.each([
			[`${STUDIO}/flows/flow-welcome`, 'flow-welcome'],
			[`${STUDIO}/flows/flow-welcome/edit?tab=1#settings`, 'flow-welcome'],
			[`${STUDIO}/flows-v2/flow-welcome/`, 'flow-welcome'],
			[`${STUDIO}/flows/v2/flow-welcome`, 'flow-welcome'],
			[`${STUDIO}/nps/flow-welcome/edit`, 'flow-welcome'],
			[`${STUDIO}/mobile/flows/flow-welcome`, 'flow-welcome'],
			[`${STUDIO}/mobile/builder/flow-welcome`, 'flow-welcome'],
			[`${STUDIO}/journeys/flow-welcome/steps`, 'flow-welcome'],
			[`${STUDIO}/workflows/flow-welcome/performance`, 'flow-welcome'],
			[`${STUDIO}/experiences/pins/flow-welcome`, 'flow-welcome'],
			[`${STUDIO}/segments/${UUID}/flows/flow-welcome`, 'flow-welcome'],
			[`${STUDIO}/flows/folder/${UUID}/edit`, UUID],
			[`${STUDIO}/journeys/flow-welcome/steps/${UUID}`, 'flow-welcome'],
			[`${STUDIO}/12345/anything/${UUID}/steps/2`, UUID],
			[`${STUDIO}/acme/anything/${PUSH_ID}`, PUSH_ID],
			[`${STUDIO}/${PUSH_ID}/performance`, PUSH_ID],
			[`${STUDIO}/flow-builder/${UUID.toUpperCase()}/settings/`, UUID.toUpperCase()],
			[`${STUDIO}/#/flows/flow-welcome/edit`, 'flow-welcome'],
			['http://STUDIO.appcues.com/Flows/flow%2Dwelcome', 'flow-welcome'],
			['studio.appcues.com/flows/flow-welcome', 'flow-welcome'],
			['studio.appcues.com/flows/flow-welcome?a=1;b=2', 'flow-welcome'],
			[`//studio.eu.appcues.com/nps/${PUSH_ID}/edit`, PUSH_ID],
			[`https://my.appcues.com/launchpads/x, ${STUDIO}/flows/flow-welcome?a=1;b=2`, 'flow-welcome'],
			[`${STUDIO}/banners/x\n${STUDIO}/flows/flow-welcome`, 'flow-welcome'],
		])('%s', async (experienceIds, flowId) => {
			for (const given of [experienceIds, experienceIds.split(/[,\n]/)]) {
				const host = await listen({ parameters: { options: { experienceIds: given } } });
				await host.activate();
				const call = { name: NAME, secret: SECRET };
				await sendWebhook(host.url, { ...call, changes: { attributes: { flowId } } });
				expect(host.started).toHaveLength(1);
				const changes = { id: 'other', attributes: { flowId: 'flow-other' } };
				await sendWebhook(host.url, { ...call, changes });
				expect(host.started).toHaveLength(1);
			}
		});
	});

	describe('starts once', () => {
		it('for an event that two of its entries match', async () => {
			const events = ['nps_score', 'nps_feedback'];
			const host = await listen({ parameters: { events, customEvents: 'nps_score_and_feedback' } });
			const name = 'appcues:nps_score_and_feedback';
			await sendWebhook(host.url, { name, secret: SECRET });
			expect(host.items).toEqual([
				expect.objectContaining({ npsScore: 2, npsFeedback: 'Too slow' }),
			]);
		});

		it('for each submission of a form', async () => {
			const host = await listen({ parameters: { events: ['flow_form_submitted'] } });
			const names = ['form_submitted', 'form_field_submitted', 'step_interacted'];
			const { attributes } = webhookBody('appcues:form_submitted');
			for (const name of names) {
				const changes = { attributes };
				await sendWebhook(host.url, { name: `appcues:${name}`, secret: SECRET, changes });
			}
			expect(host.items).toEqual([
				expect.objectContaining({
					event: 'appcues:form_submitted',
					formAnswers: {
						'What is your role?': 'Developer',
						'What do you want to do?': ['Onboard users', 'Announce features'],
					},
				}),
			]);
		});
	});

	describe('without signature verification', () => {
		it('accepts any call', async () => {
			const host = await listen({ parameters: OFF, credential: false });
			await host.activate();
			expect(await sendWebhook(host.url, { name: NAME })).toMatchObject({ status: 200 });
			expect(host.items).toEqual([expect.objectContaining({ event: NAME })]);
		});
	});

	describe('when its workflow is activated', () => {
		it('accepts a secret, even with pasted spaces', async () => {
			const host = await listen({ webhookSecret: ` ${SECRET}\n` });
			await host.activate();
			expect(await sendWebhook(host.url, { name: NAME, secret: SECRET })).toMatchObject({
				status: 200,
			});
			expect(host.started).toHaveLength(1);
		});

		it.each<[string, Setup]>([
			['no secret', { webhookSecret: '' }],
			['a blank secret', { webhookSecret: '  ' }],
			['no credential', { credential: false }],
		])('stops with %s, and says where to get one or what to switch off', async (_, setup) => {
			const host = await listen(setup);
			await expect(host.activate()).rejects.toMatchObject({
				name: 'NodeOperationError',
				message: expect.stringMatching(
					/'Webhook Secret'.*Settings → Integrations → Webhooks.*'Verify Signature'/,
				),
			});
		});

		it.each([
			['[object Object]', `'Experience Names or IDs' holds "[object Object]", which is not one ID`],
			['undefined', `'Experience Names or IDs' is "undefined", which comes from an empty`],
			['["flow-welcome"', "'Experience Names or IDs' can't be read as an array"],
			[
				'flow-welcome;flow-other',
				`'Experience Names or IDs' holds "flow-welcome;flow-other", which is not`,
			],
			[
				'https://example.com/flows/flow-welcome',
				'\'Experience Names or IDs\' holds "https://example.com/flows/flow-welcome", which is not the URL',
			],
			['https://studio.appcues.com/flows', 'which is not the URL of an experience'],
			['https://studio.appcues.com/nps/edit', 'which is not the URL of an experience'],
			['https://studio.appcues.com', 'which is not the URL of an experience'],
			['https://studio.appcues.com/flows/new', 'which is not the URL of an experience'],
			[
				'https://studio.appcues.com/flows/a;https://studio.appcues.com/flows/b',
				'which is not the URL of an experience',
			],
			['a https://studio.appcues.com/flows/a', 'which is not'],
			['flow welcome', '"flow welcome", which is not one ID'],
			[['flow-welcome', 'flow welcome'], '"flow welcome", which is not one ID'],
			['["flow-welcome, flow-other"]', '"flow-welcome, flow-other", which is not one ID'],
			['flows/flow-welcome', '"flows/flow-welcome", which is not one ID'],
			['/flows/flow-welcome', '"/flows/flow-welcome", which is not one ID'],
			['https://studio.appcues.com/flow-welcome/performance', 'which is not the URL'],
			['https://studio.appcues.com/flows/v2', 'which is not the URL'],
			['https://studio.appcues.com/mobile/builder', 'which is not the URL'],
			['https://studio.appcues.com/flows/a%20b', 'which is not the URL'],
			['https://studio.appcues.com/flows/a%2Fb', 'which is not the URL'],
			['https://docs.appcues.com/article/12-foo', 'which is not the URL'],
			['docs.appcues.com/flows/best-practices', 'which is not the URL'],
			['https://www.appcues.com/blog/flows/nice', 'which is not the URL'],
			[
				'https://studio.appcues.com/segments/3f25c0de-9a1b-4c2d-8e3f-001122334455',
				'which is not the URL',
			],
			['studio.appcues.com/segments/seg-trial', 'which is not the URL'],
			['https://studio.appcues.com/flows/segments/seg-trial', 'which is not the URL'],
			['https://studio.appcues.com.example.com/flows/flow-welcome', 'which is not the URL'],
			['https://example.com/?next=studio.appcues.com/flows/flow-welcome', 'which is not the URL'],
			['https://notappcues.com/flows/flow-welcome', 'which is not the URL'],
			[
				'https://studio.appcues.com/-NxYz0aBcDeFgHiJkLm_/-NxYz0aBcDeFgHiJkLm0',
				'which is not the URL',
			],
			[{ id: 'flow-welcome' }, "'Experience Names or IDs' is an object instead of an ID"],
		])('stops for the experience %j, which would never match', async (experienceIds, message) => {
			const host = await listen({ parameters: { options: { experienceIds } } });
			await expect(host.activate()).rejects.toMatchObject({
				message: expect.stringContaining(message),
			});
		});

		it('stops for an invalid tolerance', async () => {
			const host = await listen({ parameters: { options: { tolerance: -1 } } });
			await expect(host.activate()).rejects.toMatchObject({
				message: "'Tolerance (Seconds)' is -1",
			});
		});
	});

	it('refuses every call when the secret is gone, and starts nothing', async () => {
		const host = await listen({ webhookSecret: '' });
		const answer = await sendWebhook(host.url, { name: NAME, secret: '' });
		expect(answer).toEqual({ status: 500, body: isMessage });
		expect(host.started).toEqual([]);
	});

	it('is not available to AI agents as a tool', () => {
		const description = engine.description('appcuesTrigger');
		expect(description).toMatchObject({ group: ['trigger'], inputs: [] });
		expect(description).not.toHaveProperty('usableAsTool');
	});
});
