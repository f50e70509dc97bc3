import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import type { Exchange, RequestFacts } from './appcuesError';
import type { ByteStream } from './byteStream';
import { endWhenSilent, lengthOf } from './byteStream';
import { Cancelled, pause } from './clock';
import type { Clock } from './clock';
import { DownloadError, explainLink } from './downloadError';
import type { Redact } from './redact';
import type { Outcome } from './retry';
import { decide, TRIES } from './retry';
import { retryAfterMs } from './retryAfter';
import { networkOutcome } from './send';

type N8nHelpers = IExecuteFunctions['helpers'];

/** What a download needs: n8n's plain HTTP helper, which knows no credentials, and the time. */
export interface DownloadContext {
	helpers: Pick<N8nHelpers, 'httpRequest'>;
	clock: Clock;
	redact: Redact;
	signal?: AbortSignal;
}

/** A file that is on its way. Whoever takes it reads `body` to the end or destroys it. */
export interface Download extends Exchange {
	body: ByteStream;
	/** How many bytes there should be, as far as the server says so. */
	length?: number;
}

/** How long the server may take to begin, in milliseconds; the whole may take any time. */
const TIMEOUT_MS = 60_000;

/** What n8n's helper returns with `returnFullResponse` and a stream. */
interface StreamResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: ByteStream;
}

/**
 * Opens a presigned link of a finished job. The link is its own credential: the API key is not at hand here, and no
 * Authorization header goes out, whichever host the link names or redirects to.
 *
 * @throws {DownloadError} that says whether a fresh link may help
 * @throws {Cancelled} when the execution is cancelled
 */
export async function openDownload(link: string, via: DownloadContext): Promise<Download> {
	for (let attempt = 1; ; attempt += 1) {
		const facts: RequestFacts = { method: 'GET', ...publicPart(link), tries: attempt };
		const opened = await open(link, via);
		if ('statusCode' in opened) {
			const { headers, body } = opened;
			const length = lengthOf(headers, body);
			return { body, length, facts: { ...facts, status: 200 }, redact: via.redact };
		}
		if (via.signal?.aborted) throw new Cancelled();
		const asked =
			opened.kind === 'response'
				? retryAfterMs(opened.headers['retry-after'], via.clock.date())
				: undefined;
		const rules = { repeatable: true, tries: TRIES };
		const decision = decide(opened, attempt, rules, asked, Math.random());
		if (!decision.again) throw explainLink(opened, { facts, redact: via.redact });
		await pause(via.clock, decision.waitMs, via.signal);
	}
}

async function open(
	link: string,
	{ helpers, signal }: DownloadContext,
): Promise<StreamResponse | Outcome> {
	const options: IHttpRequestOptions = {
		method: 'GET',
		url: link,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		sendCredentialsOnCrossOriginRedirect: false,
		timeout: TIMEOUT_MS,
		...(signal && { abortSignal: signal }),
	};
	const sent = await helpers.httpRequest(options).then(
		(response: StreamResponse) => ({ response }),
		(thrown: unknown) => ({ thrown }),
	);
	if ('thrown' in sent) return networkOutcome(sent.thrown);
	const { response } = sent;
	if (response.statusCode === 200) {
		endWhenSilent(response.body);
		return response;
	}
	// What a storage service says in such a body may repeat the signature: it is not even read.
	response.body.destroy();
	return { kind: 'response', status: response.statusCode, headers: response.headers, body: '' };
}

/** Host and path: the query string is a credential. @throws {DownloadError} for what is no web address */
function publicPart(link: string): Pick<RequestFacts, 'path' | 'host'> {
	const parsed = URL.canParse(link) ? new URL(link) : undefined;
	if (parsed && /^https?:$/.test(parsed.protocol)) {
		return { path: parsed.host + parsed.pathname, host: parsed.hostname };
	}
	throw new DownloadError(
		'The download link that Appcues gave is not a web address',
		"For Appcues' support, name the job ID.",
		{ method: 'GET', path: '(no address)', tries: 0 },
		'never',
	);
}
