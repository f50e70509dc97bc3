import type { IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';

import type { AppcuesAccount } from './account';
import type { ErrorContext } from './appcuesError';
import type { ApiPath } from './path';

/** A request to the Appcues API, and how to retry and explain it. */
export interface ApiRequest extends ErrorContext {
	method: IHttpRequestMethods;
	path: ApiPath;
	query?: Record<string, string>;
	/** The content type of the response; JSON by default. */
	accept?: string;
	/** Sent as JSON. A string is JSON already. */
	json?: object | string;
	/** Sent as it is, instead of `json`. It stays in memory for retries. */
	content?: { type: string; data: string | Buffer };
	/** Sending it twice has the same effect as sending it once (see retry.ts). */
	idempotent: boolean;
	/** A 404 on a retry counts as success: an earlier attempt deleted it. */
	notFoundMeansDeleted?: boolean;
	/** How often it may be sent in total. With 1, the caller retries. */
	maxAttempts?: number;
	/** How long one attempt may take, in milliseconds. */
	timeoutMs?: number;
	/** An analytics route: the headers of its responses report a rate limit (see rateWindow.ts). */
	isAnalytics?: boolean;
}

/** Appcues documents no limit. */
export const DEFAULT_TIMEOUT_MS = 60_000;

/** Returns a request in the format of n8n's HTTP helper. */
export function httpOptions(
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
