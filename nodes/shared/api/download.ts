import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import type { RequestFacts } from './appcuesError';
import { Cancelled, pause } from './clock';
import type { Clock } from './clock';
import { DownloadError, explainLink } from './downloadError';
import type { Outcome } from './retry';
import { decide, TRIES } from './retry';
import { retryAfterMs } from './retryAfter';
import { networkOutcome } from './send';

type N8nHelpers = IExecuteFunctions['helpers'];

/** A stream of bytes as n8n's helpers give and take it. */
export type ByteStream = Exclude<Parameters<N8nHelpers['prepareBinaryData']>[0], Buffer>;

/** What a download needs: n8n's plain HTTP helper, which knows no credentials, and the time. */
export interface DownloadContext {
	helpers: Pick<N8nHelpers, 'httpRequest'>;
	clock: Clock;
	signal?: AbortSignal;
}

/** A file that is on its way. Whoever takes it reads `body` to the end or destroys it. */
export interface Download {
	body: ByteStream;
	/** How many bytes there should be, as far as the server says so. */
	length?: number;
	/** For messages: the address without its query string, which is a credential. */
	facts: RequestFacts;
}

/** How long the server may take to begin, in milliseconds; the whole may take any time. */
const TIMEOUT_MS = 60_000;

/** How long nothing may come while the file is under way, in milliseconds. */
const SILENCE_MS = 120_000;

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
		const facts: RequestFacts = { method: 'GET', path: publicPart(link), tries: attempt };
		const opened = await open(link, via);
		if ('statusCode' in opened) {
			return { body: opened.body, length: lengthOf(opened), facts: { ...facts, status: 200 } };
		}
		if (via.signal?.aborted) throw new Cancelled();
		const asked =
			opened.kind === 'response'
				? retryAfterMs(opened.headers['retry-after'], via.clock.date())
				: undefined;
		const rules = { repeatable: true, tries: TRIES };
		const decision = decide(opened, attempt, rules, asked, Math.random());
		if (!decision.again) throw explainLink(opened, facts);
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

/** A connection that died without a word would otherwise be waited for until the execution is cancelled. */
function endWhenSilent(body: ByteStream): void {
	if (!('setTimeout' in body) || typeof body.setTimeout !== 'function') return;
	body.setTimeout(SILENCE_MS, () => body.destroy(new Error('Nothing came for two minutes')));
}

/** Host and path. @throws {DownloadError} for what is no web address */
function publicPart(link: string): string {
	const parsed = URL.canParse(link) ? new URL(link) : undefined;
	if (parsed && /^https?:$/.test(parsed.protocol)) return parsed.host + parsed.pathname;
	throw new DownloadError(
		'The download link that Appcues gave is not a web address',
		"Choose 'Job' in 'Output' to see what the job says.",
		{ method: 'GET', path: '(no address)', tries: 0 },
		'never',
	);
}

function lengthOf({ headers, body }: StreamResponse): number | undefined {
	// A body that was unpacked on the way (Content-Encoding) is no longer the message itself, whose length is told.
	if (!('complete' in body)) return undefined;
	const length = Number(headers['content-length'] ?? Number.NaN);
	return Number.isInteger(length) ? length : undefined;
}
