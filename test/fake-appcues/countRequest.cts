import type { RequestHandler } from 'express';
import { exchangeOf } from './exchange.cjs';
import type { FakeState } from './state.cjs';

/** Counts requests per operation: the log forgets, the count does not. */
export function countRequest(fake: FakeState): RequestHandler {
	return (request, _response, next) => {
		const operation = exchangeOf(request).entry.operation ?? 'unknown';
		fake.requestCounts.set(operation, (fake.requestCounts.get(operation) ?? 0) + 1);
		next();
	};
}
