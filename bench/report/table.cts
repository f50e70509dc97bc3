import { elementAt } from '../../dev/elements.cjs';
import type { BenchResult, Goal, Table } from '../benches/bench.cjs';

/** Formats a bench for the terminal. */
export function printed({ title, table, goals, notes }: BenchResult): string {
	return [`\n${title}\n`, ...aligned(table), '', ...goals.map(goalLine), ...notes, ''].join('\n');
}

function goalLine({ text, measured, reached, why }: Goal): string {
	return `${reached ? '✓' : '✗'} ${text}: ${measured}${why ? `\n    ${why}` : ''}`;
}

function aligned({ columns, rows }: Table): string[] {
	const all = [columns, ...rows];
	const widths = columns.map((_, at) => Math.max(...all.map((row) => elementAt(row, at).length)));
	return all.map((row) =>
		row
			.map((cell, at) =>
				at === 0 ? cell.padEnd(elementAt(widths, at)) : cell.padStart(elementAt(widths, at)),
			)
			.join('  ')
			.trimEnd(),
	);
}
