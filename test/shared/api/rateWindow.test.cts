import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
	LONGEST_WINDOW_MS,
	RateWindow,
	rateWindowFor,
	windowResetMs,
} from '../../../nodes/shared/api/rateWindow';
import { VirtualClock } from '../../support/virtualClock.cjs';

const NOW = Date.UTC(2026, 6, 1, 12, 0, 18);
const usedUp = (reset: unknown, rest: object = {}) => ({
	'x-ratelimit-remaining': '0',
	'x-ratelimit-reset': reset,
	...rest,
});
const seconds = (ms: number) => String(ms / 1000);

describe('the headers of a rate window', () => {
	it('ask to wait until the reset when nothing is left', () => {
		expect(windowResetMs(usedUp(seconds(NOW + 42_000)), NOW)).toBe(42_000);
	});

	it('never ask for more than 70 seconds', () => {
		expect(windowResetMs(usedUp(seconds(NOW + 3_600_000)), NOW)).toBe(LONGEST_WINDOW_MS);
	});

	it("are relative to the server's clock", () => {
		const headers = usedUp(seconds(NOW + 42_000), { date: new Date(NOW).toUTCString() });
		for (const skew of [-900_000, 0, 900_000]) {
			expect(windowResetMs(headers, NOW + skew)).toBe(42_000);
		}
	});

	it.each(['yesterday', '12', '', 'Mon, nothing GMT', 7, undefined])(
		'are relative to the local clock when the server sends the date %j',
		(date) => {
			expect(windowResetMs(usedUp(seconds(NOW + 1000), { date }), NOW)).toBe(1000);
		},
	);

	it.each([
		['a window that is over', seconds(NOW - 1000)],
		['a reset this moment', seconds(NOW)],
		['milliseconds', String(NOW + 42_000)],
		['a number of seconds', '42'],
		['a date', new Date(NOW + 42_000).toISOString()],
		['a negative number', '-5'],
		['no number', 'soon'],
		['nothing', ''],
		['no header', undefined],
		['infinity', 'Infinity'],
		['a list', ['1', '2']],
	])('are ignored with %s', (_, reset) => {
		expect(windowResetMs(usedUp(reset), NOW)).toBeUndefined();
	});

	it.each(['1', '60', '', undefined, 'none', '-1', '0, 0'])('are ignored with %j left', (left) => {
		const headers = { ...usedUp(seconds(NOW + 42_000)), 'x-ratelimit-remaining': left };
		expect(windowResetMs(headers, NOW)).toBeUndefined();
	});

	it('result in a wait of at most 70 seconds, whatever they contain', () => {
		const value = fc.oneof(fc.anything(), fc.integer().map(String), fc.constant('0'));
		fc.assert(
			fc.property(value, value, value, fc.integer(), (remaining, reset, date, now) => {
				const headers = { 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': reset, date };
				const wait = windowResetMs(headers, now);
				if (wait === undefined) return;
				expect(wait).toBeGreaterThan(0);
				expect(wait).toBeLessThanOrEqual(LONGEST_WINDOW_MS);
			}),
		);
	});
});

describe('a rate window', () => {
	it('lets all requests through while it is open', async () => {
		const clock = new VirtualClock();
		await clock.run(new RateWindow(clock).enter());
		expect(clock.now()).toBe(0);
	});

	it('holds all requests while it is closed, even when it is closed longer meanwhile', async () => {
		const clock = new VirtualClock();
		const window = new RateWindow(clock);
		window.closeFor(5000);
		window.closeFor(1000);
		const later = clock.sleep(4000).then(() => window.closeFor(3000));
		const times = [window.enter(), window.enter(), later].map(async (each) => {
			await each;
			window.leave();
			return clock.now();
		});
		expect(await clock.run(Promise.all(times))).toEqual([7000, 7000, 4000]);
	});

	const entered = async (
		window: RateWindow,
		clock: VirtualClock,
		count: number,
		answer: object,
	) => {
		const times: number[] = [];
		const one = async () => {
			await window.enter();
			times.push(clock.now());
			await clock.sleep(100);
			window.note({ ...answer }, clock.date());
			window.leave();
		};
		await clock.run(Promise.all(Array.from({ length: count }, one)));
		return times;
	};

	it('lets one through when it opens, and then as many as are left', async () => {
		const clock = new VirtualClock();
		const window = new RateWindow(clock);
		window.closeFor(1000);
		const times = await entered(window, clock, 7, { 'x-ratelimit-remaining': '3' });
		expect(times.filter((time) => time < 1100)).toEqual([1000]);
		expect(times.filter((time) => time < 1200)).toHaveLength(4);
		expect(times).toHaveLength(7);
	});

	it.each([{}, { 'x-ratelimit-remaining': 'many' }])(
		'lets all through when it opens and nothing is known (%j)',
		async (answer) => {
			const clock = new VirtualClock();
			const window = new RateWindow(clock);
			window.closeFor(1000);
			const times = await entered(window, clock, 20, answer);
			expect(times.at(-1)).toBeLessThanOrEqual(1150);
		},
	);

	it('never stays closed, whatever the responses say', async () => {
		const header = fc.constantFrom('0', '1', '5', 'x', undefined);
		await fc.assert(
			fc.asyncProperty(fc.array(header, { minLength: 1, maxLength: 9 }), async (answers) => {
				const clock = new VirtualClock();
				const window = new RateWindow(clock);
				const one = async (remaining: string | undefined, i: number) => {
					await window.enter();
					await clock.sleep(10 * i);
					const reset = String(clock.date() / 1000 + i);
					const headers = { 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': reset };
					window.note(headers, clock.date());
					window.leave();
				};
				await clock.run(Promise.all(answers.map(one)));
				expect(clock.now()).toBeLessThan(60_000);
			}),
			{ numRuns: 50 },
		);
	});

	it('stops waiting when an execution is cancelled', async () => {
		const clock = new VirtualClock();
		const window = new RateWindow(clock);
		window.closeFor(60_000);
		const abort = new AbortController();
		const waiting = window.enter(abort.signal);
		const cancelled = clock.sleep(1000).then(() => abort.abort());
		await expect(clock.run(Promise.all([waiting, cancelled]))).rejects.toThrow('canceled');
		expect(clock.now()).toBeLessThanOrEqual(1200);
	});

	it('is shared by all executions of an account', () => {
		const clock = new VirtualClock();
		rateWindowFor('https://host/v2/accounts/7', clock).closeFor(1000);
		expect(rateWindowFor('https://host/v2/accounts/7', clock).isClosed).toBe(true);
		expect(rateWindowFor('https://host/v2/accounts/8', clock).isClosed).toBe(false);
	});
});
