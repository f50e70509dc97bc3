import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import type { Exchange, RequestInfo } from './appcuesError';
import { AppcuesError } from './appcuesError';
import type { ByteStream } from './byteStream';
import { endWhenSilent, lengthOf } from './byteStream';
import { certificateMessage, isCertificateCode } from './certificates';
import type { Clock } from './clock';
import { Cancelled, pause } from './clock';
import { requestedDelayMs } from './rateWindow';
import type { Redact } from './redact';
import type { Outcome } from './retry';
import { MAX_ATTEMPTS, sendWithRetry } from './retry';
import { attemptCount } from './errorMessages';
import { networkOutcome } from './send';
import { serverText } from './serverText';

type N8nHelpers = IExecuteFunctions['helpers'];

/** What a download needs. n8n's plain HTTP helper sends no credentials. */
interface DownloadContext {
	helpers: Pick<N8nHelpers, 'httpRequest'>;
	clock: Clock;
	redact: Redact;
	signal?: AbortSignal;
}

/** A file that is being downloaded. The receiver reads `body` to its end or destroys it. */
export interface Download extends Exchange {
	body: ByteStream;
	/** The number of bytes that the server announced. */
	length?: number;
}

/** How long the server may take to respond, in milliseconds. The body may take any time. */
const TIMEOUT_MS = 60_000;

/** A response whose body still has to be read. */
interface Opened {
	kind: 'success';
	headers: Record<string, unknown>;
	body: ByteStream;
}

/** What n8n's helper returns for a stream with `returnFullResponse`. */
interface StreamResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: ByteStream;
}

/**
 * Opens a presigned link of a finished job. The link is its own credential. The request never has an Authorization
 * header, whatever host the link leads to.
 *
 * @throws {DownloadError} whose `recovery` says whether a fresh link can help
 * @throws {Cancelled} when the execution is canceled
 */
export async function openDownload(link: string, via: DownloadContext): Promise<Download> {
	const request = { method: 'GET', ...publicPart(link) };
	const { clock, redact, signal } = via;
	const { result, attempts } = await sendWithRetry<Opened>(
		{ idempotent: true, maxAttempts: MAX_ATTEMPTS },
		{
			send: async () => {
				const opened = await open(link, via);
				if (opened.kind !== 'success' && signal?.aborted) throw new Cancelled();
				return opened;
			},
			requestedMs: (outcome) => requestedDelayMs({}, outcome, clock.date()),
			onFailure: async ({ decision }) => {
				if (decision.retry) await pause(clock, decision.delayMs, signal);
			},
		},
	);
	if (!('body' in result)) {
		throw downloadLinkError(result.outcome, { info: { ...request, attempts }, redact });
	}
	const { headers, body } = result;
	const info = { ...request, attempts, status: 200 };
	return { body, length: lengthOf(headers, body), info, redact };
}

async function open(link: string, { helpers, signal }: DownloadContext): Promise<Opened | Outcome> {
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
		return { kind: 'success', headers: response.headers, body: response.body };
	}
	// A storage service may repeat the signature in such a body, so the node doesn't read it.
	response.body.destroy();
	return { kind: 'response', status: response.statusCode, headers: response.headers, body: '' };
}

/** Returns the host and path. The query string is a credential. @throws {DownloadError} for an invalid URL */
function publicPart(link: string): Pick<RequestInfo, 'path' | 'host'> {
	const parsed = URL.canParse(link) ? new URL(link) : undefined;
	if (parsed && /^https?:$/.test(parsed.protocol)) {
		return { path: parsed.host + parsed.pathname, host: parsed.hostname };
	}
	throw new DownloadError(
		"The download link from Appcues isn't a web URL",
		"If you contact Appcues' support, give them the job ID.",
		{ method: 'GET', path: '(no URL)', attempts: 0 },
		'none',
	);
}

/** What can fix a download: a fresh link if this one has expired, a retry if it was interrupted, or nothing. */
type Recovery = 'freshLink' | 'retry' | 'none';

/** A file of a finished job that couldn't be downloaded or read. */
export class DownloadError extends AppcuesError {
	constructor(
		message: string,
		description: string,
		info: RequestInfo,
		readonly recovery: Recovery,
	) {
		super(message, description, info);
		this.name = 'DownloadError';
	}
}

/** Storage services respond like this to an expired or invalid signature. */
const REFUSED = new Set([400, 401, 403]);

/** Returns the error for a link that couldn't be opened. It contains nothing of the query string. */
export function downloadLinkError(outcome: Outcome, { info, redact }: Exchange): DownloadError {
	const where = `Download: ${info.path}`;
	if (outcome.kind === 'network') {
		const reason = serverText(outcome.reason, 300, redact);
		if (isCertificateCode(outcome.code)) {
			const { headline, lines } = certificateMessage(outcome.code, info.host ?? '', reason);
			return new DownloadError(headline, [...lines, `${where}.`].join('\n'), info, 'none');
		}
		return new DownloadError(
			outcome.code === ''
				? `n8n could not start the download: ${reason}`
				: `The download could not be reached: ${outcome.code} (${attemptCount(info.attempts)})`,
			`${where}.\nThe file is on another host than Appcues' API. Check that n8n's network allows requests to it.`,
			info,
			'none',
		);
	}
	const { status } = outcome;
	const infoWithStatus = { ...info, status };
	const request = `${where}, status ${status}.`;
	if (REFUSED.has(status)) {
		return new DownloadError(
			`The download link has expired or was refused (status ${status})`,
			`${request}\nDownload links are valid for a short time. If this happens again, check for a proxy that changes requests to that host.`,
			infoWithStatus,
			'freshLink',
		);
	}
	if (status === 404 || status === 410) {
		return new DownloadError(
			`The export's file doesn't exist (status ${status})`,
			`${request}\nAppcues may have deleted it already.`,
			infoWithStatus,
			'none',
		);
	}
	return new DownloadError(
		`The download failed after ${attemptCount(info.attempts)} (status ${status})`,
		request,
		infoWithStatus,
		'none',
	);
}
