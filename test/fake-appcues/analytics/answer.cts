import type { FakeAccount } from '../account.cjs';
import { order } from '../exports/conditions.cjs';
import type { Table } from '../exports/table.cjs';
import { aggregate } from './aggregate.cjs';
import type { Query } from './query.cjs';
import { fieldRow } from './vocabulary.cjs';

export type Row = Readonly<Record<string, unknown>>;

/** What the events of an account answer to a query, as they are now. */
export function answer(account: FakeAccount, query: Query): Row[] {
	const events = account.events
		.filter(({ at }) => at >= query.from && at < query.to)
		.sort((a, b) => a.at - b.at)
		.map((event) => fieldRow(event, query.timeIn))
		.filter((row) => query.matches(row));
	const rows =
		query.columns.length > 0
			? events.map((row) => picked(row, query.columns))
			: aggregate(events, query);
	return sorted(rows, query.orderBy).slice(query.offset, query.offset + query.limit);
}

/** Rows that nothing happened for, made while they are read. */
export function syntheticRows(query: Query, count: number): Table {
	const { metrics, dimensions, columns, from } = query;
	const valueOf = (name: string, i: number) => {
		if (metrics.includes(name)) return i;
		return name === 'timestamp' ? query.timeIn(from + i * 1000) : `${name} ${i}`;
	};
	return {
		columns: [...dimensions, ...metrics, ...columns],
		count,
		rows: {
			*[Symbol.iterator]() {
				for (let i = 0; i < count; i += 1) {
					const names = [...dimensions, ...metrics, ...columns];
					yield Object.fromEntries(names.map((name) => [name, valueOf(name, i)]));
				}
			},
		},
	};
}

function picked(row: Row, names: readonly string[]): Row {
	return Object.fromEntries(names.map((name) => [name, row[name]]));
}

/** Rows that are equal by it stay in the order they are in. */
function sorted(rows: Row[], orderBy: Query['orderBy']): Row[] {
	return [...rows].sort((a, b) => {
		for (const [field, direction] of orderBy) {
			const difference = order(a[field], b[field]) || 0;
			if (difference !== 0) return direction === 'asc' ? difference : -difference;
		}
		return 0;
	});
}
