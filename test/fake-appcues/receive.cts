import type { RequestHandler } from 'express';
import { openExchange } from './exchange.cjs';
import { logEntry } from './requestLog.cjs';
import type { FakeState } from './state.cjs';

/** Logs a request, before anything is read or judged. */
export function receive(fake: FakeState): RequestHandler {
	return (request, _response, next) => {
		const { entry } = openExchange(request, logEntry(request, fake.now()));
		fake.record(entry);
		next();
	};
}
