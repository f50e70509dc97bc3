import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Responds to the n-th request for the file, from 1. */
export type Serve = (response: ServerResponse, attempt: number, request: IncomingMessage) => void;

/**
 * A minimal host of one exported file, for what the fake doesn't do: cutting off at a certain byte, sending
 * single bytes, redirecting to another URL. It also acts as the Appcues that links to it: it accepts every
 * export and reports its job as completed. Every status check of the job creates a new link.
 */
export class FileHost {
	/** The downloads in order: the n of the used link, and the headers. */
	readonly downloads: Array<{ link: number; headers: IncomingMessage['headers'] }> = [];

	/** How often the job was read. */
	polls = 0;

	/** Where links lead instead, without a query string. */
	fileUrl?: string;

	private readonly server = createServer((request, response) => this.answer(request, response));

	/** Set by each test. */
	serve: Serve = (response) => response.end();

	static async start(): Promise<FileHost> {
		const host = new FileHost();
		await new Promise<void>((resolve) => {
			host.server.listen(0, '127.0.0.1', resolve);
		});
		return host;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => {
			this.server.close(resolve);
		});
	}

	private answer(request: IncomingMessage, response: ServerResponse): void {
		const { pathname, searchParams } = new URL(request.url ?? '', this.url);
		if (pathname === '/file') {
			const link = Number(searchParams.get('link'));
			this.downloads.push({ link, headers: request.headers });
			this.serve(response, this.downloads.length, request);
			return;
		}
		if (request.method === 'POST') {
			request.resume();
			response.statusCode = 202;
			response.end(JSON.stringify({ status: 202, title: 'Accepted', job_id: 'job-1' }));
			return;
		}
		this.polls += 1;
		const signed_s3_url = `${this.fileUrl ?? `${this.url}/file`}?link=${this.polls}&X-Amz-Signature=signed`;
		const events = [
			{ name: 'accepted' },
			{ name: 'uploaded', attributes: { signed_s3_url, rows: 2 } },
			{ name: 'completed', attributes: {} },
		];
		response.end(JSON.stringify({ id: 'job-1', status: 'COMPLETED', events }));
	}
}
