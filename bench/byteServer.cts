import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What arrived since the count was read last. */
export interface Counted {
	/** Of the bodies of POST requests. */
	bytes: number;
	requests: number;
}

/** The path of the count. */
export const COUNT_PATH = '/__count';

/**
 * Runs a server that only counts the bytes of requests, so that it hardly slows down who sends them. Accepts each POST as
 * a job that is already finished. Prints its URL.
 */
export async function main(): Promise<void> {
	const counter = new Counter();
	const server = createServer((request, response) => counter.answer(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

class Counter {
	private jobs = new Map<string, object>();

	private counted: Counted = { bytes: 0, requests: 0 };

	answer(request: IncomingMessage, response: ServerResponse): void {
		const { method, url = '' } = request;
		request.on('data', (chunk: Buffer) => (this.counted.bytes += chunk.length));
		request.on('end', () => {
			const body = url === COUNT_PATH ? this.takeCount() : this.bodyFor(method, url);
			response.writeHead(method === 'POST' ? 202 : 200, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		});
	}

	private takeCount(): Counted {
		const { counted } = this;
		this.counted = { bytes: 0, requests: 0 };
		this.jobs.clear();
		return counted;
	}

	private bodyFor(method: string | undefined, url: string): unknown {
		this.counted.requests += 1;
		if (method === 'POST') {
			const id = `job-${this.jobs.size}`;
			this.jobs.set(id, { id, name: 'Import', status: 'COMPLETED' });
			return { status: 202, title: 'Accepted', job_id: id };
		}
		const id = url.split('/').at(-1) ?? '';
		return id === 'jobs' ? [...this.jobs.values()] : { ...this.jobs.get(id), events: [] };
	}
}
