import axios from 'axios';
import express, { type Request, type Response } from 'express';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { DEMO, type FakeAppcues } from '../../../dev/fake-appcues/index.cjs';
import type { Mutation } from './mutation.cjs';
import { Exchange } from './exchange.cjs';

const ROOT = `/v2/accounts/${DEMO.accountId}`;

/** Hop-by-hop headers, or headers of the body before it was changed. */
const NOT_PASSED_ON = ['connection', 'keep-alive', 'transfer-encoding', 'content-length'];

/**
 * An HTTP proxy in front of a fake that applies at most one mutation. Export files pass through it as well, on
 * another origin, as with the fake itself.
 */
export class MutatingProxy {
	mutation?: Mutation;

	private readonly counts = new Map<string, number>();

	private readonly memory = new Map<string, string>();

	private readonly servers: Server[] = [];

	/** Where the check sends its requests. */
	url = '';

	static async inFrontOf(fake: FakeAppcues): Promise<MutatingProxy> {
		const proxy = new MutatingProxy(fake);
		proxy.url = await proxy.listen('127.0.0.1');
		fake.fileHost.url = await proxy.listen('localhost');
		return proxy;
	}

	private constructor(private readonly fake: FakeAppcues) {}

	/** Starts over with another mutation. */
	mutate(mutation: Mutation | undefined): void {
		this.mutation = mutation;
		this.counts.clear();
		this.memory.clear();
		mutation?.prepare?.(this.fake);
	}

	async close(): Promise<void> {
		for (const server of this.servers) {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	}

	private async listen(host: string): Promise<string> {
		const app = express();
		app.use(express.raw({ type: () => true, limit: '10mb' }));
		app.use(async (request, response) => await this.pass(request, response));
		const server = createServer(app);
		this.servers.push(server);
		await new Promise<void>((resolve) => server.listen(0, host, resolve));
		return `http://${host}:${(server.address() as AddressInfo).port}`;
	}

	private async pass(request: Request, response: Response): Promise<void> {
		const sent = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
		const exchange = this.exchange(request, sent);
		const { mutation: mutation } = this;
		const hit =
			mutation &&
			(mutation.method ?? request.method) === request.method &&
			mutation.path.test(exchange.path);
		let data = sent;
		if (hit && mutation.changeRequest && (mutation.when?.(exchange) ?? true)) {
			mutation.changeRequest(exchange);
			data = Buffer.from(JSON.stringify(exchange.requestBody));
		}
		await this.forward(request, data, exchange);
		if (hit && mutation.changeResponse && (mutation.when?.(exchange) ?? true))
			mutation.changeResponse(exchange);
		response.status(exchange.status).set(exchange.headers).end(exchange.bytes);
	}

	private exchange({ method, path, url, headers }: Request, sent: Buffer): Exchange {
		const key = `${method} ${path}`;
		const number = (this.counts.get(key) ?? 0) + 1;
		this.counts.set(key, number);
		const [, query = ''] = url.split('?');
		const below = decodeURIComponent(path.replace(ROOT, ''));
		return new Exchange(
			...([method, below, new URLSearchParams(query), headers, number, this.memory, sent] as const),
		);
	}

	private async forward(request: Request, data: Buffer, exchange: Exchange): Promise<void> {
		const isFile = request.path.startsWith('/download/');
		const { host: _host, 'content-length': _length, ...headers } = request.headers;
		const answer = await axios.request<Buffer>({
			method: request.method,
			url: (isFile ? this.fake.downloadUrl : this.fake.url) + request.url,
			headers,
			data: data.length > 0 ? data : undefined,
			responseType: 'arraybuffer',
			validateStatus: () => true,
			maxRedirects: 0,
		});
		exchange.status = answer.status;
		exchange.bytes = Buffer.from(answer.data);
		exchange.headers = Object.fromEntries(
			Object.entries(answer.headers)
				.filter(([name]) => !NOT_PASSED_ON.includes(name))
				.map(([name, value]) => [name, String(value)]),
		);
	}
}
