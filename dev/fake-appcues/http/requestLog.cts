import type { RequestHandler } from 'express';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

import type { FakeState } from '../state.cjs';
import type { LogEntry } from '../model/logEntry.cjs';
import { exchangeOf, openExchange } from './exchange.cjs';

const connections = new WeakMap<Socket, number>();
let lastConnection = 0;

/** Returns the log entry of a request whose body has not been read yet. */
export function logEntry(request: IncomingMessage, at: number): LogEntry {
	const [path = '', search = ''] = splitOnce(request.url ?? '', '?');
	return {
		at,
		method: request.method ?? '',
		path,
		pathname: decoded(path),
		query: queryOf(search),
		headers: redacted(request.headers),
		body: undefined,
		file: undefined,
		bodyBytes: 0,
		status: undefined,
		operation: undefined,
		connection: connectionNumber(request.socket),
	};
}

function splitOnce(text: string, separator: string): string[] {
	const at = text.indexOf(separator);
	return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

function queryOf(search: string): LogEntry['query'] {
	const parameters = new URLSearchParams(search);
	return Object.fromEntries(
		[...new Set(parameters.keys())].map((name) => {
			const [first = '', ...others] = parameters.getAll(name);
			return [name, others.length ? [first, ...others] : first];
		}),
	);
}

function redacted(headers: LogEntry['headers']): LogEntry['headers'] {
	const { authorization } = headers;
	if (typeof authorization !== 'string') return { ...headers };
	const scheme = /^(\S+)\s/.exec(authorization)?.[1] ?? '';
	return { ...headers, authorization: `${scheme} …`.trim() };
}

function connectionNumber(socket: Socket): number {
	const known = connections.get(socket);
	if (known) return known;
	lastConnection += 1;
	connections.set(socket, lastConnection);
	return lastConnection;
}

/** Logs a request before anything is read or checked. */
export function receive(fake: FakeState): RequestHandler {
	return (request, _response, next) => {
		const { entry } = openExchange(request, logEntry(request, fake.now()));
		fake.record(entry);
		next();
	};
}

/** Counts requests per operation. The log drops old entries, the count doesn't. */
export function countRequest(fake: FakeState): RequestHandler {
	return (request, _response, next) => {
		const operation = exchangeOf(request).entry.operation ?? 'unknown';
		fake.requestCounts.set(operation, (fake.requestCounts.get(operation) ?? 0) + 1);
		next();
	};
}
