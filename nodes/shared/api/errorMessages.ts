import type { Exchange, RequestInfo, ErrorContext } from './appcuesError';
import { AppcuesError } from './appcuesError';
import { certificateMessage, isCertificateCode } from './certificates';
import type { Redact } from './redact';
import type { Outcome } from './retry';
import { pageText, serverText } from './serverText';
import { parseJson } from '../util/parseJson';

const CREDENTIAL_REMEDY =
	"Open the credential and check 'API Key', 'API Secret' and 'Region'. Appcues shows the secret only once, when you create the key. Keys of one region don't work in the other.";

/** For a 400 to a request without its own content. */
const PLAIN_READ_REMEDY =
	"Only the credential can be wrong in this request. Check 'Account ID', 'API Key', 'API Secret' and 'Region'.";

const RATE_REMEDY =
	"Appcues allows 60 requests per second for the whole account. Lower 'Requests per Second' in the credential, or run this workflow at a quieter time.";

const ANALYTICS_RATE_REMEDY =
	'Appcues limits the analytics requests of the whole account. Send fewer queries, or run this workflow at a quieter time.';

/** How many characters a message quotes at most. */
const QUOTED = 120;
/** Of the title and detail in Appcues' JSON errors. */
const QUOTED_ENVELOPE = 500;
/** Of n8n's own messages. */
const QUOTED_REASON = 300;

/** Returns the error for the last outcome of a request. */
export function requestError(
	outcome: Outcome,
	exchange: Exchange,
	context: ErrorContext,
): AppcuesError {
	if (outcome.kind === 'network') return networkError(outcome, exchange, context);
	const { info, redact } = exchange;
	const said = readEnvelope(outcome, redact, context);
	const [message, remedy] = headline(outcome.status, said, info, context);
	return new AppcuesError(
		message,
		lines(
			saidLine(said),
			requestLine(info),
			remedy,
			(outcome.status >= 500 || info.mayHaveSucceeded) && howToCheckLine(context, info),
		),
		info,
	);
}

/** Returns the error for a server that asks for a longer pause than the node waits. */
export function retryLaterError(
	milliseconds: number,
	outcome: Outcome,
	{ info, redact }: Exchange,
	context: ErrorContext,
	now: number,
): AppcuesError {
	const minutes = Math.ceil(milliseconds / 60_000);
	return new AppcuesError(
		`Appcues asked to retry in ${minutes} minutes`,
		lines(
			outcome.kind === 'response' && saidLine(readEnvelope(outcome, redact, context)),
			`Don't retry before ${new Date(now + milliseconds).toISOString()} (Retry-After).`,
			requestLine(info),
			info.status === 429 && rateRemedy(info),
			(info.mayHaveSucceeded || (info.status ?? 0) >= 500) && howToCheckLine(context, info),
		),
		info,
	);
}

/** Returns the error for a success with an unexpected body, such as a web page, incomplete JSON or an array. */
export function unexpectedBodyError(
	body: string,
	expected: string,
	{ info, redact }: Exchange,
	context: ErrorContext,
): AppcuesError {
	return new AppcuesError(
		`Appcues returned something other than ${expected}`,
		lines(
			startLine(body.trim(), redact, context),
			requestLine(info),
			"A proxy or a login page may have sent it. Check 'Base URL' in the credential.",
			howToCheckLine(context, info),
		),
		info,
	);
}

function startLine(body: string, redact: Redact, { secret }: ErrorContext): string {
	if (body === '') return 'The response is empty.';
	if (secret) return "The response isn't shown because it may contain a secret.";
	const page = pageText(body, QUOTED, redact);
	const start = `The response starts with: "${serverText(body, QUOTED, redact)}".`;
	return page ? `The response is a web page: "${page}".\n${start}` : start;
}

function headline(
	status: number,
	said: string,
	info: RequestInfo,
	context: ErrorContext,
): [string, string?] {
	if (status === 400) {
		return [
			`Appcues refused the request: ${said || 'it gave no reason'}`,
			isPlainRead(info) ? PLAIN_READ_REMEDY : undefined,
		];
	}
	if (status === 401) return ['Appcues did not accept the API key and secret', CREDENTIAL_REMEDY];
	if (status === 403) {
		return [
			'Appcues does not allow this API key to do that',
			"In Studio → Settings → API Keys, check that the key is enabled and has this permission. In the credential, check that 'Account ID' is the key's account.",
		];
	}
	if (status === 404) {
		return [
			context.subject ? `Appcues has no ${context.subject}` : 'Appcues has nothing at this URL',
			`${context.subject ? 'Check the ID. ' : ''}In the credential, check 'Account ID', 'Region' and 'Base URL'.`,
		];
	}
	if (status === 413)
		return [
			'Appcues refused the request because it is too large',
			'Send fewer items at a time, or use smaller batches.',
		];
	if (status === 429) {
		return [
			`Appcues' rate limit was still exceeded after ${attemptCount(info.attempts)}`,
			rateRemedy(info),
		];
	}
	if (status >= 300 && status < 400) {
		return [
			'Appcues redirected the request',
			"The node doesn't follow redirects, to protect your API key. Check 'Region' and 'Base URL' in the credential.",
		];
	}
	if (status >= 500)
		return [`Appcues could not respond after ${attemptCount(info.attempts)} (status ${status})`];
	return [`Appcues refused the request with status ${status}`];
}

/** Analytics has its own rate limit, which the credential's rate doesn't change. */
const rateRemedy = ({ path }: RequestInfo) =>
	path.includes('/analytics/') ? ANALYTICS_RATE_REMEDY : RATE_REMEDY;

/** Whether a request reads a whole list, such as `/v2/accounts/12345/tags`, and so has no ID that can be wrong. */
const isPlainRead = ({ method, path }: RequestInfo) =>
	method === 'GET' && /^\/v2\/accounts\/[^/]+\/[^/]+$/.test(path);

function networkError(
	outcome: Extract<Outcome, { kind: 'network' }>,
	{ info, redact }: Exchange,
	context: ErrorContext,
): AppcuesError {
	const { code } = outcome;
	const reason = serverText(outcome.reason, QUOTED_REASON, redact);
	const certificate = isCertificateCode(code) && certificateMessage(code, info.host ?? '', reason);
	return new AppcuesError(
		certificate ? certificate.headline : networkHeadline(code, reason, info),
		lines(
			...(certificate ? certificate.lines : []),
			requestLine(info),
			!certificate &&
				code !== '' &&
				"Check n8n's network, and 'Region' and 'Base URL' in the credential.",
			outcome.delivered === 'no' && !info.mayHaveSucceeded
				? 'The request never reached Appcues.'
				: howToCheckLine(context, info),
		),
		info,
	);
}

const TIMED_OUT = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);

function networkHeadline(
	code: string,
	reason: string,
	{ attempts, timeoutMs }: RequestInfo,
): string {
	if (code === '') return `n8n could not send the request: ${reason || 'it gave no reason'}`;
	if (TIMED_OUT.has(code) && timeoutMs !== undefined) {
		return `Appcues did not respond within ${timeoutMs / 1000} seconds (${attemptCount(attempts)})`;
	}
	return `Appcues could not be reached: ${code} (${attemptCount(attempts)})`;
}

function howToCheckLine({ howToCheck }: ErrorContext, { method }: RequestInfo): string {
	const advice = howToCheck ?? 'You can safely run the node again.';
	return method === 'GET'
		? advice
		: `Appcues may or may not have processed this request. ${advice}`;
}

/** Returns what a response says: Appcues' `title` and `detail`, a gateway's `message`, or plain text as it is. */
function readEnvelope(
	{ status, body }: ResponseOutcome,
	redact: Redact,
	{ secret }: ErrorContext,
): string {
	// After a 400 there is no new secret, and the body has the reason.
	if (secret && status !== 400) return '';
	const page = pageText(body, QUOTED, redact);
	if (page === undefined) return fromEnvelope(body, redact);
	return page === '' ? 'a web page' : `a web page with "${page}"`;
}

function fromEnvelope(body: string, redact: Redact): string {
	const parsed = parseJson(body, 'exact');
	if (parsed === undefined)
		return body.trim() === '' ? '' : `"${serverText(body, QUOTED, redact)}"`;
	if (typeof parsed !== 'object' || parsed === null) return '';
	const { title, detail, message, error } = parsed as Record<string, unknown>;
	const own = [title, detail].filter(isText);
	return (own.length > 0 ? own : [message, error].filter(isText))
		.map((part) => serverText(part, QUOTED_ENVELOPE, redact).replace(/\.$/, ''))
		.filter((part) => part !== '')
		.join(': ');
}

const isText = (part: unknown): part is string => typeof part === 'string' && part.trim() !== '';

type ResponseOutcome = Extract<Outcome, { kind: 'response' }>;

const saidLine = (said: string) => said !== '' && `Appcues says: ${said}.`;

function requestLine({ method, path, status }: RequestInfo): string {
	return `Request: ${method} ${path}${status === undefined ? '' : `, status ${status}`}.`;
}

/** `1 attempt`, `5 attempts` */
export const attemptCount = (count: number): string =>
	count === 1 ? '1 attempt' : `${count} attempts`;

const lines = (...parts: Array<string | false | undefined>) => parts.filter(Boolean).join('\n');
