import type { IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';

import type { AppcuesAccount } from './account';
import { readAccount } from './account';
import type { RequestFacts, Wording } from './appcuesError';
import { explain, explainBody, explainComeBack } from './explain';
import type { Clock } from './clock';
import { pause, systemClock } from './clock';
import type { Pacer } from './pacing';
import { pacerFor } from './pacing';
import type { ApiPath } from './path';
import type { Decision, Outcome } from './retry';
import { decide, LONGEST_RETRY_AFTER_MS, TRIES } from './retry';
import { retryAfterMs } from './retryAfter';
import type { RequestContext } from './send';
import { cancelSignal, send } from './send';

export interface ApiRequest extends Wording {
	method: IHttpRequestMethods;
	path: ApiPath;
	/** The query string, as texts. */
	query?: Record<string, string>;
	/** Sent as JSON. A text is taken for JSON that is serialised already. */
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
}

export interface ApiResponse {
	status: number;
	/** The parsed body; undefined when there was none. */
	body: unknown;
	facts: RequestFacts;
}

/** What a request may take unless it says otherwise. Appcues' own pages name no limit. */
const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * The Appcues Public API v2 for one account: paces, sends, repeats where that is safe, and says in words what
 * went wrong. One is made per execution.
 */
export class AppcuesClient {
	private readonly pacer: Pacer;

	readonly signal?: AbortSignal;

	constructor(
		private readonly context: RequestContext,
		readonly account: AppcuesAccount,
		readonly clock: Clock = systemClock,
	) {
		this.pacer = pacerFor(account.root, account.requestsPerSecond, clock);
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
		const rules = { repeatable: request.repeatable, tries: request.tries ?? TRIES };
		let maybeDone = false;
		for (let attempt = 1; ; attempt += 1) {
			await this.pacer.turn(this.signal);
			const outcome = await send(this.context, this.options(request));
			const facts = this.facts(request, outcome, attempt);
			if (outcome.kind === 'response' && outcome.status >= 200 && outcome.status < 300) {
				return { status: outcome.status, body: parse(outcome.body, facts, request), facts };
			}
			if (facts.status === 404 && request.goneIsDone && maybeDone) {
				return { status: 404, body: undefined, facts };
			}
			const retryAfter =
				outcome.kind === 'response'
					? retryAfterMs(outcome.headers['retry-after'], this.clock.date())
					: undefined;
			const decision = decide(outcome, attempt, rules, retryAfter, Math.random());
			// Whoever met the limit, and whether or not they try again: nobody else needs to meet it too.
			if (facts.status === 429) this.pacer.hold(holdMs(decision, retryAfter));
			if ('comeBackInMs' in decision) {
				throw explainComeBack(decision.comeBackInMs, outcome, facts, this.clock.date());
			}
			if (!decision.again) throw explain(outcome, facts, request);
			maybeDone ||= mayHaveBeenDone(outcome);
			if (facts.status !== 429) await pause(this.clock, decision.waitMs, this.signal);
		}
	}

	private options({
		method,
		path,
		query,
		timeoutMs = DEFAULT_TIMEOUT_MS,
		...request
	}: ApiRequest): IHttpRequestOptions {
		const content = contentOf(request);
		return {
			method,
			url: this.account.root + path,
			...(query && { qs: query }),
			timeout: timeoutMs,
			headers: { Accept: 'application/json', ...(content && { 'Content-Type': content.type }) },
			...(content && { body: content.data }),
		};
	}

	private facts(
		{ method, path, timeoutMs = DEFAULT_TIMEOUT_MS }: ApiRequest,
		outcome: Outcome,
		tries: number,
	): RequestFacts {
		return {
			method,
			path: this.account.rootPath + path,
			tries,
			timeoutMs,
			...(outcome.kind === 'response' && { status: outcome.status }),
		};
	}
}

/**
 * Makes the client of an execution, a list search or a hook.
 *
 * @throws {InvalidInput} when the credential is incomplete
 */
export async function connect(context: RequestContext): Promise<AppcuesClient> {
	return new AppcuesClient(context, readAccount(await context.getCredentials('appcuesApi')));
}

function contentOf({ json, content }: Pick<ApiRequest, 'json' | 'content'>): ApiRequest['content'] {
	if (json === undefined) return content;
	const data = typeof json === 'string' ? json : JSON.stringify(json);
	return { type: 'application/json', data };
}

/** How long a 429 holds the account back: until the repeat, or as Appcues asks, as far as that is waited for. */
function holdMs(decision: Decision, retryAfter = 0): number {
	return 'waitMs' in decision ? decision.waitMs : Math.min(retryAfter, LONGEST_RETRY_AFTER_MS);
}

/** A 429 was refused at the door; anything else that is repeated may have been carried out behind it. */
function mayHaveBeenDone(outcome: Outcome): boolean {
	return outcome.kind === 'network' ? outcome.delivered === 'unknown' : outcome.status !== 429;
}

function parse(body: string, facts: RequestFacts, wording: Wording): unknown {
	if (body.trim() === '') return undefined;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return raise(explainBody(body, 'JSON', facts, wording));
	}
}

function raise(error: Error): never {
	throw error;
}
