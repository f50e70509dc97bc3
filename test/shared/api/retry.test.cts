import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { Outcome } from '../../../nodes/shared/api/retry';
import { TRIES, backoffMs, decide, retryAfterMs } from '../../../nodes/shared/api/retry';

const answer = (status: number): Outcome => ({ kind: 'response', status, headers: {}, body: '' });
const network = { kind: 'network', reason: '' } as const;
const lost: Outcome = { ...network, code: 'ECONNRESET', delivered: 'unknown', lasting: false };
const refused: Outcome = { ...network, code: 'ECONNREFUSED', delivered: 'no', lasting: false };
const certificate: Outcome = {
	...network,
	code: 'CERT_HAS_EXPIRED',
	delivered: 'no',
	lasting: true,
};

const repeatable = { repeatable: true, tries: TRIES };
const unrepeatable = { repeatable: false, tries: TRIES };

describe('whether a request is retried', () => {
	it.each([429, 500, 502, 503, 504])('idempotent: yes, after %i', (status) => {
		expect(decide(answer(status), 1, repeatable, undefined, 0)).toMatchObject({ again: true });
	});

	it.each([400, 401, 403, 404, 409, 413, 415, 501])('idempotent: no, after %i', (status) => {
		expect(decide(answer(status), 1, repeatable, undefined, 0)).toEqual({ again: false });
	});

	it('idempotent: yes, after a lost connection', () => {
		expect(decide(lost, 1, repeatable, undefined, 0)).toMatchObject({ again: true });
	});

	it('not idempotent: only after a 429, or when it was never delivered', () => {
		expect(decide(answer(429), 1, unrepeatable, undefined, 0)).toMatchObject({ again: true });
		expect(decide(refused, 1, unrepeatable, undefined, 0)).toMatchObject({ again: true });
		expect(decide(lost, 1, unrepeatable, undefined, 0)).toEqual({ again: false });
		for (const status of [500, 502, 503, 504]) {
			expect(decide(answer(status), 1, unrepeatable, undefined, 0)).toEqual({ again: false });
		}
	});

	it('no, when the error is permanent', () => {
		expect(decide(certificate, 1, repeatable, undefined, 0)).toEqual({ again: false });
	});

	it('no, after the fifth attempt', () => {
		expect(decide(answer(503), 4, repeatable, undefined, 0)).toMatchObject({ again: true });
		expect(decide(answer(503), 5, repeatable, undefined, 0)).toEqual({ again: false });
	});

	it('waits as long as Retry-After says, up to two minutes; above that it says when to retry', () => {
		expect(decide(answer(429), 1, repeatable, 7_000, 0)).toMatchObject({ waitMs: 7_000 });
		expect(decide(answer(429), 1, repeatable, 120_000, 0)).toMatchObject({ waitMs: 120_000 });
		expect(decide(answer(429), 1, repeatable, 121_000, 0)).toEqual({
			again: false,
			comeBackInMs: 121_000,
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
