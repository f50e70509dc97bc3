import type { RequestHandler } from 'express';

import type { FakeState } from '../state.cjs';
import { operationOf } from './contract.cjs';
import { endOfMinute, type RateLimiter } from '../model/meters.cjs';
import { Problem } from '../model/problem.cjs';

/** What an account may send within a time window, and what is left. */
interface Meter {
	/** For the refusal: `60 requests per second`. */
	words: string;
	limit: number;
	/** Counts the request, unless it exceeds the limit. */
	admit(): boolean;
	remaining(): number;
	/** When the client should send again, in milliseconds. */
	resetAt: number;
}

/**
 * Responds 429 above the account's requests per second, whoever sends them. Only the analytics routes say when
 * to retry: `Retry-After` with a 429, and `X-RateLimit-…` with every response.
 */
export function limitRate(fake: FakeState): RequestHandler {
	return (request, response, next) => {
		const operation = operationOf(request);
		const accountId = operation?.pathParams.account_id ?? '';
		if (!operation || !fake.accounts.has(accountId)) {
			next();
			return;
		}
		const { isAnalytics } = operation;
		const second = secondMeter(fake, accountId);
		const isByMinute = isAnalytics && fake.analyticsWindow === 'minute';
		const meters = isByMinute ? [second, minuteMeter(fake, accountId)] : [second];
		const full = meters.find((meter) => !meter.admit());
		if (isAnalytics) {
			// The reset must be comparable with the time of the same clock.
			const date = new Date(fake.now()).toUTCString();
			response.set({ Date: date, ...rateHeaders(full ?? meters.at(-1)) });
		}
		if (full) throw refusal(fake, full, isAnalytics);
		next();
	};
}

function secondMeter(fake: FakeState, accountId: string): Meter {
	const resetAt = Math.ceil(fake.now() / 1000) * 1000 + 1000;
	const about = { limit: fake.rateLimit, resetAt, each: 'requests per second' };
	return meter(fake.rateLimiter, accountId, fake.now(), about);
}

function minuteMeter(fake: FakeState, accountId: string): Meter {
	const resetAt = endOfMinute(fake.now());
	const about = { limit: fake.analyticsPerMinute, resetAt, each: 'analytics requests per minute' };
	return meter(fake.analyticsMeter, accountId, fake.now(), about);
}

function meter(
	counter: Pick<RateLimiter, 'admit' | 'remaining'>,
	accountId: string,
	now: number,
	{ limit, resetAt, each }: { limit: number; resetAt: number; each: string },
): Meter {
	return {
		words: `${limit} ${each} for account ${accountId}`,
		limit,
		resetAt,
		admit: () => counter.admit(accountId, now, limit),
		remaining: () => counter.remaining(accountId, now, limit),
	};
}

function rateHeaders(meter: Meter | undefined): Record<string, string> {
	if (!meter || meter.limit === Infinity) return {};
	return {
		'X-RateLimit-Limit': String(meter.limit),
		'X-RateLimit-Remaining': String(meter.remaining()),
		'X-RateLimit-Reset': String(meter.resetAt / 1000),
	};
}

function refusal(fake: FakeState, { words, resetAt }: Meter, isAnalytics: boolean): Problem {
	const { retryAfter } = fake;
	const says = retryAfter === 'all' || (retryAfter === 'analytics' && isAnalytics);
	const seconds = Math.ceil((resetAt - fake.now()) / 1000);
	return new Problem(429, `more than ${words}`, says ? { 'Retry-After': String(seconds) } : {});
}
