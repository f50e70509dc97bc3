import { createHmac } from 'node:crypto';
import { type IncomingHttpHeaders, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
	SIGNATURE_FORMS,
	postWebhook,
	sendWebhook,
	signatureHeaders,
	webhookBody,
} from '../../../dev/fake-appcues/webhooks.cjs';

const AT = Date.UTC(2026, 0, 15, 12, 0, 0, 250);
const SECRET = 'hush';

describe('Webhooks', () => {
	let server: Server;
	let url: string;
	let received: Array<{ headers: IncomingHttpHeaders; body: string }>;

	beforeEach(async () => {
		received = [];
		server = createServer((request, response) => {
			void text(request).then((body) => {
				received.push({ headers: request.headers, body });
				response.writeHead(403, { 'content-type': 'application/json' }).end('{"no":"thanks"}');
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
	});

	afterEach(
		() =>
			new Promise((resolve) => {
				server.close(resolve);
				server.closeAllConnections();
			}),
	);

	it('have a body with one event, which can be changed', () => {
		expect(webhookBody('appcues:nps_score')).toMatchObject({
			name: 'appcues:nps_score',
			account_id: '123456',
			timestamp: '2026-01-15T12:00:00.000Z',
			attributes: { flowId: 'nps-classic', score: 3 },
		});
		const bare = webhookBody('Own event', { id: undefined, context: undefined, user_id: 'u' });
		expect(JSON.parse(JSON.stringify(bare))).toEqual({
			name: 'Own event',
			user_id: 'u',
			account_id: '123456',
			group_id: 'group-acme',
			timestamp: '2026-01-15T12:00:00.000Z',
			attributes: {},
		});
	});

	it('are signed in every possible form', () => {
		const signatures = SIGNATURE_FORMS.map((form) =>
			signatureHeaders('{}', { secret: SECRET, at: AT, form }),
		);
		const hmac = (signed: string) => createHmac('sha256', SECRET).update(signed);

		expect(signatures).toHaveLength(36);
		expect(signatures).toContainEqual({
			'X-Apc-Signature': hmac('1768478400.{}').digest('hex'),
			'X-Apc-Timestamp': '1768478400',
		});
		expect(signatures).toContainEqual({
			'X-Apc-Signature': `sha256=${hmac('1768478400250{}').digest('base64')}`,
			'X-Apc-Timestamp': '1768478400250',
		});
		expect(signatures).toContainEqual({
			'X-Apc-Signature': `sha256=${hmac('{}').digest('hex')}`,
			'X-Apc-Timestamp': '2026-01-15T12:00:00.250Z',
		});
	});

	it('are sent with the exact body that was signed, and return the response', async () => {
		const name = 'appcues:nps_feedback';
		const changes = { attributes: { feedback: 'Très bien – 👍' } };

		const answer = await sendWebhook(url, { name, changes, secret: SECRET, at: AT });

		expect(answer).toEqual({ status: 403, body: { no: 'thanks' } });
		const [{ headers, body } = { headers: {}, body: '' }] = received;
		expect(JSON.parse(body)).toMatchObject({ name, ...changes });
		const expected = signatureHeaders(body, { secret: SECRET, at: AT });
		expect(headers).toMatchObject({
			'content-type': 'application/json',
			'x-apc-signature': expected['X-Apc-Signature'],
			'x-apc-timestamp': expected['X-Apc-Timestamp'],
		});
	});

	it('are not signed without a secret, and can be tampered with', async () => {
		await sendWebhook(url, { name: 'appcues:flow_started' });
		await postWebhook(url, '{"broken', { 'X-Apc-Signature': 'nonsense' });

		expect(received[0]?.headers).not.toHaveProperty('x-apc-signature');
		expect(received[1]).toMatchObject({
			body: '{"broken',
			headers: { 'x-apc-signature': 'nonsense' },
		});
	});
});
