import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { ByteStream } from './byteStream';
import { bodyText, endWhenSilent, startOf } from './byteStream';
import { isCertificateCode } from './certificates';
import { Cancelled } from './clock';
import type { Outcome } from './retry';

/** The contexts in which a node can send requests. */
export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** The request never left this machine, so Appcues can't have processed it. */
const NEVER_DELIVERED = new Set([
	'EADDRNOTAVAIL',
	'EAI_AGAIN',
	'ECONNREFUSED',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
]);

/** Nothing is sent to an invalid URL. */
const INVALID_URL = 'ERR_INVALID_URL';

/** The response wasn't HTTP, or the TLS connection broke. The request may have arrived anyway. */
const MALFORMED_RESPONSE = /^(HPE_|ERR_SSL_|ERR_TLS_)/;

/** What n8n's helper returns with `returnFullResponse`. */
interface FullResponse<Body> {
	statusCode: number;
	headers: Record<string, unknown>;
	body: Body;
}

/** A response with a 2xx status. Anything else is an {@link Outcome}. */
export interface Success<Body> {
	kind: 'success';
	status: number;
	/** Names are in lowercase. */
	headers: Record<string, unknown>;
	body: Body;
}

/** Returns the signal that n8n aborts when the execution is canceled. A list search has none. */
export function cancelSignal(context: RequestContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/**
 * Sends a request once and returns the body as text, so that messages can quote what isn't JSON. It asks n8n for bytes
 * because n8n would decode everything as UTF-8.
 *
 * @throws {Cancelled} when the execution has been canceled
 */
export async function send(
	context: RequestContext,
	request: IHttpRequestOptions,
): Promise<Success<string> | Outcome> {
	const sent = await sendOnce<unknown>(context, { ...request, encoding: 'arraybuffer' });
	if ('thrown' in sent) return networkOutcome(sent.thrown);
	const { statusCode: status, headers, body } = sent;
	const text = body instanceof Uint8Array ? bodyText(body, headers['content-type']) : '';
	return { kind: isSuccess(status) ? 'success' : 'response', status, headers, body: text };
}

/**
 * Sends a request once and returns the body of a success as a stream, which the caller reads to its end or destroys. Of
 * any other body it reads only the start.
 *
 * @throws {Cancelled} when the execution has been canceled
 */
export async function sendForStream(
	context: RequestContext,
	request: IHttpRequestOptions,
): Promise<Success<ByteStream> | Outcome> {
	const sent = await sendOnce<ByteStream>(context, { ...request, encoding: 'stream' });
	if ('thrown' in sent) return networkOutcome(sent.thrown);
	const { statusCode: status, headers, body } = sent;
	endWhenSilent(body);
	if (isSuccess(status)) return { kind: 'success', status, headers, body };
	return {
		kind: 'response',
		status,
		headers,
		body: await startOf(body, headers['content-type']),
	};
}

const isSuccess = (status: number) => status >= 200 && status < 300;

/**
 * Sends a request with the credential; nothing else in this package does. It doesn't throw for a status (n8n would send
 * a 401 twice) and doesn't follow redirects (n8n would send the keys along).
 *
 * @throws {Cancelled} when the execution has been canceled
 */
async function sendOnce<Body>(
	context: RequestContext,
	request: IHttpRequestOptions,
): Promise<FullResponse<Body> | { thrown: unknown }> {
	const options: IHttpRequestOptions = {
		...request,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
	};
	const sent = await context.helpers.httpRequestWithAuthentication
		.call(context, 'appcuesApi', options)
		.then(
			(response: FullResponse<Body>) => response,
			(thrown: unknown) => ({ thrown }),
		);
	if ('thrown' in sent && cancelSignal(context)?.aborted) throw new Cancelled();
	return sent;
}

/** Returns what is known about a request without a response. Its `reason` may quote a URL or a secret. */
export function networkOutcome(thrown: unknown): Outcome {
	const { code, reason } = causeOf(thrown);
	const neverSetUp = code === INVALID_URL || isCertificateCode(code);
	return {
		kind: 'network',
		code,
		reason,
		delivered: NEVER_DELIVERED.has(code) || neverSetUp ? 'no' : 'unknown',
		permanent: neverSetUp || MALFORMED_RESPONSE.test(code) || code === '',
	};
}

/**
 * Returns the code and message of the innermost cause. Before n8n 2.34, n8n's error has no cause but an `httpCode` with
 * the code. Errors without a code don't come from the network: a credential that n8n can't read, a URL it forbids. Then
 * n8n's own message says what it is.
 */
function causeOf(thrown: unknown): { code: string; reason: string } {
	let cause = { code: wrappedCode(thrown), reason: thrown instanceof Error ? thrown.message : '' };
	for (let at = thrown, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth += 1) {
		if ('code' in at && typeof at.code === 'string') cause = { code: at.code, reason: at.message };
	}
	return cause;
}

function wrappedCode(thrown: unknown): string {
	const code = thrown instanceof NodeApiError ? (thrown.httpCode ?? '') : '';
	return /^[A-Z]/.test(code) ? code : '';
}
