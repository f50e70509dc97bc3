import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

import { atLeast } from '../../dev/elements.cjs';
import { demoCredentialData } from '../../dev/n8n/demoCredential.cjs';
import type { StoredCredential, StoredWorkflow } from '../../dev/n8n/types.cjs';
import {
	postWebhook,
	sendWebhook,
	SIGNATURE_FORMS,
	signatureHeaders,
	webhookBody,
} from '../../dev/fake-appcues/webhooks.cjs';
import { NODE, outputOf, typeOf } from './nodeWorkflow.cjs';
import { withRealN8n } from '../../dev/n8n/realN8n.cjs';

const SECRET = 'webhook-secret-that-must-not-leak';
const NAME = 'appcues:nps_score';
const isMessage = { message: expect.any(String) };

describe('the trigger in a real n8n', () => {
	const real = withRealN8n();
	const credentials = new Map<string, StoredCredential>();

	/** The demo credential with a webhook secret. */
	async function credentialWith(webhookSecret: string): Promise<StoredCredential> {
		const data = { ...demoCredentialData(real.fake.url), webhookSecret };
		const known = credentials.get(webhookSecret);
		const name = `Webhooks ${credentials.size}`;
		const credential = known ?? (await real.n8n.createCredential(name, 'appcuesApi', data));
		credentials.set(webhookSecret, credential);
		return credential;
	}

	/** An inactive workflow that starts with the trigger, and the URL it will listen on. */
	async function store(parameters: INodeParameters = {}, webhookSecret: string | null = SECRET) {
		const credential = webhookSecret === null ? undefined : await credentialWith(webhookSecret);
		const webhookId = randomUUID();
		const workflow = await real.n8n.createWorkflow({
			name: `Trigger ${webhookId}`,
			nodes: [
				{
					id: randomUUID(),
					name: NODE,
					type: typeOf('appcuesTrigger'),
					typeVersion: 1,
					position: [0, 0],
					parameters,
					webhookId,
					...(credential && {
						credentials: { [credential.type]: { id: credential.id, name: credential.name } },
					}),
				},
				{
					id: randomUUID(),
					name: 'Next',
					type: 'n8n-nodes-base.noOp',
					typeVersion: 1,
					position: [220, 0],
					parameters: {},
				},
			],
			connections: { [NODE]: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
		});
		return { workflow, url: `${real.n8n.url}/webhook/${webhookId}/webhook` };
	}

	async function activated(parameters?: INodeParameters, webhookSecret?: string | null) {
		const stored = await store(parameters, webhookSecret);
		await real.n8n.activate(stored.workflow);
		return stored;
	}

	async function executions({ id }: StoredWorkflow): Promise<string[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
		const path = `/executions?limit=100&filter=${filter}`;
		const { results } = await real.n8n.rest<{ results: Array<{ id: string }> }>('GET', path);
		return results.map((each) => each.id);
	}

	/** Returns the output of each execution, once there are this many and no more follow. */
	async function outputs(workflow: StoredWorkflow, expected: number): Promise<IDataObject[][]> {
		for (let n = 0; n < 50 && (await executions(workflow)).length < expected; n += 1) {
			await sleep(100);
		}
		await sleep(expected === 0 ? 1000 : 300);
		const ids = await executions(workflow);
		expect(ids).toHaveLength(expected);
		return await Promise.all(ids.map(async (id) => outputOf(await real.n8n.waitForExecution(id))));
	}

	it('is loaded, and is not a tool of an AI agent', async () => {
		const types = (await real.n8n.nodeTypes()).map(({ name }) => name);
		const ours = types.filter((name) => name.startsWith(typeOf('appcuesTrigger')));
		expect(ours).toEqual([typeOf('appcuesTrigger')]);
	});

	it('starts for a signed call, in every form', async () => {
		const { workflow, url } = await activated();
		for (const [n, form] of SIGNATURE_FORMS.entries()) {
			const changes = { id: `event-${n}`, timestamp: new Date().toISOString() };
			const answer = await sendWebhook(url, { name: NAME, secret: SECRET, form, changes });
			expect(answer).toEqual({ status: 200, body: isMessage });
		}
		const items = (await outputs(workflow, SIGNATURE_FORMS.length)).flat();
		for (const n of SIGNATURE_FORMS.keys()) {
			expect(items).toContainEqual(expect.objectContaining({ id: `event-${n}`, npsScore: 3 }));
		}
	});

	it('refuses calls that are unsigned, tampered with, stale or malformed, and starts nothing', async () => {
		const { workflow, url } = await activated();
		const rawBody = JSON.stringify(webhookBody(NAME));
		const headersOf = (body: string, at = Date.now()) =>
			signatureHeaders(body, { secret: SECRET, at });
		const tampered = rawBody.replace('user-ada', 'user-eve');
		const refused = { status: 401, body: isMessage };
		expect(await postWebhook(url, rawBody)).toEqual(refused);
		expect(await postWebhook(url, tampered, headersOf(rawBody))).toEqual(refused);
		for (const seconds of [-400, 400]) {
			const headers = headersOf(rawBody, Date.now() + seconds * 1000);
			expect(await postWebhook(url, rawBody, headers)).toEqual(refused);
		}
		for (const malformed of ['42', '[]', '{"user_id":"ada"}', '']) {
			const answer = await postWebhook(url, malformed, headersOf(malformed));
			expect(answer).toEqual({ status: 400, body: isMessage });
		}
		const text = { ...headersOf('hello'), 'content-type': 'text/plain' };
		expect(await postWebhook(url, 'hello', text)).toEqual({ status: 400, body: isMessage });
		const form = { 'content-type': 'multipart/form-data; boundary=x' };
		const upload = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n';
		expect(await postWebhook(url, upload, { ...headersOf(upload), ...form })).toEqual(refused);
		// n8n itself refuses invalid JSON before the trigger sees it.
		expect(await postWebhook(url, '{"name":', headersOf('{"name":'))).toMatchObject({
			status: 422,
		});
		expect(await outputs(workflow, 0)).toEqual([]);
	});

	it('reads the bytes that were sent, compressed or not and with any content type', async () => {
		const { workflow, url } = await activated({ options: { simplify: false } });
		const types = ['application/json; charset=utf-8', 'text/plain', 'application/vnd.x+json'];
		for (const type of [...types, 'packed']) {
			const rawBody = JSON.stringify(webhookBody(NAME, { id: type, user_id: 'Zoë 🐌' }), null, 2);
			const headers = { ...signatureHeaders(rawBody, { secret: SECRET, at: Date.now() }) };
			const packed = type === 'packed';
			const response = await fetch(url, {
				method: 'POST',
				headers: {
					...headers,
					'content-type': packed ? 'application/json' : type,
					...(packed && { 'content-encoding': 'gzip' }),
				},
				body: packed ? gzipSync(rawBody) : rawBody,
			});
			expect([type, response.status]).toEqual([type, 200]);
		}
		const items = (await outputs(workflow, types.length + 1)).flat();
		expect(items.map(({ user_id }) => user_id)).toEqual(Array(types.length + 1).fill('Zoë 🐌'));
	});

	it('starts once for repeated deliveries of an event, simultaneous or consecutive', async () => {
		const { workflow, url } = await activated();
		const rawBody = JSON.stringify(webhookBody(NAME));
		const post = async () =>
			await postWebhook(
				url,
				rawBody,
				signatureHeaders(rawBody, { secret: SECRET, at: Date.now() }),
			);
		const answers = await Promise.all(Array.from({ length: 10 }, post));
		answers.push(await post());
		expect(answers.map(({ status }) => status)).toEqual(Array(11).fill(200));
		await outputs(workflow, 1);
		const { staticData } = await real.n8n.rest<StoredWorkflow>('GET', `/workflows/${workflow.id}`);
		expect(JSON.stringify(staticData)).toMatch(/"seenDeliveries":\{"[\w-]{22}":\d+\}/);
	});

	it('remembers all events that arrived at the same time in the workflow', async () => {
		const { workflow, url } = await activated({ events: ['nps_score'] });
		const ids = Array.from({ length: 10 }, (_, n) => `event ${n}`);
		await Promise.all(
			ids.map(
				async (id) => await sendWebhook(url, { name: NAME, secret: SECRET, changes: { id } }),
			),
		);
		await sendWebhook(url, { name: NAME, secret: SECRET, changes: { id: 'the last' } });
		await outputs(workflow, ids.length + 1);
		const { staticData } = await real.n8n.rest<StoredWorkflow>('GET', `/workflows/${workflow.id}`);
		const [kept] = atLeast(
			1,
			Object.values(staticData as Record<string, { seenDeliveries: object }>),
		);
		expect(Object.keys(kept.seenDeliveries)).toHaveLength(ids.length + 1);
	});

	it('responds to events that it does not listen to, and starts nothing', async () => {
		const { workflow, url } = await activated({
			events: ['flow_started'],
			customEvents: 'Trial Extended',
			options: { experienceIds: ['flow-welcome'] },
		});
		for (const [name, flowId] of [
			[NAME, 'flow-welcome'],
			['appcues:flow_started', 'flow-other'],
			['appcues:flow_started', 'flow-welcome'],
			['trial-extended', 'flow-welcome'],
		] as const) {
			const changes = { id: `${name} ${flowId}`, attributes: { flowId } };
			const answer = await sendWebhook(url, { name, secret: SECRET, changes });
			expect(answer).toEqual({ status: 200, body: isMessage });
		}
		const started = (await outputs(workflow, 2)).flat().map(({ event }) => event);
		expect(started.sort()).toEqual(['appcues:flow_started', 'trial-extended']);
	});

	it('cannot be activated without a secret, and says where to get one', async () => {
		const { workflow } = await store({}, '');
		await expect(real.n8n.activate(workflow)).rejects.toThrow(
			/'Webhook Secret'.*Settings → Integrations → Webhooks.*'Verify Signature'/,
		);
	});

	it('cannot be activated without a credential', async () => {
		const { workflow } = await store({}, null);
		await expect(real.n8n.activate(workflow)).rejects.toThrow(/credential/i);
	});

	it('can be activated without a credential when signatures are not verified', async () => {
		const options = { verifySignature: false };
		const { workflow, url } = await activated({ options }, null);
		expect(await sendWebhook(url, { name: NAME })).toMatchObject({ status: 200 });
		expect(await outputs(workflow, 1)).toEqual([[expect.objectContaining({ event: NAME })]]);
	});

	describe('in a test from the editor', () => {
		const listen = async (workflow: StoredWorkflow) =>
			await real.n8n.rest<IDataObject>('POST', `/workflows/${workflow.id}/run`, {
				workflowData: workflow,
				triggerToStartFrom: { name: NODE },
			});

		it('waits for an event', async () => {
			const { workflow, url } = await store();
			expect(await listen(workflow)).toMatchObject({ waitingForWebhook: true });
			const test = url.replace('/webhook/', '/webhook-test/');
			expect(await sendWebhook(test, { name: NAME })).toEqual({ status: 401, body: isMessage });
			expect(await sendWebhook(test, { name: NAME, secret: SECRET })).toMatchObject({
				status: 200,
			});
			expect(await outputs(workflow, 1)).toEqual([[expect.objectContaining({ npsScore: 3 })]]);
		});

		it('says what is missing without a secret', async () => {
			const { workflow } = await store({}, '');
			await expect(listen(workflow)).rejects.toThrow(/'Webhook Secret'.*'Verify Signature'/);
		});
	});
});
