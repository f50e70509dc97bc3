import { createHmac } from 'node:crypto';
import axios from 'axios';
import { DEMO } from './model/demoAccount.cjs';
import { WIRE_EVENTS } from './model/wireEvents.cjs';

/** One event as Appcues sends it. */
export interface WebhookBody {
	id?: string;
	name: string;
	user_id: string;
	account_id: string;
	group_id?: string;
	timestamp: string;
	attributes: Readonly<Record<string, unknown>>;
	context?: Readonly<Record<string, unknown>>;
}

/** How a signature can be made. All of it is unknown (?). */
export interface SignatureForm {
	/** What is signed. */
	signs: 'timestamp.body' | 'timestampbody' | 'body';
	encoding: 'hex' | 'base64';
	prefix: '' | 'sha256=';
	/** What `X-Apc-Timestamp` contains. */
	time: 'seconds' | 'milliseconds' | 'iso';
}

/** The most likely form, for tests that don't depend on it. */
export const USUAL_FORM: SignatureForm = {
	signs: 'timestamp.body',
	encoding: 'hex',
	prefix: '',
	time: 'seconds',
};

/** Every possible form. */
export const SIGNATURE_FORMS: readonly SignatureForm[] = (
	['timestamp.body', 'timestampbody', 'body'] as const
).flatMap((signs) =>
	(['hex', 'base64'] as const).flatMap((encoding) =>
		(['', 'sha256='] as const).flatMap((prefix) =>
			(['seconds', 'milliseconds', 'iso'] as const).map((time) => ({
				...{ signs, encoding, prefix, time },
			})),
		),
	),
);

/**
 * Returns the body for an event. Its attributes are those of the first event with that name in
 * `model/wireEvents.cts`.
 *
 * @param changes fields to change; undefined removes a field
 */
export function webhookBody(name: string, changes: Partial<WebhookBody> = {}): WebhookBody {
	const known = WIRE_EVENTS.find((event) => event.name === name);
	return {
		id: `webhook-${name}`,
		name,
		user_id: 'user-ada',
		account_id: DEMO.accountId,
		group_id: 'group-acme',
		timestamp: '2026-01-15T12:00:00.000Z',
		attributes: known?.attributes ?? {},
		context: { url: 'https://app.acme.example/reports', locale_id: 'default' },
		...changes,
	};
}

/** Returns the headers of a signed body. `rawBody` is the exact text that is sent. */
export function signatureHeaders(
	rawBody: string,
	{ secret, at, form = {} }: { secret: string; at: number; form?: Partial<SignatureForm> },
): { 'X-Apc-Signature': string; 'X-Apc-Timestamp': string } {
	const { signs, encoding, prefix, time } = { ...USUAL_FORM, ...form };
	const timestamp = {
		seconds: String(Math.floor(at / 1000)),
		milliseconds: String(at),
		iso: new Date(at).toISOString(),
	}[time];
	const signed = {
		'timestamp.body': `${timestamp}.${rawBody}`,
		timestampbody: `${timestamp}${rawBody}`,
		body: rawBody,
	}[signs];
	const signature = createHmac('sha256', secret).update(signed, 'utf8').digest(encoding);
	return { 'X-Apc-Signature': `${prefix}${signature}`, 'X-Apc-Timestamp': timestamp };
}

/** The receiver's response. */
export interface WebhookAnswer {
	status: number;
	body: unknown;
}

/** Sends a body with these headers, unchanged. To tamper, change either first. */
export async function postWebhook(
	url: string,
	rawBody: string,
	headers: Readonly<Record<string, string>> = {},
): Promise<WebhookAnswer> {
	const { status, data } = await axios.post(url, Buffer.from(rawBody), {
		headers: { 'content-type': 'application/json', ...headers },
		validateStatus: () => true,
		maxRedirects: 0,
		proxy: false,
	});
	return { status, body: data };
}

/** Builds and sends a webhook, signed when there is a secret. */
export async function sendWebhook(
	url: string,
	{ secret, at = Date.now(), form, ...event }: SendOptions,
): Promise<WebhookAnswer> {
	const rawBody = JSON.stringify(webhookBody(event.name, event.changes));
	const headers = secret === undefined ? {} : signatureHeaders(rawBody, { secret, at, form });
	return await postWebhook(url, rawBody, headers);
}

/** What to send, and how. */
export interface SendOptions {
	name: string;
	changes?: Partial<WebhookBody>;
	/** Without a secret, nothing is signed. */
	secret?: string;
	/** Time of the signature in milliseconds. Default: now. */
	at?: number;
	form?: Partial<SignatureForm>;
}
