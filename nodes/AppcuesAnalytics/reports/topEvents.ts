import type { IDataObject } from 'n8n-workflow';

import { byCount, orNull, percentChange, setOnce, textOf } from './figures';
import type { Figures } from './figures';
import { readPeriods } from './periods';
import type { Compared, Report } from './report';
import { forBoth, readCompare } from './report';

/** Figures by event name. */
type Events = ReadonlyMap<string, Figures>;

export const topEvents: Report = {
	value: 'topEvents',
	name: 'Top Events',
	description: 'How often each event happened and to how many users, the most frequent first',
	read: (item) => {
		const periods = readPeriods(item, readCompare(item));
		return async ({ query }) => {
			const events = await forBoth(periods, async (period) => {
				const rows = await query(
					{
						metrics: ['events', 'users'],
						dimensions: ['name'],
						conditions: [],
						order_by: [['events', 'desc']],
					},
					period,
				);
				return eventsIn(rows);
			});
			return eventRows(events);
		};
	},
};

function eventsIn(rows: readonly IDataObject[]): Events {
	const figures = new Map<string, Figures>();
	for (const row of rows) setOnce(figures, textOf(row.name), row);
	return figures;
}

/** Returns a row for each event, also for those that only the period before had. */
export function eventRows({ current, previous }: Compared<Events>): IDataObject[] {
	const names = new Set([...current.keys(), ...(previous?.keys() ?? [])]);
	const rows = [...names].map((name) => {
		const { events, users } = current.get(name) ?? { events: 0, users: 0 };
		const previousEvents = previous && (previous.get(name)?.events ?? 0);
		return {
			name: orNull(name),
			events,
			users,
			...(previousEvents !== undefined && {
				previousEvents,
				change: percentChange(events, previousEvents),
			}),
		};
	});
	return rows.sort(
		byCount(
			({ events }) => events,
			({ name }) => name,
		),
	);
}
