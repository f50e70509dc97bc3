import type { IHttpRequestOptions } from 'n8n-workflow';

import type { AppcuesAccount } from './account';
import type { ApiRequest } from './client';

/** What a request may take unless it says otherwise. Appcues' own pages name no limit. */
export const DEFAULT_TIMEOUT_MS = 60_000;

/** A request as n8n's HTTP helper takes it. */
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
