import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { setImmediate } from 'node:timers/promises';

import { runPool } from '../../../nodes/shared/util/runPool';

/** Finishes after some turns of the event loop. */
async function work(turns: number) {
	for (let turn = 0; turn < turns; turn += 1) await setImmediate();
}

const tasks = fc.array(fc.record({ key: fc.constantFrom('a', 'b', undefined), turns: fc.nat(4) }), {
	maxLength: 25,
});

describe('the pool', () => {
	it('does everything once, keeps the order of the results, and never exceeds its width', async () => {
		await fc.assert(
			fc.asyncProperty(tasks, fc.integer({ min: 1, max: 6 }), async (inputs, width) => {
				let under = 0;
				let most = 0;
				const results = await runPool(inputs, width, async ({ turns }, index) => {
					most = Math.max(most, (under += 1));
					await work(turns);
					under -= 1;
					return index;
				});
				expect(results).toEqual(inputs.map((_, index) => index));
				expect(most).toBeLessThanOrEqual(width);
			}),
		);
	});

	it('never lets two inputs of one key overlap or swap', async () => {
		await fc.assert(
			fc.asyncProperty(tasks, async (inputs) => {
				const events: string[] = [];
				await runPool(
					inputs,
					5,
					async ({ key, turns }, index) => {
						events.push(`${key} ${index} starts`);
						await work(turns);
						events.push(`${key} ${index} ends`);
					},
					{ keyOf: ({ key }) => key },
				);
				const wanted = inputs.flatMap(({ key }, index) =>
					key === 'a' ? [`a ${index} starts`, `a ${index} ends`] : [],
				);
				expect(events.filter((event) => event.startsWith('a '))).toEqual(wanted);
			}),
		);
	});

	it('starts nothing more once it is stopped', async () => {
		const started: number[] = [];
		let stopped = false;
		const results = await runPool(
			[0, 1, 2, 3, 4],
			1,
			async (input) => {
				started.push(input);
				stopped = input === 1;
				return input;
			},
			{ stop: () => stopped },
		);
		expect(started).toEqual([0, 1]);
		expect(results).toEqual([0, 1, undefined, undefined, undefined]);
	});
});
