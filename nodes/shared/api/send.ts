import type { IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';

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

/** Failures in setting the connection up that come back every time: certificates and addresses. */
const LASTING = /^(CERT_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_INVALID_URL|ERR_SSL_|HPE_)/;

/** What n8n's helper returns with `returnFullResponse`. */
interface FullResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/** The signal that n8n aborts when the execution is cancelled; a list search has none. */
export function cancelSignal(context: RequestContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/**
 * Sends one request with the credential, once: the only line of this package that touches the network with keys.
 *
 * Statuses are not thrown (n8n would send a 401 twice), redirects are not followed (n8n would carry the keys
 * along), and the body comes back as text, so that what is not JSON can be quoted.
 *
 * @throws {Cancelled} when the execution was cancelled meanwhile
 */
export async function send(
	context: RequestContext,
	request: IHttpRequestOptions,
): Promise<Outcome> {
	const options: IHttpRequestOptions = {
		...request,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
	};
	const sent = await context.helpers.httpRequestWithAuthentication
		.call(context, 'appcuesApi', options)
		.then(
			(response: FullResponse) => ({ response }),
			(thrown: unknown) => ({ thrown }),
		);
	if ('thrown' in sent) {
		if (cancelSignal(context)?.aborted) throw new Cancelled();
		return networkOutcome(sent.thrown);
	}
	const { statusCode: status, headers, body } = sent.response;
	return { kind: 'response', status, headers, body: typeof body === 'string' ? body : '' };
}

function networkOutcome(thrown: unknown): Outcome {
	const code = codeOf(thrown);
	return {
		kind: 'network',
		code,
		delivered: NEVER_DELIVERED.has(code) || LASTING.test(code) ? 'no' : 'unknown',
		lasting: LASTING.test(code) || code === '',
	};
}

/** n8n wraps what its HTTP library threw; the code of the innermost cause tells what happened. */
function codeOf(thrown: unknown): string {
	let code = '';
	for (let at = thrown, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth += 1) {
		if ('code' in at && typeof at.code === 'string') code = at.code;
	}
	return code;
}
