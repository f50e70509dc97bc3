import type { IHttpRequestOptions } from 'n8n-workflow';

import { parseJson } from '../util/parseJson';
import type { AppcuesAccount } from './account';
import { readAccount } from './account';
import type { AppcuesError, ErrorContext, Exchange, RequestInfo } from './appcuesError';
import { withNote } from './appcuesError';
import { lengthOf } from './byteStream';
import type { Clock } from './clock';
import { pause, systemClock } from './clock';
import type { Download } from './download';
import { requestError, unexpectedBodyError, retryLaterError } from './errorMessages';
import { busySlotsError, busyExportSlots, slotsNote } from './exportSlots';
import type { RateLimiter } from './rateLimiter';
import { rateLimiterFor } from './rateLimiter';
import type { RateWindow } from './rateWindow';
import { isLongerThanASecond, rateWindowFor, requestedDelayMs } from './rateWindow';
import type { Redact } from './redact';
import { redactor } from './redact';
import type { ApiRequest } from './request';
import { DEFAULT_TIMEOUT_MS, httpOptions } from './request';
import type { Attempted, Outcome, RetryDecision } from './retry';
import { MAX_ATTEMPTS, MAX_RETRY_AFTER_MS, sendWithRetry } from './retry';
import type { Success, RequestContext } from './send';
import { cancelSignal, send, sendForStream } from './send';

type SendOnce<Body> = (
	context: RequestContext,
	options: IHttpRequestOptions,
) => Promise<Success<Body> | Outcome>;

export interface ApiResponse extends Exchange {
	status: number;
	/** The parsed body; undefined when there was none. */
	body: unknown;
	/** Of the body, in characters. */
	length: number;
	/** Names are in lowercase. */
	headers: Record<string, unknown>;
}

/**
 * The Appcues Public API v2 for one account: limits the rate, sends, retries where that is safe, and turns failures into
 * error messages. Each execution has its own.
 */
export class AppcuesClient {
	private readonly rateLimiter: RateLimiter;

	/** The rate limit of the analytics routes. */
	private readonly window: RateWindow;

	readonly signal?: AbortSignal;

	constructor(
		private readonly context: RequestContext,
		readonly account: AppcuesAccount,
		/** Removes secrets from texts of a server or n8n. */
		readonly redact: Redact,
		readonly clock: Clock = systemClock,
	) {
		this.rateLimiter = rateLimiterFor(account.root, account.requestsPerSecond, clock);
		this.window = rateWindowFor(account.root, clock);
		this.signal = cancelSignal(context);
	}

	/**
	 * Sends a request, with retries.
	 *
	 * @returns the response with a 2xx status
	 * @throws {AppcuesError} for any other result of the last attempt
	 * @throws {Cancelled} when the execution is cancelled
	 */
	async request(request: ApiRequest): Promise<ApiResponse> {
		const { response, info } = await this.sendWithRetry(request, send);
		const exchange = { info, redact: this.redact };
		if (!response) return { status: 404, body: undefined, length: 0, headers: {}, ...exchange };
		const { status, headers, body } = response;
		const parsed = parse(body, exchange, request);
		return { status, body: parsed, length: body.length, headers, ...exchange };
	}

	/**
	 * Sends a request and returns the response's body as a stream. Retries cover only what happens before the body; if
	 * the body is interrupted, the caller has to retry.
	 *
	 * @throws as {@link request}
	 */
	async open(request: ApiRequest): Promise<Download> {
		const { response, info } = await this.sendWithRetry(request, sendForStream);
		const exchange = { info, redact: this.redact };
		if (!response) throw unexpectedBodyError('', 'a file', exchange, request);
		const { headers, body } = response;
		return { body, length: lengthOf(headers, body), ...exchange };
	}

	/** Writes a line to n8n's log; see {@link logInfo}. */
	log(line: string): void {
		logInfo(this.context, this.redact(line));
	}

	/** Returns no response if what was to be deleted is already gone. */
	private async sendWithRetry<Body>(
		request: ApiRequest,
		sendOnce: SendOnce<Body>,
	): Promise<{ response?: Success<Body>; info: RequestInfo }> {
		const { idempotent, maxAttempts = MAX_ATTEMPTS, notFoundMeansDeleted } = request;
		let sentAt = 0;
		const attempted = await sendWithRetry<Success<Body>>(
			{ idempotent, maxAttempts },
			{
				send: async () => {
					const sent = await this.sendWhenAllowed(request, sendOnce);
					({ sentAt } = sent);
					if (statusOf(sent.outcome) !== 429) this.rateLimiter.recordSuccess();
					return sent.outcome;
				},
				requestedMs: (outcome) => requestedDelayMs(request, outcome, this.clock.date()),
				onFailure: async ({ outcome, decision, requestedMs }) => {
					// Everyone who shares the limit waits, whether or not this request is sent again.
					if (statusOf(outcome) === 429 && this.busySlots(request, outcome) === undefined) {
						this.backOff(request, requestedMs, sentAt);
					}
					if (decision.retry) await pause(this.clock, decision.delayMs, this.signal);
				},
			},
		);
		const info = this.requestInfo(request, attempted);
		if (!('decision' in attempted.result)) return { response: attempted.result, info };
		if (info.status === 404 && notFoundMeansDeleted && info.mayHaveSucceeded) return { info };
		throw this.failure(request, attempted.result, info);
	}

	/** How many export slots the account has, if the request was refused because all are in use. */
	private busySlots(request: ApiRequest, outcome: Outcome): number | undefined {
		return busyExportSlots(request, outcome, this.clock.date());
	}

	private failure(
		request: ApiRequest,
		{ outcome, decision }: { outcome: Outcome; decision: RetryDecision },
		info: RequestInfo,
	): AppcuesError {
		const exchange = { info, redact: this.redact };
		const slots = this.busySlots(request, outcome);
		if ('retryAfterMs' in decision) {
			const now = this.clock.date();
			const error = retryLaterError(decision.retryAfterMs, outcome, exchange, request, now);
			return slots === undefined ? error : withNote(error, slotsNote(slots));
		}
		return slots === undefined
			? requestError(outcome, exchange, request)
			: busySlotsError(outcome, slots, exchange, request);
	}

	/** Sends a request once, as soon as the rate limits allow it. */
	private async sendWhenAllowed<Body>(
		request: ApiRequest,
		sendOnce: SendOnce<Body>,
	): Promise<{ sentAt: number; outcome: Success<Body> | Outcome }> {
		const sendNow = async () => await sendOnce(this.context, httpOptions(this.account, request));
		if (!request.isAnalytics) {
			return { sentAt: await this.rateLimiter.acquire(this.signal), outcome: await sendNow() };
		}
		for (;;) {
			await this.window.enter(this.signal);
			try {
				const sentAt = await this.rateLimiter.acquire(this.signal);
				// A response that arrived in the meantime may have used up the window.
				if (this.window.isClosed) continue;
				const outcome = await sendNow();
				if (outcome.kind !== 'network') this.window.note(outcome.headers, this.clock.date());
				return { sentAt, outcome };
			} finally {
				this.window.leave();
			}
		}
	}

	/** After a 429, pauses the requests under the same limit: all of the account, or its analytics requests only. */
	private backOff(
		{ isAnalytics }: ApiRequest,
		requestedMs: number | undefined,
		sentAt: number,
	): void {
		const milliseconds = Math.min(requestedMs ?? 0, MAX_RETRY_AFTER_MS);
		const isAnalyticsLimit = isAnalytics && isLongerThanASecond(requestedMs);
		if (isAnalyticsLimit) this.window.closeFor(milliseconds);
		else this.rateLimiter.backOff(milliseconds, sentAt);
	}

	private requestInfo(
		{ method, path, timeoutMs = DEFAULT_TIMEOUT_MS }: ApiRequest,
		{
			result,
			attempts,
			mayHaveSucceeded,
		}: Attempted<Success<unknown> | { outcome: Outcome; decision: RetryDecision }>,
	): RequestInfo {
		const status = statusOf('decision' in result ? result.outcome : result);
		return {
			method,
			path: this.account.rootPath + path,
			host: this.account.host,
			attempts,
			timeoutMs,
			...(mayHaveSucceeded && { mayHaveSucceeded }),
			...(status !== undefined && { status }),
		};
	}
}

function statusOf(outcome: Success<unknown> | Outcome): number | undefined {
	return outcome.kind === 'network' ? undefined : outcome.status;
}

/**
 * Creates the client for an execution, a list search or a hook.
 *
 * @throws {InvalidInput} when the credential is incomplete
 */
export async function connect(context: RequestContext): Promise<AppcuesClient> {
	const credential = await context.getCredentials('appcuesApi');
	return new AppcuesClient(context, readAccount(credential), redactor(credential));
}

function parse(body: string, exchange: Exchange, context: ErrorContext): unknown {
	if (body.trim() === '') return undefined;
	const parsed = parseJson(body, 'exact');
	if (parsed === undefined) throw unexpectedBodyError(body, 'JSON', exchange, context);
	return parsed;
}

/**
 * Writes a line to n8n's log, at the level that n8n shows by default. The text names the node and the execution because
 * n8n's console prints only the text. It must contain no secrets and no personal data.
 */
function logInfo(context: RequestContext, line: string): void {
	const node = context.getNode().name;
	const executionId = context.getExecutionId();
	// Line breaks in quoted text must not look like log lines of their own.
	const text = `"${node}" in execution ${executionId}: ${line}`.replace(/\s+/g, ' ');
	context.logger.info(text, { node, executionId, workflowId: context.getWorkflow().id });
}
