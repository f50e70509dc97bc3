import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import type { Exchange, RequestInfo } from './appcuesError';
import { AppcuesError } from './appcuesError';
import type { ByteStream } from './byteStream';
import { endWhenSilent, lengthOf } from './byteStream';
import { certificateMessage, isCertificateCode } from './certificates';
import type { Clock } from './clock';
import { Cancelled, pause } from './clock';
import type { Redact } from './redact';
import type { Outcome } from './retry';
import { MAX_ATTEMPTS, decideRetry, retryAfterMs } from './retry';
import { networkOutcome } from './send';
import { serverText } from './serverText';

type N8nHelpers = IExecuteFunctions['helpers'];

/** What a download needs: n8n's plain HTTP helper, which knows no credentials, and the time. */
interface DownloadContext {
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
		const info: RequestInfo = { method: 'GET', ...publicPart(link), attempts: attempt };
		const opened = await open(link, via);
		if ('statusCode' in opened) {
			const { headers, body } = opened;
			const length = lengthOf(headers, body);
			return { body, length, info: { ...info, status: 200 }, redact: via.redact };
		}
		if (via.signal?.aborted) throw new Cancelled();
		const asked =
			opened.kind === 'response'
				? retryAfterMs(opened.headers['retry-after'], via.clock.date())
				: undefined;
		const rules = { idempotent: true, maxAttempts: MAX_ATTEMPTS };
		const decision = decideRetry(opened, attempt, rules, asked, Math.random());
		if (!decision.retry) throw downloadLinkError(opened, { info, redact: via.redact });
		await pause(via.clock, decision.delayMs, via.signal);
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
function publicPart(link: string): Pick<RequestInfo, 'path' | 'host'> {
	const parsed = URL.canParse(link) ? new URL(link) : undefined;
	if (parsed && /^https?:$/.test(parsed.protocol)) {
		return { path: parsed.host + parsed.pathname, host: parsed.hostname };
	}
	throw new DownloadError(
		'The download link that Appcues gave is not a web address',
		"For Appcues' support, name the job ID.",
		{ method: 'GET', path: '(no address)', attempts: 0 },
		'none',
	);
}

/** What may mend a download: a fresh link, as this one has expired; the same once more, as it broke off; nothing. */
type Recovery = 'freshLink' | 'retry' | 'none';

/** A file of a finished job that could not be fetched, or that makes no sense. */
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

/** Storage services answer so when a signed link has expired, or was not signed as they like it. */
const REFUSED = new Set([400, 401, 403]);

/** Puts into words why a link could not be opened. Nothing of its query string is in here. */
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
				: `The download could not be reached: ${outcome.code} (${tries(info)})`,
			`${where}.\nThe file lies on another host than Appcues itself: check that the network of n8n lets it through.`,
			info,
			'none',
		);
	}
	const { status } = outcome;
	const infoWithStatus = { ...info, status };
	const request = `${where}, status ${status}.`;
	if (REFUSED.has(status)) {
		return new DownloadError(
			`The download link has expired or is refused: status ${status}`,
			`${request}\nSuch a link holds for a while only. If this goes on, a proxy between n8n and that host may change requests.`,
			infoWithStatus,
			'freshLink',
		);
	}
	if (status === 404 || status === 410) {
		return new DownloadError(
			`The file of the export is not there: status ${status}`,
			`${request}\nAppcues may have removed it already.`,
			infoWithStatus,
			'none',
		);
	}
	return new DownloadError(
		`The download could not be had after ${tries(info)}: status ${status}`,
		request,
		infoWithStatus,
		'none',
	);
}

const tries = ({ attempts: count }: RequestInfo) => (count === 1 ? '1 try' : `${count} tries`);
