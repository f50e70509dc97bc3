import type { Request } from 'express';
import type { Fault } from './faults.cjs';
import type { RowSink } from '../imports/rowSink.cjs';
import type { Problem } from '../model/problem.cjs';
import type { LogEntry } from './requestLog.cjs';

/** What the steps of one request tell one another. */
export interface Exchange {
	readonly entry: LogEntry;
	/** Why the body cannot be read; told only after the credentials have been checked. */
	bodyProblem?: Problem;
	/** Why there is no operation for the request; told only after faults had their turn. */
	routeProblem?: unknown;
	/** The rows of an import. */
	rows?: RowSink;
	fault?: Fault;
	/** Sends a file in place of JSON, by way of the fault as well. */
	sendFile?(payload: Buffer, type: string): void;
	/** What is wrong with the fake's own answer. */
	violation?: string;
}

// Beside the request and not on it: express and the validator have their own ideas of its fields.
const exchanges = new WeakMap<Request, Exchange>();

/** Begins the exchange of a request. */
export function openExchange(request: Request, entry: LogEntry): Exchange {
	const exchange: Exchange = { entry };
	exchanges.set(request, exchange);
	return exchange;
}

/** @throws when `openExchange` did not run, which is a bug of the fake */
export function exchangeOf(request: Request): Exchange {
	const exchange = exchanges.get(request);
	if (!exchange) throw new Error('No exchange was opened for this request');
	return exchange;
}
