import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { elementAt, first } from '../../../dev/elements.cjs';
import {
	randomNumbers,
	rateBetween,
	shareAccount,
	type Counting,
} from '../../support/sharedAccount.cjs';

const WAYS_TO_COUNT: Counting[] = ['accepted', 'all', 'whole seconds'];
/** Far from the five attempts of a request. */
const MOST_ATTEMPTS = 4;

// The delays of retries are random. With the same ones in each run, a test can't fail by chance.
beforeEach(() => {
	jest.spyOn(Math, 'random').mockImplementation(randomNumbers());
});
afterEach(() => {
	jest.restoreAllMocks();
});

describe.each(WAYS_TO_COUNT)('beside others, if Appcues counts %s', (counting) => {
	it.each([
		[0, 50],
		[10, 50],
		[20, 40],
		[30, 30],
		[45, 15],
	])(
		'another client that sends %i/s: it gets 90 %% of the remaining %i/s',
		async (others, free) => {
			const { processes, other } = await shareAccount({
				counting,
				othersRate: () => others,
				processes: [{ count: free * 60 }],
			});
			const { accepted, lost, mostAttempts, end } = first(processes);
			expect(lost).toBe(0);
			expect(accepted.length / (end / 1000)).toBeGreaterThanOrEqual(free * 0.9);
			expect(mostAttempts).toBeLessThanOrEqual(MOST_ATTEMPTS);
			expect(other.refused).toBeLessThanOrEqual(other.sent * 0.05);
		},
	);

	it('another client that stops: it is back at its own rate within a minute', async () => {
		const { processes } = await shareAccount({
			counting,
			othersRate: (now) => (now < 20_000 ? 45 : 0),
			processes: [{ count: 3500 }],
		});
		expect(rateBetween(first(processes), 10_000, 20_000)).toBeLessThanOrEqual(20);
		expect(rateBetween(first(processes), 80_000, 85_000)).toBeGreaterThanOrEqual(49);
	});

	it('another client that starts, stops and starts: it yields, and loses nothing', async () => {
		const { processes, other } = await shareAccount({
			counting,
			othersRate: (now) => (now % 20_000 < 10_000 ? 0 : 40),
			processes: [{ count: 2000 }],
		});
		const { lost, mostAttempts, end } = first(processes);
		expect(lost).toBe(0);
		expect(mostAttempts).toBeLessThanOrEqual(MOST_ATTEMPTS);
		// 20 a second are always free.
		expect(end).toBeLessThanOrEqual(2000 / 0.02);
		expect(other.refused).toBeLessThanOrEqual(other.sent * 0.09);
	});

	it('two processes: they share, and use the account up', async () => {
		const { processes } = await shareAccount({
			counting,
			othersRate: () => 0,
			processes: [{ count: 1500 }, { count: 1500 }],
		});
		const both = Math.min(...processes.map(({ end }) => end));
		for (const process of processes) {
			expect(process.lost).toBe(0);
			expect(process.mostAttempts).toBeLessThanOrEqual(MOST_ATTEMPTS);
			expect(rateBetween(process, 0, both)).toBeGreaterThanOrEqual(20);
		}
		const together = processes.reduce((sum, process) => sum + rateBetween(process, 0, both), 0);
		expect(together).toBeGreaterThanOrEqual(50);
	});

	it('a process that starts later than another: it gets a share', async () => {
		const { processes } = await shareAccount({
			counting,
			othersRate: () => 0,
			processes: [{ count: 2600 }, { count: 1000, startAt: 20_000 }],
		});
		for (const process of processes) expect(process.lost).toBe(0);
		expect(rateBetween(elementAt(processes, 1), 22_000, 50_000)).toBeGreaterThanOrEqual(15);
	});
});
