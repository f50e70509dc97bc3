import type { IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';

import { parseJson } from '../util/parseJson';
import type { AppcuesAccount } from './account';
import { readAccount } from './account';
import type { Exchange, RequestFacts, Wording } from './appcuesError';
import { withNote } from './appcuesError';
import { lengthOf } from './byteStream';
import type { Clock } from './clock';
import { pause, systemClock } from './clock';
import type { Download } from './download';
import { explain, explainBody, explainComeBack } from './errorMessages';
import { explainFullQueue, fullQueue, slotsNote } from './exportSlots';
import type { ApiPath } from './path';
import type { Pacer } from './rateLimiter';
import { pacerFor } from './rateLimiter';
import type { RateWindow } from './rateWindow';
import { isLongerThanASecond, rateWindowFor, requestedDelayMs } from './rateWindow';
import type { Redact } from './redact';
import { redactor } from './redact';
import type { Decision, Outcome } from './retry';
import { LONGEST_RETRY_AFTER_MS, TRIES, decide } from './retry';
import type { Answer, RequestContext } from './send';
import { cancelSignal, send, sendForStream } from './send';

export interface ApiRequest extends Wording {
	method: IHttpRequestMethods;
	path: ApiPath;
	/** The query string, as texts. */
	query?: Record<string, string>;
	/** The type of body that is wanted; JSON unless it says otherwise. */
	accept?: string;
	/** Sent as JSON. A text is taken for JSON that is serialized already. */
	json?: object | string;
	/** Sent as it is, instead of `json`. It is kept in memory, so that it can be sent again. */
	content?: { type: string; data: string | Buffer };
	/** Whether sending it twice does no harm (see retry.ts). */
	repeatable: boolean;
	/** Not found on a repeat counts as done: the first sending of a delete did it. */
	goneIsDone?: boolean;
	/** How often it may be sent in all; 1 leaves repeating to the caller. */
	tries?: number;
	/** How long one sending may take, in milliseconds. */
	timeoutMs?: number;
	/** An analytics route: its answers say in headers how much is left of a rate limit (see rateWindow.ts). */
	isAnalytics?: boolean;
}

type SendOnce<Body> = (
	context: RequestContext,
	options: IHttpRequestOptions,
) => Promise<Answer<Body> | Outcome>;

export interface ApiResponse extends Exchange {
	status: number;
	/** The parsed body; undefined when there was none. */
	body: unknown;
	/** Their names in small letters. */
	headers: Record<string, unknown>;
}

/**
 * The Appcues Public API v2 for one account: paces, sends, repeats where that is safe, and says in words what
 * went wrong. One is made per execution.
 */
export class AppcuesClient {
	private readonly pacer: Pacer;

	/** Of the analytics routes. */
	private readonly window: RateWindow;

	readonly signal?: AbortSignal;

	constructor(
		private readonly context: RequestContext,
		readonly account: AppcuesAccount,
		/** For whatever a server or n8n says. */
		readonly redact: Redact,
		readonly clock: Clock = systemClock,
	) {
		this.pacer = pacerFor(account.root, account.requestsPerSecond, clock);
		this.window = rateWindowFor(account.root, clock);
		this.signal = cancelSignal(context);
	}

	/**
	 * Sends a request until there is an answer worth having.
	 *
	 * @returns the answer of a 2xx status
	 * @throws {AppcuesError} for any other; the last outcome decides
	 * @throws {Cancelled} when the execution is cancelled
	 */
	async request(request: ApiRequest): Promise<ApiResponse> {
		const { answer, facts } = await this.untilAnswered(request, send);
		const exchange = { facts, redact: this.redact };
		if (!answer) return { status: 404, body: undefined, headers: {}, ...exchange };
		const { status, headers, body } = answer;
		return { status, body: parse(body, exchange, request), headers, ...exchange };
	}

	/**
	 * The same for an answer that is a file: its body is still under way. Only what comes before it is repeated; a body
	 * that breaks off is the reader's to ask for again.
	 *
	 * @throws as {@link request}
	 */
	async open(request: ApiRequest): Promise<Download> {
		const { answer, facts } = await this.untilAnswered(request, sendForStream);
		const exchange = { facts, redact: this.redact };
		if (!answer) throw explainBody('', 'a file', exchange, request);
		const { headers, body } = answer;
		return { body, length: lengthOf(headers, body), ...exchange };
	}

	/** Writes a line to n8n's log; see {@link logInfo}. */
	log(line: string): void {
		logInfo(this.context, this.redact(line));
	}

	/** @returns no answer when what was to be deleted is gone */
	private async untilAnswered<Body>(
		request: ApiRequest,
		sendOnce: SendOnce<Body>,
	): Promise<{ answer?: Answer<Body>; facts: RequestFacts }> {
		const rules = { repeatable: request.repeatable, tries: request.tries ?? TRIES };
		let maybeDone = false;
		for (let attempt = 1; ; attempt += 1) {
			const { sentAt, outcome } = await this.sendInTurn(request, sendOnce);
			const facts = this.facts(request, outcome, attempt, maybeDone);
			const exchange = { facts, redact: this.redact };
			if (facts.status !== 429) this.pacer.gotThrough();
			if (outcome.kind === 'answer') return { answer: outcome, facts };
			if (facts.status === 404 && request.goneIsDone && maybeDone) return { facts };
			const now = this.clock.date();
			const slots = fullQueue(request, outcome, now);
			const retryAfter = requestedDelayMs(request, outcome, now);
			const decision = decide(outcome, attempt, rules, retryAfter, Math.random());
			// Whoever met the limit, and whether or not they try again: nobody else needs to meet it too.
			const held = facts.status === 429 && slots === undefined;
			if (held) this.hold(request, decision, retryAfter, sentAt);
			if ('comeBackInMs' in decision) {
				const error = explainComeBack(decision.comeBackInMs, outcome, exchange, request, now);
				throw slots === undefined ? error : withNote(error, slotsNote(slots));
			}
			if (!decision.again) {
				throw slots === undefined
					? explain(outcome, exchange, request)
					: explainFullQueue(outcome, slots, exchange, request);
			}
			maybeDone ||= mayHaveBeenDone(outcome);
			if (!held) await pause(this.clock, decision.waitMs, this.signal);
		}
	}

	/** Sends a request once, when the rate limits allow it. */
	private async sendInTurn<Body>(
		request: ApiRequest,
		sendOnce: SendOnce<Body>,
	): Promise<{ sentAt: number; outcome: Answer<Body> | Outcome }> {
		const sendNow = async () => await sendOnce(this.context, httpOptions(this.account, request));
		if (!request.isAnalytics) {
			return { sentAt: await this.pacer.turn(this.signal), outcome: await sendNow() };
		}
		for (;;) {
			await this.window.enter(this.signal);
			try {
				const sentAt = await this.pacer.turn(this.signal);
				// An answer that came meanwhile may have used up the window.
				if (this.window.isClosed) continue;
				const outcome = await sendNow();
				if (outcome.kind !== 'network') this.window.note(outcome.headers, this.clock.date());
				return { sentAt, outcome };
			} finally {
				this.window.leave();
			}
		}
	}

	/** After a 429, holds back those who would meet the same limit: the account, or its analytics requests alone. */
	private hold(
		{ isAnalytics }: ApiRequest,
		decision: Decision,
		retryAfter: number | undefined,
		sentAt: number,
	): void {
		const milliseconds = holdMs(decision, retryAfter);
		const ofAnalytics = isAnalytics && isLongerThanASecond(retryAfter);
		if (ofAnalytics) this.window.closeFor(milliseconds);
		else this.pacer.hold(milliseconds, sentAt);
	}

	private facts(
		{ method, path, timeoutMs = DEFAULT_TIMEOUT_MS }: ApiRequest,
		outcome: Answer<unknown> | Outcome,
		tries: number,
		maybeDone: boolean,
	): RequestFacts {
		return {
			method,
			path: this.account.rootPath + path,
			host: this.account.host,
			tries,
			timeoutMs,
			...(maybeDone && { maybeDone }),
			...(outcome.kind !== 'network' && { status: outcome.status }),
		};
	}
}

/**
 * Makes the client of an execution, a list search or a hook.
 *
 * @throws {InvalidInput} when the credential is incomplete
 */
export async function connect(context: RequestContext): Promise<AppcuesClient> {
	const credential = await context.getCredentials('appcuesApi');
	return new AppcuesClient(context, readAccount(credential), redactor(credential));
}

/** How long a 429 holds the account back: until the repeat, or as Appcues asks, as far as that is waited for. */
function holdMs(decision: Decision, retryAfter = 0): number {
	return 'waitMs' in decision ? decision.waitMs : Math.min(retryAfter, LONGEST_RETRY_AFTER_MS);
}

/** A 429 was refused at the door; anything else that is repeated may have been carried out behind it. */
function mayHaveBeenDone(outcome: Outcome): boolean {
	return outcome.kind === 'network' ? outcome.delivered === 'unknown' : outcome.status !== 429;
}

function parse(body: string, exchange: Exchange, wording: Wording): unknown {
	if (body.trim() === '') return undefined;
	const parsed = parseJson(body, 'exact');
	if (parsed === undefined) throw explainBody(body, 'JSON', exchange, wording);
	return parsed;
}

/**
 * Writes a line to n8n's log, at the level that n8n shows by default. It names the node and the execution in the text:
 * on the console n8n prints nothing else at that level. No secrets and no people in it.
 */
function logInfo(context: RequestContext, line: string): void {
	const node = context.getNode().name;
	const executionId = context.getExecutionId();
	// What is quoted may hold line ends, and must not look like lines of its own.
	const text = `"${node}" in execution ${executionId}: ${line}`.replace(/\s+/g, ' ');
	context.logger.info(text, { node, executionId, workflowId: context.getWorkflow().id });
}

/** What a request may take unless it says otherwise. Appcues' own pages name no limit. */
const DEFAULT_TIMEOUT_MS = 60_000;

/** A request as n8n's HTTP helper takes it. */
function httpOptions(
	{ root }: AppcuesAccount,
	{
		method,
		path,
		query,
		accept = 'application/json',
		timeoutMs = DEFAULT_TIMEOUT_MS,
		...request
	}: ApiRequest,
): IHttpRequestOptions {
	const content = contentOf(request);
	return {
		method,
		url: root + path,
		...(query && { qs: query }),
		timeout: timeoutMs,
		headers: { Accept: accept, ...(content && { 'Content-Type': content.type }) },
		...(content && { body: content.data }),
	};
}

function contentOf({ json, content }: Pick<ApiRequest, 'json' | 'content'>): ApiRequest['content'] {
	if (json === undefined) return content;
	const data = typeof json === 'string' ? json : JSON.stringify(json);
	return { type: 'application/json', data };
}
