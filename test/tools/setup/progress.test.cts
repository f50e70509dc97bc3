import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { describeCount } from '../../../dev/setup/progress.cjs';

describe('The progress of an install', () => {
	it.each([
		[0, 0, '0 of 2,000 packages'],
		[199, 10_000, '199 of 2,000 packages'],
		[200, 10_000, '200 of 2,000 packages, about 90 s left'],
		[500, 60_000, '500 of 2,000 packages, about 3 min left'],
		[1_900, 60_000, '1,900 of 2,000 packages, about 5 s left'],
		[1_940, 60_000, '1,940 of 2,000 packages, almost done'],
		[2_000, 60_000, '2,000 of 2,000 packages, almost done'],
	])('after %d packages and %d ms', (done, elapsedMs, text) => {
		expect(describeCount({ done, total: 2_000 }, elapsedMs)).toBe(text);
	});

	it('never draws more of the bar than is done', () => {
		const counts = fc
			.integer({ min: 0, max: 5_000 })
			.chain((total) => fc.record({ total: fc.constant(total), done: fc.nat(total) }));
		fc.assert(
			fc.property(counts, fc.nat(1_000_000), (count, elapsedMs) => {
				const [bar = ''] = describeCount(count, elapsedMs, true).split(' ');
				const filled = [...bar].filter((each) => each === '█').length;
				expect([...bar]).toHaveLength(20);
				expect(filled * count.total).toBeLessThanOrEqual(20 * count.done);
				expect(filled === 20).toBe(count.total > 0 && count.done === count.total);
			}),
		);
	});
});
