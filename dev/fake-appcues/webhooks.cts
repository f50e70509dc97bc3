import { createHmac } from 'node:crypto';
import axios from 'axios';
import { DEMO } from './model/demoAccount.cjs';
import { WIRE_EVENTS } from './model/wireEvents.cjs';

/** What Appcues sends: one event. */
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

/** How a signature may be made: all of it is unknown (?). */
export interface SignatureForm {
	/** What is signed. */
	signs: 'timestamp.body' | 'timestampbody' | 'body';
	encoding: 'hex' | 'base64';
	prefix: '' | 'sha256=';
	/** What `X-Apc-Timestamp` is. */
	time: 'seconds' | 'milliseconds' | 'iso';
}

/** The likeliest form, where a test does not care. */
export const USUAL_FORM: SignatureForm = {
	signs: 'timestamp.body',
	encoding: 'hex',
	prefix: '',
	time: 'seconds',
};

/** Every form there may be. */
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
 * Returns the body for an event. Its attributes are those of the first event with that name in `model/wireEvents.cts`.
 *
 * @param changes whatever is to be different; undefined leaves a field out
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

/** What signing a body adds to the request. `rawBody` is the very text that is sent. */
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

/** What comes back from the receiver. */
export interface WebhookAnswer {
	status: number;
	body: unknown;
}

/** Sends a body as it is, with these headers; to tamper, change either before. */
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

/** Builds, signs when there is a secret, and sends. */
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
	/** Without one nothing is signed. */
	secret?: string;
	/** Of the signature, in milliseconds; default now. */
	at?: number;
	form?: Partial<SignatureForm>;
}
