import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { SECRET, useAppcues, useFastTime } from '../support/appcues.cjs';
import { ENTRIES, type Entry } from './entries.cjs';
import { CLEAN, type Messy } from './record.cjs';
import { clean, messy, type Sample } from './samples.cjs';
import { verdictOf, type Verdict } from './verdict.cjs';

const appcues = useAppcues({ jobDuration: 0 });
useFastTime();

const RUNS = 2_000;

/** Runs one sample through n8n's engine and returns the verdict. */
async function verdictFor(entry: Entry, { part, given, meant }: Sample) {
	appcues.fake.reset();
	appcues.fake.account().keys.push({ key: 'test-api-key', secret: SECRET });
	const data: Messy = { ...CLEAN, [part]: given };
	const run = await entry.run(appcues, data);
	const arrived = entry.arrived(appcues);
	const wanted = meant === undefined ? undefined : { ...CLEAN, [part]: meant };
	const verdict = verdictOf(run, arrived, wanted, entry.takes);
	return {
		verdict,
		entry: entry.name,
		part,
		given,
		meant,
		arrived,
		error: run.error,
		hints: run.hints,
	};
}

const seen = new Map<Verdict, number>();

/** A sample, and an entry that it can reach. */
const withEntry = (sample: fc.Arbitrary<Sample>) =>
	sample.chain((each) =>
		fc.record({
			sample: fc.constant(each),
			entry: fc.constantFrom(
				...ENTRIES.filter(
					({ takes, isText }) => takes.includes(each.part) && !(isText && each.notText),
				),
			),
		}),
	);

describe('data of any kind', () => {
	it(`${RUNS} messy records are sent as meant, refused or hinted at, never silently wrong`, async () => {
		await fc.assert(
			fc.asyncProperty(withEntry(messy), async ({ sample, entry }) => {
				const judged = await verdictFor(entry, sample);
				seen.set(judged.verdict, (seen.get(judged.verdict) ?? 0) + 1);
				expect(judged).not.toMatchObject({ verdict: 'silent' });
			}),
			{ numRuns: RUNS },
		);
		for (const verdict of ['as meant', 'refused', 'hint', 'fixed, hint'] as const) {
			expect(seen.get(verdict) ?? 0).toBeGreaterThan(20);
		}
	}, 300_000);

	it('clean records are sent unchanged, without a hint', async () => {
		await fc.assert(
			fc.asyncProperty(withEntry(clean), async ({ sample, entry }) => {
				const judged = await verdictFor(entry, sample);
				expect(judged).toMatchObject({ verdict: 'as meant' });
			}),
			{ numRuns: 500 },
		);
	}, 300_000);
});
