import type { BenchResult, Table } from '../benches/bench.cjs';

const INTRO = `# Performance

\`npm run bench\` compares the nodes with n8n's HTTP Request node and with a bare minimum (axios), on the same fake Appcues.
\`-- --write\` writes this page. Each measurement runs one workflow in a new process with n8n's own engine, without n8n's server.
Short runs are repeated, three or five times. The table shows their median, and the range in parentheses.
`;

/** Returns docs/performance.md with all benches. */
export function markdown(machine: string[], results: Record<string, BenchResult>): string {
	const all = Object.entries(results);
	return [
		INTRO,
		...machine.map((line) => `- ${line}`),
		'',
		'## Goals',
		'',
		...overview(all),
		...all.flatMap(([number, result]) => section(number, result)),
	].join('\n');
}

function overview(all: Array<[string, BenchResult]>): string[] {
	const rows = all.flatMap(([number, { goals }]) =>
		goals.map(({ text, measured, reached }) => [
			number,
			text,
			measured,
			reached ? 'yes' : '**no**',
		]),
	);
	return tableLines({ columns: ['Bench', 'Goal', 'Measured', 'Reached'], rows });
}

function section(number: string, result: BenchResult): string[] {
	const { title, what, table, goals, notes, charts } = result;
	const missed = goals.filter(({ reached }) => !reached);
	return [
		'',
		`## ${number}. ${title}`,
		'',
		what.join('\n\n'),
		'',
		...tableLines(table),
		...missed.flatMap(({ text, why }) => ['', `**Missed** (${text}): ${why ?? ''}`]),
		...notes.flatMap((note) => ['', note]),
		...charts.flatMap(({ name, title: about }) => ['', `![${about}](images/${name}.svg)`]),
	];
}

function tableLines({ columns, rows }: Table): string[] {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [line(columns), line(columns.map(() => '---')), ...rows.map(line)];
}
