import type { FakeAccount } from '../model/account.cjs';
import { order } from '../exports/conditions.cjs';
import { nested } from '../exports/nested.cjs';
import type { Table } from '../exports/table.cjs';
import type { Settings } from '../model/settings.cjs';
import { NPS_DAYS, aggregate, asksForNps } from './aggregate.cjs';
import type { Query } from './query.cjs';
import { type Row, rowsSince } from './rows.cjs';

const DAY_MS = 86_400_000;

/** Returns the response to a query, from the account's events as they are now. */
export function answer(account: FakeAccount, query: Query, settings: Readonly<Settings>): Row[] {
	const { from, columns } = query;
	const lookBack = asksForNps(query) ? NPS_DAYS * DAY_MS : 0;
	const all = rowsSince(account, query, from - lookBack, settings);
	const inRange = all.filter(({ at }) => at >= from);
	const rows =
		columns.length > 0
			? inRange.map(({ fields }) => picked(fields, columns, settings.nestedAs))
			: aggregate(inRange, all, query);
	const cut = sorted(rows, query.orderBy).slice(query.offset, query.offset + query.limit);
	return settings.metricValues === 'text' ? cut.map((row) => asText(row, query.metrics)) : cut;
}

/** Generated rows without an event behind them, created while they are read. */
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

function picked(row: Row, names: readonly string[], nestedAs: Settings['nestedAs']): Row {
	return Object.fromEntries(names.map((name) => [name, nested(row[name], nestedAs)]));
}

function asText(row: Row, metrics: readonly string[]): Row {
	return { ...row, ...Object.fromEntries(metrics.map((name) => [name, String(row[name])])) };
}

/** Rows that compare as equal keep their order. */
function sorted(rows: Row[], orderBy: Query['orderBy']): Row[] {
	return [...rows].sort((a, b) => {
		for (const [field, direction] of orderBy) {
			const difference = order(a[field], b[field]) || 0;
			if (difference !== 0) return direction === 'asc' ? difference : -difference;
		}
		return 0;
	});
}
