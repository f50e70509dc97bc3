import type { BenchResult, Table } from '../benches/bench.cjs';

const INTRO = `# Performance

\`npm run bench\` measures the nodes (\`-- --only 2\` for one bench, \`-- --write\` to update this page). It compares them with
n8n's own HTTP Request node and with the bare minimum, on the same fake Appcues in a separate process.

Every measurement is a new process that runs one workflow with the installed n8n's engine, nodes and expression engine
(\`vm\`, as its server uses it). The numbers don't include what n8n's server adds (its database, the editor). Items and
bodies are ready before the time starts. For short runs, the tables show the median of three.
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
	const rows = all.flatMap(([number, { title, goals }]) =>
		goals.map(({ text, measured, reached }) => [
			`${number}. ${title}`,
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
		...(number === '6' ? [''] : []),
	];
}

function tableLines({ columns, rows }: Table): string[] {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [line(columns), line(columns.map(() => '---')), ...rows.map(line)];
}
