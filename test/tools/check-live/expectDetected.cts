import { expect, it } from '@jest/globals';

import { ASSUMPTIONS } from '../../../scripts/check-live/assumptions/index.cjs';
import type { Mutation } from './mutation.cjs';
import { differing, EVERYTHING, holdings, useCheck } from './useCheck.cjs';

/**
 * Tests that each mutation is detected, and that nothing else is reported as a difference.
 *
 * @param writing whether they change the results of write checks. Then only these assumptions are checked,
 * otherwise the check only reads
 */
export function expectDetected(mutations: readonly Mutation[], writing: boolean): void {
	const bench = useCheck();
	const assumptions = ASSUMPTIONS.filter(({ needs }) => !writing || needs);

	it.each(mutations)('detects: $breaks', async (mutation) => {
		const { fake, proxy, check } = bench;
		proxy.mutate(mutation);
		const { groups: _groups, events: _events, ...before } = holdings(fake);

		const report = await check(writing ? EVERYTHING : [], { assumptions });

		expect(differing(report)).toEqual([mutation.breaks]);
		// Whatever Appcues responds, nothing removable is left behind.
		expect(holdings(fake)).toMatchObject(before);
		expect(report.cleanUp.left).toEqual([]);
		expect(fake.violations).toEqual([]);
	});
}
