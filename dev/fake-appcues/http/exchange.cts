import type { Request } from 'express';
import type { Fault } from '../model/fault.cjs';
import type { RowSink } from '../imports/rowSink.cjs';
import type { Problem } from '../model/problem.cjs';
import type { LogEntry } from '../model/logEntry.cjs';

/** What the steps of one request share. */
export interface Exchange {
	readonly entry: LogEntry;
	/** Why the body can't be read. Sent only after the credentials have been checked. */
	bodyProblem?: Problem;
	/** Why there is no operation for the request. Sent only after faults have been applied. */
	routeProblem?: unknown;
	/** The rows of an import. */
	rows?: RowSink;
	fault?: Fault;
	/** Sends a file instead of JSON. Faults apply as well. */
	sendFile?(payload: Buffer, type: string): void;
	/** What is wrong with the fake's own response. */
	violation?: string;
}

// A symbol, because express and the validator use the request's fields themselves. Every copy of this module finds it.
const EXCHANGE = Symbol.for('n8n-nodes-appcues: exchange');

type Opened = Request & { [EXCHANGE]?: Exchange };

/** Starts the exchange of a request. */
export function openExchange(request: Request, entry: LogEntry): Exchange {
	const exchange: Exchange = { entry };
	(request as Opened)[EXCHANGE] = exchange;
	return exchange;
}

/** @throws when `openExchange` did not run, which is a bug in the fake */
export function exchangeOf(request: Request): Exchange {
	const exchange = (request as Opened)[EXCHANGE];
	if (!exchange) throw new Error('No exchange was opened for this request');
	return exchange;
}
