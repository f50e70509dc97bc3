import type { RequestHandler } from 'express';
import { operationOf } from './contract.cjs';
import { Problem } from './problem.cjs';
import type { FakeState } from './state.cjs';

/** 429 beyond the account's requests per second, whoever sends them. */
export function limitRate(fake: FakeState): RequestHandler {
	return (request, response, next) => {
		const operation = operationOf(request);
		const accountId = operation?.pathParams.account_id ?? '';
		const admitted =
			!fake.accounts.has(accountId) ||
			fake.rateLimiter.admit(accountId, fake.now(), fake.rateLimit);
		if (operation?.isAnalytics) response.set(rateHeaders(fake, accountId));
		if (!admitted) {
			const detail = `more than ${fake.rateLimit} requests per second for account ${accountId}`;
			throw new Problem(429, detail, { 'Retry-After': '1' });
		}
		next();
	};
}

/** What Appcues tells of the limit, on its analytics routes only; the reset is in seconds since 1970. */
function rateHeaders(fake: FakeState, accountId: string): Record<string, string> {
	const { rateLimit, rateLimiter } = fake;
	if (rateLimit === Infinity) return {};
	return {
		'X-RateLimit-Limit': String(rateLimit),
		'X-RateLimit-Remaining': String(rateLimiter.remaining(accountId, fake.now(), rateLimit)),
		'X-RateLimit-Reset': String(Math.ceil(fake.now() / 1000) + 1),
	};
}
