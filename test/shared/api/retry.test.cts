import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { Outcome } from '../../../nodes/shared/api/retry';
import {
	MAX_ATTEMPTS,
	backoffMs,
	decideRetry,
	retryAfterMs,
} from '../../../nodes/shared/api/retry';

const answer = (status: number): Outcome => ({ kind: 'response', status, headers: {}, body: '' });
const network = { kind: 'network', reason: '' } as const;
const lost: Outcome = { ...network, code: 'ECONNRESET', delivered: 'unknown', permanent: false };
const refused: Outcome = { ...network, code: 'ECONNREFUSED', delivered: 'no', permanent: false };
const certificate: Outcome = {
	...network,
	code: 'CERT_HAS_EXPIRED',
	delivered: 'no',
	permanent: true,
};

const idempotent = { idempotent: true, maxAttempts: MAX_ATTEMPTS };
const notIdempotent = { idempotent: false, maxAttempts: MAX_ATTEMPTS };

describe('whether a request is sent again', () => {
	it.each([429, 500, 502, 503, 504])('a harmless one: yes, after %i', (status) => {
		expect(decideRetry(answer(status), 1, idempotent, undefined, 0)).toMatchObject({ retry: true });
	});

	it.each([400, 401, 403, 404, 409, 413, 415, 501])('a harmless one: no, after %i', (status) => {
		expect(decideRetry(answer(status), 1, idempotent, undefined, 0)).toEqual({ retry: false });
	});

	it('a harmless one: yes, after a lost connection', () => {
		expect(decideRetry(lost, 1, idempotent, undefined, 0)).toMatchObject({ retry: true });
	});

	it('one that must not be done twice: only after a 429, or when it never arrived', () => {
		expect(decideRetry(answer(429), 1, notIdempotent, undefined, 0)).toMatchObject({ retry: true });
		expect(decideRetry(refused, 1, notIdempotent, undefined, 0)).toMatchObject({ retry: true });
		expect(decideRetry(lost, 1, notIdempotent, undefined, 0)).toEqual({ retry: false });
		for (const status of [500, 502, 503, 504]) {
			expect(decideRetry(answer(status), 1, notIdempotent, undefined, 0)).toEqual({ retry: false });
		}
	});

	it('no, when it would come back every time', () => {
		expect(decideRetry(certificate, 1, idempotent, undefined, 0)).toEqual({ retry: false });
	});

	it('no, after the fifth try', () => {
		expect(decideRetry(answer(503), 4, idempotent, undefined, 0)).toMatchObject({ retry: true });
		expect(decideRetry(answer(503), 5, idempotent, undefined, 0)).toEqual({ retry: false });
	});

	it('waits for what Retry-After asks, up to two minutes; beyond that it says when to come back', () => {
		expect(decideRetry(answer(429), 1, idempotent, 7_000, 0)).toMatchObject({ delayMs: 7_000 });
		expect(decideRetry(answer(429), 1, idempotent, 120_000, 0)).toMatchObject({ delayMs: 120_000 });
		expect(decideRetry(answer(429), 1, idempotent, 121_000, 0)).toEqual({
			retry: false,
			retryAfterMs: 121_000,
		});
	});
});

describe('the delay before a retry', () => {
	it('is random up to half a second, doubling each time, up to 30 seconds', () => {
		const most = [1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => backoffMs(attempt, 1));
		expect(most).toEqual([500, 1000, 2000, 4000, 8000, 16000, 30000, 30000]);
		expect(backoffMs(3, 0)).toBe(0);
		expect(backoffMs(3, 0.25)).toBe(500);
	});

	it('is half a second to a second after a 429 that does not say how long, doubling each time', () => {
		const delays = (random: number) =>
			[1, 2, 3, 4].map((attempt) =>
				decideRetry(answer(429), attempt, idempotent, undefined, random),
			);
		const are = (...delaysMs: number[]) => delaysMs.map((delayMs) => ({ retry: true, delayMs }));
		expect(delays(0)).toEqual(are(500, 1000, 2000, 4000));
		expect(delays(1)).toEqual(are(1000, 2000, 4000, 8000));
	});
});

describe('Retry-After', () => {
	const now = Date.UTC(2026, 10, 23, 12, 0, 0);

	it('can be seconds', () => {
		expect(retryAfterMs('0', now)).toBe(0);
		expect(retryAfterMs(' 30 ', now)).toBe(30_000);
	});

	it('can be an HTTP date in any of its three forms', () => {
		expect(retryAfterMs('Mon, 23 Nov 2026 12:00:45 GMT', now)).toBe(45_000);
		expect(retryAfterMs('Monday, 23-Nov-26 12:00:45 GMT', now)).toBe(45_000);
		expect(retryAfterMs('Mon Nov 23 12:00:45 2026 GMT', now)).toBe(45_000);
	});

	it('is at most a year, however absurd', () => {
		expect(retryAfterMs('99999999999999', now)).toBe(365 * 24 * 3_600_000);
	});

	it('is immediate when its date has passed', () => {
		expect(retryAfterMs('Mon, 23 Nov 2026 11:00:00 GMT', now)).toBe(0);
	});

	it.each([undefined, '', 'soon', '-5', '1 minute', '2026-11-23', ['3']])(
		'is ignored as %j',
		(header) => {
			expect(retryAfterMs(header, now)).toBeUndefined();
		},
	);

	it('reads every date in HTTP format', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 10_000_000 }), (seconds) => {
				const date = new Date(now + seconds * 1000).toUTCString();
				expect(retryAfterMs(date, now)).toBe(seconds * 1000);
			}),
		);
	});
});
