import { afterAll, describe, expect, it } from '@jest/globals';

import { useAppcues, useFastTime } from '../support/appcues.cjs';
import { checkTable } from './checkTable.cjs';
import { ENTRIES } from './entries.cjs';
import { meantBy, MESSES, messyOf, reaches } from './messes.cjs';
import { CLEAN } from './record.cjs';
import { verdictOf, type Verdict } from './verdict.cjs';

const appcues = useAppcues({ jobDuration: 0 });
useFastTime();

/** By entry and mess. */
const verdicts = new Map<string, Verdict>();

describe.each(ENTRIES)('$name', (entry) => {
	it('accepts clean data without a hint', async () => {
		const run = await entry.run(appcues, CLEAN);
		expect(run.hints).toEqual([]);
		expect(verdictOf(run, entry.arrived(appcues), CLEAN, entry.takes)).toBe('as meant');
	});

	it.each(MESSES.filter((mess) => reaches(mess, entry)))('$name', async (mess) => {
		const run = await entry.run(appcues, messyOf(mess));
		const arrived = entry.arrived(appcues);
		const verdict = verdictOf(run, arrived, meantBy(mess), entry.takes);
		verdicts.set(`${entry.name} ${mess.name}`, verdict);
		expect({ verdict, arrived, error: run.error, hints: run.hints }).not.toMatchObject({
			verdict: 'silent',
		});
	});
});

afterAll(() =>
	checkTable(
		'records',
		ENTRIES.map(({ name }) => name),
		MESSES.map(({ name }) => ({
			name,
			verdicts: ENTRIES.map((entry) => verdicts.get(`${entry.name} ${name}`)),
		})),
	),
);
