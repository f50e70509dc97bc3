import type { FakeAccount } from '../model/account.cjs';
import type { FakeEvent } from '../model/event.cjs';
import type { Settings } from '../model/settings.cjs';
import type { ExportRow } from './conditions.cjs';
import { nested } from './nested.cjs';
import type { Table } from './table.cjs';

const EVENT_COLUMNS = ['id', 'name', 'timestamp', 'user_id', 'account_id'];

/** Which events of an account to export, and how to write their times. */
export interface EventChoice {
	/** In milliseconds. */
	from: number;
	/** Exclusive. */
	to: number;
	matches(row: ExportRow): boolean;
	offset: number;
	limit: number;
	timeIn(ms: number): string;
	/** A CSV has neither objects nor JSON text, so it always gets objects. */
	nestedAs: Settings['nestedAs'];
}

/** The matching events as they are now, oldest first. */
export function eventTable(account: FakeAccount, choice: EventChoice): Table {
	const { from, to, matches, offset, limit, timeIn } = choice;
	const rows = account.events
		.filter(({ at }) => at >= from && at < to)
		.sort((a, b) => a.at - b.at)
		.map((event) => ({ event, row: eventRow(account, event, timeIn) }))
		.filter(({ event, row }) => matches({ ...row, group_id: event.groupId }))
		.slice(offset, offset + limit)
		.map(({ row }) => ({
			...row,
			attributes: nested(row.attributes, choice.nestedAs),
			identity: nested(row.identity, choice.nestedAs),
		}));
	return { columns: EVENT_COLUMNS, count: rows.length, rows };
}

/** The members of a segment as they are now, each with these properties. Missing ones are null. */
export function memberTable(
	account: FakeAccount,
	segmentId: string,
	properties: readonly string[],
): Table {
	const rows = [...account.segment(segmentId).members.keys()].map((userId) => {
		const profile = account.users.get(userId) ?? {};
		return memberRow(userId, properties, (name) => profile[name] ?? null);
	});
	return { columns: memberColumns(properties), count: rows.length, rows };
}

/** Generated events, created while they are read. */
export function syntheticEvents(account: FakeAccount, count: number, now: number): Table {
	return {
		columns: EVENT_COLUMNS,
		count,
		uniform: true,
		rows: generated(count, (i) => ({
			id: `event-${i}`,
			name: 'Synthetic event',
			timestamp: new Date(now - i * 1000).toISOString(),
			user_id: `user-${i % 100_000}`,
			account_id: account.id,
			attributes: { index: i, plan: 'pro', note: 'Generated during the download' },
			identity: { plan: 'pro' },
		})),
	};
}

/** The same for members. */
export function syntheticMembers(properties: readonly string[], count: number): Table {
	return {
		columns: memberColumns(properties),
		count,
		uniform: true,
		rows: generated(count, (i) => memberRow(`user-${i}`, properties, (name) => `${name} ${i}`)),
	};
}

function memberColumns(properties: readonly string[]): string[] {
	return [...new Set(['user_id', ...properties])];
}

/** The user ID wins, even when a property of that name is requested. */
function memberRow(
	userId: string,
	properties: readonly string[],
	value: (name: string) => unknown,
) {
	const [, ...names] = memberColumns(properties);
	return { user_id: userId, ...Object.fromEntries(names.map((name) => [name, value(name)])) };
}

/** What the identity of an exported event contains is unknown (?). Here it is the user's profile. */
function eventRow(account: FakeAccount, event: FakeEvent, timeIn: (ms: number) => string) {
	const { id, name, at, userId, source, attributes } = event;
	return {
		id,
		name,
		timestamp: timeIn(at),
		user_id: userId,
		account_id: account.id,
		...(source !== undefined && { source }),
		attributes,
		identity: account.users.get(userId) ?? {},
	};
}

/** Can be read more than once. */
function generated(count: number, row: (i: number) => ExportRow): Iterable<ExportRow> {
	return {
		*[Symbol.iterator]() {
			for (let i = 0; i < count; i += 1) yield row(i);
		},
	};
}
