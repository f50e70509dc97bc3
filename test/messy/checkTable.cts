import { expect } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Verdict } from './verdict.cjs';

const PAGE = join(__dirname, '../../docs/reliability.md');

/** One line of a table: what is messy, and what becomes of it at each entry; undefined where it can't enter. */
export interface Line {
	name: string;
	verdicts: Array<Verdict | undefined>;
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

/** Returns the rows of a table. Lines with the same verdicts share one. */
function grouped(lines: readonly Line[]): string[] {
	const names = new Map<string, string[]>();
	for (const { name, verdicts } of lines) {
		const cells = verdicts.map((verdict) => verdict ?? '–').join(' | ');
		names.set(cells, [...(names.get(cells) ?? []), name]);
	}
	return [...names].map(([cells, group]) => row([group.join('<br>'), cells]));
}

/**
 * Checks that a table of docs/reliability.md says what was seen; with UPDATE_DOCS, writes it.
 *
 * @param name of the table: it stands between `<!-- messy records -->` and `<!-- end -->`
 * @param heads of its columns behind the first
 */
export function checkTable(
	name: 'records' | 'lists' | 'files',
	heads: readonly string[],
	lines: readonly Line[],
): void {
	const table = [
		row(['Data', ...heads]),
		row(['---', ...heads.map(() => '---')]),
		...grouped(lines),
	].join('\n');
	const page = readFileSync(PAGE, 'utf8');
	const start = `<!-- messy ${name} -->`;
	const from = page.indexOf(start) + start.length;
	const to = page.indexOf('<!-- end -->', from);
	if (from < start.length || to < 0) throw new Error(`${PAGE} has no place for ${start}`);
	const written = `${page.slice(0, from)}\n\n${table}\n\n${page.slice(to)}`;
	if (process.env.UPDATE_DOCS) writeFileSync(PAGE, written);
	expect(readFileSync(PAGE, 'utf8')).toBe(written);
}
