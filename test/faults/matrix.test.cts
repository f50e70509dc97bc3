import { describe, expect, it, jest } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { useAppcues, useFastTime } from '../support/appcues.cjs';
import { workingNodes } from '../support/workingOperations.cjs';
import type { Column } from './column.cjs';
import { columns, concerns } from './columns.cjs';
import type { Door } from './door.cjs';
import { effects } from './effects.cjs';
import { expected } from './expected.cjs';
import { reliabilityPage, tables, type Row } from './page.cjs';
import { baselineOf, tryOut, type Baseline, type Subject } from './trial.cjs';
import { judge } from './verdict.cjs';

const PAGE = join(__dirname, '../../docs/reliability.md');

const appcues = useAppcues();
const time = useFastTime();

const rows: Row[] = [];

/** Runs an operation with a fault in its way, and judges what came of it. */
async function meet(column: Column, subject: Subject, baseline: Baseline, lasting: boolean) {
	const doors: Door[] = [];
	const taken = jest.spyOn(appcues.fake, 'takeFault');
	time.speed = column.speed ?? 2;
	try {
		const { after } = await tryOut(appcues, subject, async (fake) => {
			return await column.arrange({ fake, baseline, lasting, doors });
		});
		expect(appcues.fake.violations).toEqual([]);
		// What a job does wrong shows in its lasting form; any other fault could miss unnoticed.
		const isHit = [
			...taken.mock.results.map(({ value }) => value),
			...doors.map(({ refused }) => refused),
		];
		expect(column.hits === 'job' || isHit.some(Boolean)).toBe(true);
		const { error = '', jobs } = after;
		if (lasting && column.tells) expect(error).toMatch(column.tells);
		// Also where the job is all there is: who reads the error wants to find it.
		if (lasting && column.hits === 'job') expect(jobs.some((id) => error.includes(id))).toBe(true);
		return { verdict: judge(subject.effect, after, baseline), error };
	} finally {
		taken.mockRestore();
		for (const door of doors) await door.close();
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

		it('does without a fault what is declared', async () => {
			const { before, after } = await start();
			expect(after.error).toBeUndefined();
			expect(after.items.length).toBeGreaterThan(0);
			expect(after.applied).toBe(effect.kind === 'read' ? 0 : 1);
			if (effect.kind === 'read') expect(after.world).toEqual(before);
		});

		it.each(columns.map((column) => [column.name, column] as const))('%s', async (name, column) => {
			const baseline = await start();
			if (!concerns(column, baseline)) return;
			const passing = await meet(column, subject, baseline, false);
			const lasting = await meet(column, subject, baseline, true);
			row.cells.set(name, [passing.verdict, lasting.verdict]);
			const [whenPassing, whenLasting] = expected(column, subject, baseline);
			expect({ passing, lasting }).toEqual({
				passing: { ...passing, verdict: whenPassing },
				lasting: { ...lasting, verdict: whenLasting },
			});
		});
	});
});

describe('docs/reliability.md', () => {
	it('tells what became of every operation', () => {
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
