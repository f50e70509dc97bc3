import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { Hints } from '../../../nodes/shared/operation/hints';
import { inputItemResults } from '../../../nodes/shared/users/inputItems';
import { partsOf } from '../../../nodes/shared/users/parts';

const targetId = 'seg-1';

const rows = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 4 }), {
	minLength: 1,
	maxLength: 10,
});

/** Sends each part as its own job, some of which fail. */
function resultsOf(idsOfItems: string[][], size: number, failing: (part: number) => boolean) {
	const inputs = idsOfItems.map((ids, item) => ({ item, input: { targetId, ids, blank: 0 } }));
	const parts = partsOf(inputs, size).filter(({ ids }) => ids.length > 0);
	const runs = parts.map((part, index) => ({
		part,
		jobId: `job-${index}`,
		job: { id: `job-${index}`, status: 'COMPLETED' },
		...(failing(index) && { failure: new Error(`job-${index}`) }),
	}));
	const items = idsOfItems.map((ids) => ({ json: { ids } }));
	const results = inputItemResults('segmentId', inputs, runs, { items, hints: new Hints() });
	const jobOf = (id: string) => `job-${parts.findIndex(({ ids }) => ids.includes(id))}`;
	return { results, jobOf };
}

describe('the results for input items', () => {
	it('name the jobs of all users of the item, in order of the input', () => {
		fc.assert(
			fc.property(rows, fc.integer({ min: 1, max: 4 }), (idsOfItems, size) => {
				const { results, jobOf } = resultsOf(idsOfItems, size, () => false);
				expect(results.map(({ items }) => items)).toEqual(idsOfItems.map((_, item) => [item]));
				results.forEach((result, item) => {
					const ids = idsOfItems[item] ?? [];
					const jobs = [...new Set(ids.map(jobOf))];
					expect(result).toEqual({
						items: [item],
						json: {
							ids,
							segmentId: targetId,
							jobId: jobs.at(-1) ?? null,
							status: jobs.length > 0 ? 'COMPLETED' : 'SKIPPED',
							...(jobs.length > 1 && { jobIds: jobs }),
						},
					});
				});
			}),
		);
	});

	it('are failures exactly for the items with a user in a job that failed', () => {
		fc.assert(
			fc.property(rows, fc.integer({ min: 1, max: 4 }), fc.nat(3), (idsOfItems, size, bad) => {
				const { results, jobOf } = resultsOf(idsOfItems, size, (part) => part === bad);
				expect(results.map((result) => 'failure' in result)).toEqual(
					idsOfItems.map((ids) => ids.some((id) => jobOf(id) === `job-${bad}`)),
				);
			}),
		);
	});
});
