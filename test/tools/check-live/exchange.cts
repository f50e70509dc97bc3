/** A request and its response, between the check and the fake. */
export class Exchange {
	status = 0;

	headers: Record<string, string> = {};

	bytes = Buffer.alloc(0);

	/** The JSON body of the request; `{}` when there is none. */
	requestBody: Record<string, unknown>;

	constructor(
		readonly method: string,
		/** Relative to the account's root, decoded. */
		readonly path: string,
		readonly query: URLSearchParams,
		readonly requestHeaders: Readonly<Record<string, string | string[] | undefined>>,
		/** How many requests with this method and path there have been, including this one. */
		readonly number: number,
		/** What a mutation remembers between exchanges. */
		readonly memory: Map<string, string>,
		sent: Buffer,
	) {
		this.requestBody = parsed(sent);
	}

	get json(): unknown {
		return JSON.parse(this.bytes.toString());
	}

	set json(value: unknown) {
		this.bytes = Buffer.from(JSON.stringify(value));
		this.headers['content-type'] = 'application/json';
	}

	/** The body as an array. */
	get list(): unknown[] {
		const { json } = this;
		return Array.isArray(json) ? json : [];
	}
}

function parsed(sent: Buffer): Record<string, unknown> {
	try {
		return JSON.parse(sent.toString()) as Record<string, unknown>;
	} catch {
		return {};
	}
}
