import type { RequestHandler } from 'express';

import { faultReply } from './deliver.cjs';
import { isApplied } from '../model/fault.cjs';
import type { FakeState } from '../state.cjs';
import { exchangeOf } from './exchange.cjs';
import { pause, transmit } from './transmit.cjs';

/** Applies the next matching fault: immediately, or with the response once the work is done. */
export function injectFault(fake: FakeState): RequestHandler {
	return async (request, response, next) => {
		const exchange = exchangeOf(request);
		const fault = fake.takeFault(exchange.entry);
		exchange.fault = fault;
		if (fault?.delayMs !== undefined) await pause(fault.delayMs);
		if (fault?.reset === 'before') {
			response.destroy();
		} else if (fault && !isApplied(fault)) {
			const reply = faultReply(fault);
			exchange.entry.status = reply.status;
			transmit(response, reply, fault);
		} else {
			next();
		}
	};
}
