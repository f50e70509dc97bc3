import { expect } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { mergedTable } from '../support/mergedTable.cjs';
import type { Verdict } from './verdict.cjs';

const PAGE = join(__dirname, '../../docs/reliability.md');

/** One row of a table: what is messy, and the result at each entry. Undefined where it can't enter. */
export interface Line {
	name: string;
	verdicts: Array<Verdict | undefined>;
}

/**
 * Checks that a table in docs/reliability.md has these results. With UPDATE_DOCS, writes it.
 *
 * @param name of the table, which is between `<!-- messy records -->` and `<!-- end -->`
 * @param heads of its columns after the first
 */
export function checkTable(
	name: 'records' | 'lists' | 'files',
	heads: readonly string[],
	lines: readonly Line[],
): void {
	const table = mergedTable(
		'Data',
		heads,
		lines.map(({ name, verdicts }) => ({ name, cells: verdicts.map((each) => each ?? '–') })),
	);
	const page = readFileSync(PAGE, 'utf8');
	const start = `<!-- messy ${name} -->`;
	const from = page.indexOf(start) + start.length;
	const to = page.indexOf('<!-- end -->', from);
	if (from < start.length || to < 0) throw new Error(`${PAGE} has no place for ${start}`);
	const written = `${page.slice(0, from)}\n\n${table}\n\n${page.slice(to)}`;
	if (process.env.UPDATE_DOCS) writeFileSync(PAGE, written);
	expect(readFileSync(PAGE, 'utf8')).toBe(written);
}
