import { describe, expect, it, jest } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { useAppcues, useFastTime } from '../support/appcues.cjs';
import { workingNodes } from '../support/workingOperations.cjs';
import type { TestFault } from './fault.cjs';
import { faults, appliesTo } from './faults.cjs';
import type { RefusingProxy } from './refusingProxy.cjs';
import { effects } from './effects.cjs';
import { expected } from './expected.cjs';
import { reliabilityPage, tables, type Row } from './page.cjs';
import { baselineOf, runOperation, type Baseline, type Subject } from './run.cjs';
import { verdictOf } from './verdict.cjs';

const PAGE = join(__dirname, '../../docs/reliability.md');

const appcues = useAppcues();
const time = useFastTime();

const rows: Row[] = [];

/** Runs an operation with a fault and returns the verdict. */
async function runWithFault(
	fault: TestFault,
	subject: Subject,
	baseline: Baseline,
	permanent: boolean,
) {
	const proxies: RefusingProxy[] = [];
	const taken = jest.spyOn(appcues.fake, 'takeFault');
	time.speed = fault.speed ?? 2;
	try {
		const { after } = await runOperation(appcues, subject, async (fake) => {
			return await fault.inject({ fake, baseline, permanent, proxies });
		});
		expect(appcues.fake.violations).toEqual([]);
		// A job fault shows in its permanent form. Any other fault could miss unnoticed.
		const isHit = [
			...taken.mock.results.map(({ value }) => value),
			...proxies.map(({ refused }) => refused),
		];
		expect(fault.hits === 'job' || isHit.some(Boolean)).toBe(true);
		const { error = '', jobs } = after;
		if (permanent && fault.errorPattern) expect(error).toMatch(fault.errorPattern);
		// Even when only the job matters, the reader of the error needs to find it.
		if (permanent && fault.hits === 'job') expect(jobs.some((id) => error.includes(id))).toBe(true);
		return { verdict: verdictOf(subject.effect, after, baseline), error };
	} finally {
		taken.mockRestore();
		for (const proxy of proxies) await proxy.close();
	}
}

describe.each(Object.entries(workingNodes))('%s', (type, { operations }) => {
	describe.each(operations)('$operation', (working) => {
		const row: Row = { type, operation: working.operation, cells: new Map() };
		rows.push(row);
		let known: Baseline | undefined;
		const effect = effects[type]?.[working.operation];

		it('is declared in effects.cts', () => expect(effect).toBeDefined());
		if (!effect) return;

		const subject: Subject = { ...working, type, effect };
		const start = async () => (known ??= await baselineOf(appcues, subject));

		it('has the declared effect without a fault', async () => {
			const { before, after } = await start();
			expect(after.error).toBeUndefined();
			expect(after.items.length).toBeGreaterThan(0);
			expect(after.applied).toBe(effect.kind === 'read' ? 0 : 1);
			if (effect.kind === 'read') expect(after.world).toEqual(before);
		});

		it.each(faults.map((fault) => [fault.name, fault] as const))('%s', async (name, fault) => {
			const baseline = await start();
			if (!appliesTo(fault, baseline)) return;
			const transient = await runWithFault(fault, subject, baseline, false);
			const permanent = await runWithFault(fault, subject, baseline, true);
			row.cells.set(name, [transient.verdict, permanent.verdict]);
			const [whenTransient, whenPermanent] = expected(fault, subject, baseline);
			expect({ transient, permanent }).toEqual({
				transient: { ...transient, verdict: whenTransient },
				permanent: { ...permanent, verdict: whenPermanent },
			});
		});
	});
});

describe('docs/reliability.md', () => {
	it('contains the results of every operation', () => {
		const named = rows.map((row) => {
			const choices = appcues.engine.operations(row.type);
			const name = choices.find(({ value }) => value === row.operation)?.name;
			return { ...row, name: name ?? row.operation };
		});
		process.stdout.write(`\n${tables(named)}\n`);
		const written = readFileSync(PAGE, 'utf8');
		const page = reliabilityPage(named, written.slice(written.indexOf('## Messy data')));
		if (process.env.UPDATE_DOCS) writeFileSync(PAGE, page);
		expect(readFileSync(PAGE, 'utf8')).toBe(page);
	});
});
