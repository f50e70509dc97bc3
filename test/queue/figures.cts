import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';

import { first } from '../../dev/elements.cjs';
import { ROOT } from '../../dev/n8n/paths.cjs';

const PAGE = join(ROOT, 'docs/scaling.md');
const BEGIN = '<!-- figures of npm run test:queue -->';
const END = '<!-- end of the figures -->';

// Other work on the machine affects all figures.
const rows = [
	`| Machine, for all processes together | ${availableParallelism()} cores, load ${first(loadavg()).toFixed(1)} before |`,
];

/** Records a measured figure for the table at the end. */
export function note(what: string, figure: string): void {
	rows.push(`| ${what} | ${figure} |`);
}

/** Seconds with at most one decimal, such as `64 s`. */
export function seconds(ms: number): string {
	const count = ms < 10_000 ? Math.round(ms / 100) / 10 : Math.round(ms / 1000);
	return `${count} s`;
}

/** Prints the figures. With UPDATE_DOCS=1, writes them to docs/scaling.md. */
export function report(): void {
	const table = ['| What | Measured |', '| --- | --- |', ...rows].join('\n');
	process.stdout.write(`\n${table}\n\n`);
	if (process.env.UPDATE_DOCS !== '1') return;
	const page = readFileSync(PAGE, 'utf8');
	const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
	if (before < 0 || after < 0) throw new Error(`${PAGE} has no place for the figures`);
	writeFileSync(PAGE, `${page.slice(0, before)}${BEGIN}\n\n${table}\n\n${page.slice(after)}`);
}
