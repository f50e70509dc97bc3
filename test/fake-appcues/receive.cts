import type { Request, RequestHandler } from 'express';
import { type Exchange, openExchange } from './exchange.cjs';
import { Problem } from './problem.cjs';
import { logEntry } from './requestLog.cjs';
import type { FakeState } from './state.cjs';

/** Reads and logs a request, before anything is judged. */
export function receive(fake: FakeState): RequestHandler {
	return async (request, _response, next) => {
		const exchange = openExchange(request, logEntry(request, fake.now()));
		fake.record(exchange.entry);
		const body = await readBody(request, exchange, fake.bodyLimit);
		if (body?.length) parseBody(request, exchange, body);
		next();
	};
}

/** Reads to the end even when it is too much: else the client may never get to see the 413. */
async function readBody(
	request: Request,
	exchange: Exchange,
	limit: number,
): Promise<Buffer | undefined> {
	let chunks: Buffer[] = [];
	for await (const chunk of request as AsyncIterable<Buffer>) {
		exchange.entry.bodyBytes += chunk.length;
		if (exchange.entry.bodyBytes <= limit) chunks.push(chunk);
		else chunks = [];
	}
	if (exchange.entry.bodyBytes <= limit) return Buffer.concat(chunks);
	exchange.bodyProblem = new Problem(413, `the body is larger than ${limit} bytes`);
	return undefined;
}

function parseBody(request: Request, exchange: Exchange, body: Buffer): void {
	const encoding = request.headers['content-encoding'];
	if (encoding !== undefined && encoding !== 'identity') {
		exchange.bodyProblem = new Problem(415, `content-encoding ${encoding} is not supported`);
		return;
	}
	const type = request.headers['content-type'];
	if (type === undefined) {
		exchange.bodyProblem = new Problem(415, 'the request carries data but no Content-Type');
		return;
	}
	if (!/^application\/json\s*(;|$)/i.test(type)) return;
	try {
		const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
		exchange.entry.body = JSON.parse(text);
		request.body = exchange.entry.body;
	} catch {
		exchange.bodyProblem = new Problem(400, 'body: is not valid JSON');
	}
}
