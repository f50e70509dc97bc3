/** An unsuccessful response of n8n's internal API. */
export class N8nRestError extends Error {
	constructor(
		readonly request: string,
		readonly status: number,
		readonly body: string,
	) {
		super(`n8n responded ${status} to ${request}: ${body.slice(0, 600)}`);
		this.name = 'N8nRestError';
	}

	/** Whether this n8n has no such path: not yet while it starts, or not at all. */
	get isUnknownPath(): boolean {
		return this.status === 404 && this.body.includes('<pre>Cannot ');
	}

	/** Whether n8n is still opening its database. */
	get isStarting(): boolean {
		return this.status === 503;
	}
}

/** Calls n8n's internal REST API, which the editor uses: JSON, with a cookie after logging in. */
export class RestClient {
	/** `n8n-auth=…` after logging in. */
	cookie = '';

	/** @param url of n8n, without a trailing slash */
	constructor(readonly url: string) {}

	/**
	 * @param path under /rest
	 * @returns the response's `data`
	 * @throws {N8nRestError}
	 */
	async rest<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(`${this.url}/rest${path}`, {
			method,
			headers: {
				...(body !== undefined && { 'content-type': 'application/json' }),
				...(this.cookie && { cookie: this.cookie }),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new N8nRestError(`${method} /rest${path}`, response.status, text);
		this.#keepCookie(response);
		const parsed = text ? (JSON.parse(text) as { data?: T }) : {};
		return ('data' in parsed ? parsed.data : parsed) as T;
	}

	/** Reads a file of the editor, such as /types/nodes.json. */
	async file<T>(path: string): Promise<T> {
		const response = await fetch(this.url + path, { headers: { cookie: this.cookie } });
		const text = await response.text();
		if (!response.ok) throw new N8nRestError(`GET ${path}`, response.status, text);
		return JSON.parse(text) as T;
	}

	#keepCookie(response: Response): void {
		const cookie = response.headers.getSetCookie().find((each) => each.startsWith('n8n-auth='));
		if (cookie) this.cookie = cookie.split(';')[0] ?? '';
	}
}
