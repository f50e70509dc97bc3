import axios, { isAxiosError, type AxiosRequestConfig, type AxiosResponse } from 'axios';

import type { ApiPath } from '../../nodes/shared/api/path';
import { retryAfterMs } from '../../nodes/shared/api/retry';
import type { Answer } from './answer.cjs';
import { Interrupted, NotChecked } from './assumption.cjs';
import type { Credentials } from './credentials.cjs';
import { pause } from './pause.cjs';

/** A request relative to the account's root. */
export interface Request {
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	path: ApiPath;
	query?: Record<string, string>;
	json?: object;
	/** Sent unchanged, instead of `json`. */
	content?: { type: string; data: string | Buffer };
	/** Replaces the account's secret. Then a 403 is returned like any other response. */
	secret?: string;
}

const TIMEOUT_MS = 60_000;

/** How often a request is sent when it meets the rate limit or a restarting server. */
const MAX_ATTEMPTS = 4;

const TRANSIENT_STATUSES = new Set([502, 503, 504]);

/** Sends requests to Appcues one at a time, at a steady rate, and returns the responses unchanged. */
export class Api {
	/** Every response so far, for assumptions about all of them. */
	readonly answers: Answer[] = [];

	private nextRequestAt = 0;

	constructor(
		readonly credentials: Credentials,
		private readonly requestsPerSecond: number,
		readonly signal?: AbortSignal,
	) {}

	async get(path: ApiPath, query?: Record<string, string>): Promise<Answer> {
		return await this.send({ method: 'GET', path, query });
	}

	/**
	 * Sends a request and returns the response, whatever its status. Retries on a 429, and for a GET on a
	 * transient status.
	 *
	 * @throws {NotChecked} when the key has no permission, or there is no response
	 * @throws {Interrupted}
	 */
	async send(request: Request): Promise<Answer> {
		for (let attempt = 1; ; attempt += 1) {
			await this.acquire();
			const answer = await this.sendOnce(request, attempt);
			this.answers.push(answer);
			const retry =
				answer.status === 429 ||
				(request.method === 'GET' && TRANSIENT_STATUSES.has(answer.status));
			if (!retry || attempt === MAX_ATTEMPTS) {
				if (answer.status !== 403 || request.secret !== undefined) return answer;
				throw new NotChecked(
					`the key has no permission: ${request.method} ${request.path} responds 403`,
				);
			}
			const asked = retryAfterMs(answer.headers['retry-after'], Date.now()) ?? 0;
			await pause(Math.min(Math.max(asked, 500 * attempt), 60_000), this.signal);
		}
	}

	/** Downloads a presigned link as the package does: without credentials. @throws as {@link send} */
	async download(link: string): Promise<Answer> {
		const { origin, pathname } = new URL(link);
		const info = { method: 'GET', path: origin + pathname, attempts: 1 };
		return answerOf(await this.exchange({ url: link }, info.path), info);
	}

	private async sendOnce(request: Request, attempts: number): Promise<Answer> {
		const { method, path, query, json } = request;
		const { root, rootPath, key, secret } = this.credentials;
		const content =
			json === undefined
				? request.content
				: { type: 'application/json', data: JSON.stringify(json) };
		const options: AxiosRequestConfig = {
			method,
			url: root + path,
			params: query,
			auth: { username: key, password: request.secret ?? secret },
			headers: {
				Accept: 'application/json, application/zip',
				...(content && { 'Content-Type': content.type }),
			},
			data: content && Buffer.from(content.data),
			// Credentials must not be sent to the target of a redirect.
			maxRedirects: 0,
		};
		return answerOf(await this.exchange(options, `${method} ${path}`), {
			method,
			path: rootPath + path,
			attempts,
		});
	}

	private async exchange(
		options: AxiosRequestConfig,
		what: string,
	): Promise<AxiosResponse<Buffer>> {
		try {
			return await axios.request<Buffer>({
				...options,
				timeout: TIMEOUT_MS,
				signal: this.signal,
				responseType: 'arraybuffer',
				validateStatus: () => true,
			});
		} catch (error) {
			if (this.signal?.aborted) throw new Interrupted();
			// The message of axios may contain the whole request, so only the code is shown.
			const code = isAxiosError(error) ? error.code : undefined;
			throw new NotChecked(`no response to ${what}: ${code ?? 'unknown reason'}`);
		}
	}

	/** Waits until the rate limit allows the next request. */
	private async acquire(): Promise<void> {
		const now = performance.now();
		const at = Math.max(now, this.nextRequestAt);
		this.nextRequestAt = at + 1000 / this.requestsPerSecond;
		if (at > now) await pause(at - now, this.signal);
		if (this.signal?.aborted) throw new Interrupted();
	}
}

function answerOf({ status, headers, data }: AxiosResponse<Buffer>, info: Answer['info']): Answer {
	const bytes = Buffer.from(data);
	const parsed = parse(bytes.toString());
	return {
		status,
		headers: { ...headers },
		body: parsed?.body,
		length: bytes.length,
		isJson: parsed !== undefined,
		bytes,
		info: { ...info, status },
		// Everything that is shown goes through scrub.cts.
		redact: (text) => text,
	};
}

function parse(text: string): { body: unknown } | undefined {
	try {
		const body: unknown = JSON.parse(text);
		return { body };
	} catch {
		return undefined;
	}
}
