import { expect, it } from '@jest/globals';

import { ASSUMPTIONS } from '../../../scripts/check-live/assumptions/index.cjs';
import type { Mutation } from './mutation.cjs';
import { differing, EVERYTHING, holdings, useCheck } from './useCheck.cjs';

/**
 * A test for each alteration: that it is found out, and nothing else is taken for a difference.
 *
 * @param writing whether they alter what is tried out on throw-away things: then these assumptions alone are looked
 *   at, otherwise the check only reads
 */
export function expectDetected(mutations: readonly Mutation[], writing: boolean): void {
	const bench = useCheck();
	const assumptions = ASSUMPTIONS.filter(({ needs }) => !writing || needs);

	it.each(mutations)('is found out: $breaks', async (mutation) => {
		const { fake, proxy, check } = bench;
		proxy.mutate(mutation);
		const { groups: _groups, events: _events, ...before } = holdings(fake);

		const report = await check(writing ? EVERYTHING : [], { assumptions });

		expect(differing(report)).toEqual([mutation.breaks]);
		// Whatever Appcues answers, nothing is left behind that can be removed.
		expect(holdings(fake)).toMatchObject(before);
		expect(report.cleanUp.left).toEqual([]);
		expect(fake.violations).toEqual([]);
	});
}
