import type { RequestHandler } from 'express';
import { operationOf } from './contract.cjs';
import { Problem } from './problem.cjs';
import type { FakeState } from './state.cjs';

/** 429 beyond the account's requests per second, whoever sends them. */
export function limitRate(fake: FakeState): RequestHandler {
	return (request, _response, next) => {
		const accountId = operationOf(request)?.pathParams.account_id ?? '';
		if (
			fake.accounts.has(accountId) &&
			!fake.rateLimiter.admit(accountId, fake.now(), fake.rateLimit)
		) {
			const detail = `more than ${fake.rateLimit} requests per second for account ${accountId}`;
			throw new Problem(429, detail, { 'Retry-After': '1' });
		}
		next();
	};
}
