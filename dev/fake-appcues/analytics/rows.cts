import type { FakeAccount } from '../model/account.cjs';
import type { FakeEvent } from '../model/event.cjs';
import type { Settings } from '../model/settings.cjs';
import { type FieldContext, fieldOf } from './fields.cjs';
import type { Query } from './query.cjs';

export type Row = Readonly<Record<string, unknown>>;

/** An event with the fields that a query needs, null for those it doesn't have. */
export interface RowOfEvent {
	readonly at: number;
	readonly event: FakeEvent;
	readonly fields: Row;
}

/** Returns the events that match a query's conditions, oldest first. @param since in milliseconds */
export function rowsSince(
	account: FakeAccount,
	query: Query,
	since: number,
	settings: Readonly<Settings>,
): RowOfEvent[] {
	const { users } = account;
	const { checklistItemField } = settings;
	return account.events
		.filter(({ at }) => at >= since && at < query.to)
		.sort((a, b) => a.at - b.at)
		.map((event) => {
			const profile = users.get(event.userId);
			return rowOf(event, query, { timeIn: query.timeIn, profile, checklistItemField });
		})
		.filter(({ fields }) => query.matches(fields));
}

function rowOf(event: FakeEvent, query: Query, context: FieldContext): RowOfEvent {
	return {
		at: event.at,
		event,
		fields: Object.fromEntries(query.fields.map((name) => [name, fieldOf(event, name, context)])),
	};
}
