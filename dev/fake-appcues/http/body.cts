import type { Request, RequestHandler } from 'express';

import type { BodyContents, BodyReader } from '../imports/bodyReader.cjs';
import { NdjsonReader } from '../imports/ndjsonReader.cjs';
import { rowKinds } from '../imports/rowKinds.cjs';
import { RowSink } from '../imports/rowSink.cjs';
import { UploadReader } from '../imports/uploadReader.cjs';
import type { FakeState } from '../state.cjs';
import { operationOf } from './contract.cjs';
import type { Exchange } from './exchange.cjs';
import { exchangeOf } from './exchange.cjs';
import { Problem } from '../model/problem.cjs';

/** Reads the body in the way its operation and its Content-Type require. */
export function readBody(fake: FakeState): RequestHandler {
	return async (request, _response, next) => {
		const exchange = exchangeOf(request);
		const reader = await readAll(fake, request, exchange);
		if (reader) await attempt(exchange, async () => keep(request, exchange, await reader.end()));
		next();
	};
}

/**
 * Reads to the end even when something is wrong with the body, because otherwise the client may not see the
 * response.
 *
 * @returns the reader when it took all of the body, otherwise undefined
 */
async function readAll(
	fake: FakeState,
	request: Request,
	exchange: Exchange,
): Promise<BodyReader | undefined> {
	const { entry } = exchange;
	let reader: BodyReader | undefined;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		const isFirst = entry.bodyBytes === 0;
		entry.bodyBytes += chunk.length;
		await attempt(exchange, async () => {
			if (isFirst) reader = readerFor(fake, request);
			if (reader && entry.bodyBytes > reader.limit) throw tooLarge(reader);
			await reader?.take(chunk);
		});
		// Releases it, because it holds everything received so far.
		if (exchange.bodyProblem) reader = undefined;
	}
	return reader;
}

/** Returns how to read a body, or undefined for one that nobody reads and the contract's check refuses. */
function readerFor(fake: FakeState, request: Request): BodyReader | undefined {
	const { 'content-encoding': encoding, 'content-type': type } = request.headers;
	if (encoding !== undefined && encoding !== 'identity') {
		throw new Problem(415, `content-encoding ${encoding} is not supported`);
	}
	if (type === undefined) throw new Problem(415, 'the request carries data but no Content-Type');
	const [mediaType] = type.toLowerCase().split(/[;\s]/, 1);
	const kind = rowKinds[operationOf(request)?.operationId ?? ''];
	if (!kind) return mediaType === 'application/json' ? new JsonReader(fake.bodyLimit) : undefined;
	const rows = new RowSink(kind, fake.keepRows);
	if (mediaType === 'application/ndjson') return new NdjsonReader(rows, fake.bodyLimit);
	if (mediaType !== 'multipart/form-data') return undefined;
	return new UploadReader(request.headers, rows, fake.importLimit);
}

function keep(request: Request, exchange: Exchange, { json, rows, file }: BodyContents): void {
	exchange.entry.body = rows ? rows.rows : json;
	exchange.entry.file = file;
	exchange.rows = rows;
	// For a form, the contract's check needs to see the parts.
	request.body = file ? { file: file.name ?? '' } : json;
}

function tooLarge({ limit }: BodyReader): Problem {
	return new Problem(413, `the body is larger than ${limit} bytes`);
}

/** Runs one step of reading. A refusal is sent only after the credentials have been checked. */
async function attempt(exchange: Exchange, work: () => Promise<void>): Promise<void> {
	try {
		if (!exchange.bodyProblem) await work();
	} catch (error) {
		if (!(error instanceof Problem)) throw error;
		exchange.bodyProblem = error;
	}
}

/** Reads a body of JSON. */
export class JsonReader implements BodyReader {
	readonly #chunks: Buffer[] = [];

	constructor(readonly limit: number) {}

	take(chunk: Buffer): void {
		this.#chunks.push(chunk);
	}

	end(): BodyContents {
		try {
			const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
			return { json: JSON.parse(decoder.decode(Buffer.concat(this.#chunks))) };
		} catch {
			throw new Problem(400, 'body: is not valid JSON');
		}
	}
}

/** Checks what the validator doesn't: bodies that are missing, unreadable or not expected. */
export const checkBody: RequestHandler = (request, _response, next) => {
	const { entry, bodyProblem } = exchangeOf(request);
	const takesBody = operationOf(request)?.takesBody;
	if (!takesBody && entry.bodyBytes > 0) {
		throw new Problem(400, 'body: the operation takes none');
	}
	if (takesBody && entry.bodyBytes === 0) throw new Problem(400, 'body: is required');
	if (bodyProblem) throw bodyProblem;
	next();
};
