import axios, { isAxiosError, type AxiosRequestConfig, type AxiosResponse } from 'axios';

import type { ApiPath } from '../../nodes/shared/api/path';
import { retryAfterMs } from '../../nodes/shared/api/retry';
import type { Answer } from './answer.cjs';
import { Interrupted, NotChecked } from './assumption.cjs';
import type { Credentials } from './credentials.cjs';
import { pause } from './pause.cjs';

/** A request below the account's root. */
export interface Request {
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	path: ApiPath;
	query?: Record<string, string>;
	json?: object;
	/** Sent as it is, instead of `json`. */
	content?: { type: string; data: string | Buffer };
	/** Instead of the account's own; then a 403 is an answer like any other. */
	secret?: string;
}

const TIMEOUT_MS = 60_000;

/** So often a request is sent that meets the rate limit or a server that restarts. */
const MAX_ATTEMPTS = 4;

const TRANSIENT_STATUSES = new Set([502, 503, 504]);

/** Appcues as it is: one request at a time, at a steady pace, nothing hidden or put right. */
export class Api {
	/** Every answer so far, for assumptions that hold for all of them. */
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
	 * Sends a request and brings the answer, whatever its status. A 429 is waited out, and so is a GET's passing fault.
	 *
	 * @throws {NotChecked} when the key may not do this, or no answer came
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
					`the key may not do this: ${request.method} ${request.path} answers 403`,
				);
			}
			const asked = retryAfterMs(answer.headers['retry-after'], Date.now()) ?? 0;
			await pause(Math.min(Math.max(asked, 500 * attempt), 60_000), this.signal);
		}
	}

	/** Fetches a presigned link as the package does: without credentials. @throws as {@link send} */
	async download(link: string): Promise<Answer> {
		const { origin, pathname } = new URL(link);
		const facts = { method: 'GET', path: origin + pathname, tries: 1 };
		return answerOf(await this.exchange({ url: link }, facts.path), facts);
	}

	private async sendOnce(request: Request, tries: number): Promise<Answer> {
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
			// Credentials are not carried to wherever a redirect leads.
			maxRedirects: 0,
		};
		return answerOf(await this.exchange(options, `${method} ${path}`), {
			method,
			path: rootPath + path,
			tries,
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
			// What axios says may hold the whole request: only the code is shown.
			const code = isAxiosError(error) ? error.code : undefined;
			throw new NotChecked(`no answer to ${what}: ${code ?? 'unknown reason'}`);
		}
	}

	/** Waits until it is this request's turn. */
	private async acquire(): Promise<void> {
		const now = performance.now();
		const at = Math.max(now, this.nextRequestAt);
		this.nextRequestAt = at + 1000 / this.requestsPerSecond;
		if (at > now) await pause(at - now, this.signal);
		if (this.signal?.aborted) throw new Interrupted();
	}
}

function answerOf(
	{ status, headers, data }: AxiosResponse<Buffer>,
	facts: Answer['facts'],
): Answer {
	const bytes = Buffer.from(data);
	const parsed = parse(bytes.toString());
	return {
		status,
		headers: { ...headers },
		body: parsed?.body,
		isJson: parsed !== undefined,
		bytes,
		facts: { ...facts, status },
		// What is shown goes through scrub.cts, wherever it comes from.
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
