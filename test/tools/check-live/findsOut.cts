import { expect, it } from '@jest/globals';

import { ASSUMPTIONS } from '../../../scripts/check-live/assumptions/index.cjs';
import type { Alteration } from './alteration.cjs';
import { differing, EVERYTHING, holdings, useCheck } from './useCheck.cjs';

/**
 * A test for each alteration: that it is found out, and nothing else is taken for a difference.
 *
 * @param writing whether they alter what is tried out on throw-away things: then these assumptions alone are looked
 *   at, otherwise the check only reads
 */
export function findsOut(alterations: readonly Alteration[], writing: boolean): void {
	const bench = useCheck();
	const assumptions = ASSUMPTIONS.filter(({ needs }) => !writing || needs);

	it.each(alterations)('is found out: $breaks', async (alteration) => {
		const { fake, layer, check } = bench;
		layer.alter(alteration);
		const { groups: _groups, events: _events, ...before } = holdings(fake);

		const report = await check(writing ? EVERYTHING : [], { assumptions });

		expect(differing(report)).toEqual([alteration.breaks]);
		// Whatever Appcues answers, nothing is left behind that can be removed.
		expect(holdings(fake)).toMatchObject(before);
		expect(report.cleanUp.left).toEqual([]);
		expect(fake.violations).toEqual([]);
	});
}
