import { elementAt } from '../../dev/elements.cjs';
/** A row of a table: its name, and a cell for each column. */
export interface NamedCells {
	name: string;
	cells: readonly string[];
}

/**
 * Returns a Markdown table in which rows with the same cells share one row, and columns with the same cells one column.
 *
 * @param corner the head of the first column
 * @param heads the heads of the others
 */
export function mergedTable(
	corner: string,
	heads: readonly string[],
	lines: readonly NamedCells[],
): string {
	const columns = grouped(
		heads.map((head, index) => ({
			name: head,
			cells: lines.map(({ cells }) => elementAt(cells, index)),
		})),
	);
	const rows = grouped(
		lines.map(({ name }, index) => ({
			name,
			cells: columns.map(({ cells }) => elementAt(cells, index)),
		})),
	);
	const row = (first: string, cells: readonly string[]) => `| ${[first, ...cells].join(' | ')} |`;
	return [
		row(
			corner,
			columns.map(({ names }) => names.join('<br>')),
		),
		row(
			'---',
			columns.map(() => '---'),
		),
		...rows.map(({ names, cells }) => row(names.join('<br>'), cells)),
	].join('\n');
}

function grouped(all: readonly NamedCells[]) {
	const groups = new Map<string, { names: string[]; cells: readonly string[] }>();
	for (const { name, cells } of all) {
		const key = JSON.stringify(cells);
		const group = groups.get(key) ?? { names: [], cells };
		group.names.push(name);
		groups.set(key, group);
	}
	return [...groups.values()];
}
