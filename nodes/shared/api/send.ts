import type { IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { ByteStream } from './byteStream';
import { bodyText, endWhenSilent, startOf } from './byteStream';
import { isCertificateCode } from './certificates';
import { Cancelled } from './clock';
import type { Outcome } from './retry';

/** The contexts in which n8n lets a node talk to Appcues. */
export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions;

/** Failures before the request left this machine: it cannot have been carried out. */
const NEVER_DELIVERED = new Set([
	'EADDRNOTAVAIL',
	'EAI_AGAIN',
	'ECONNREFUSED',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
]);

/** What is no URL: nothing is sent, however often. */
const INVALID_URL = 'ERR_INVALID_URL';

/** An answer that is no HTTP, or a TLS connection that broke: the request may have arrived all the same. */
const MALFORMED_RESPONSE = /^(HPE_|ERR_SSL_|ERR_TLS_)/;

/** What n8n's helper returns with `returnFullResponse`. */
interface FullResponse<Body> {
	statusCode: number;
	headers: Record<string, unknown>;
	body: Body;
}

/** A success. Anything else is an {@link Outcome}, which decides about a repeat. */
export interface Success<Body> {
	kind: 'answer';
	status: number;
	/** Their names in small letters. */
	headers: Record<string, unknown>;
	body: Body;
}

/** The signal that n8n aborts when the execution is cancelled; a list search has none. */
export function cancelSignal(context: RequestContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/**
 * Sends one request, once. The body comes back as text, so that what is not JSON can be quoted. n8n hands over the bytes,
 * since it would take all of them for UTF-8.
 *
 * @throws {Cancelled} when the execution was cancelled meanwhile
 */
export async function send(
	context: RequestContext,
	request: IHttpRequestOptions,
): Promise<Success<string> | Outcome> {
	const sent = await sendOnce<unknown>(context, { ...request, encoding: 'arraybuffer' });
	if ('thrown' in sent) return networkOutcome(sent.thrown);
	const { statusCode: status, headers, body } = sent;
	const text = body instanceof Uint8Array ? bodyText(body, headers['content-type']) : '';
	return { kind: isSuccess(status) ? 'answer' : 'response', status, headers, body: text };
}

/**
 * Sends one request, once. The body of a success comes back while it is still under way: whoever takes it reads it to
 * the end or destroys it. Of any other body only the start is read.
 *
 * @throws {Cancelled} when the execution was cancelled meanwhile
 */
export async function sendForStream(
	context: RequestContext,
	request: IHttpRequestOptions,
): Promise<Success<ByteStream> | Outcome> {
	const sent = await sendOnce<ByteStream>(context, { ...request, encoding: 'stream' });
	if ('thrown' in sent) return networkOutcome(sent.thrown);
	const { statusCode: status, headers, body } = sent;
	endWhenSilent(body);
	if (isSuccess(status)) return { kind: 'answer', status, headers, body };
	return {
		kind: 'response',
		status,
		headers,
		body: await startOf(body, headers['content-type']),
	};
}

const isSuccess = (status: number) => status >= 200 && status < 300;

/**
 * The only line of this package that touches the network with keys. Statuses are not thrown (n8n would send a 401
 * twice), and redirects are not followed (n8n would carry the keys along).
 *
 * @throws {Cancelled} when the execution was cancelled meanwhile
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

/** Returns what is known of a request that brought no answer. Its `reason` is raw: it may quote an address or a secret. */
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
 * n8n wraps what its HTTP library threw; the code of the innermost cause tells what happened, and its message too. Before
 * n8n 2.34 the wrapping has no cause, only a `httpCode` that holds the code. What has no code is no matter of the network:
 * a credential that n8n cannot read, an address it forbids. Then n8n's own words say what it is.
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
