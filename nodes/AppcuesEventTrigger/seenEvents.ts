import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { VERIFIED_COLUMNS } from '../shared/api/endpoints/analytics';

/**
 * Remembers which events have started the workflow, by the second in which they happened.
 *
 * Analytics have no ID for an event, and two events can be equal in every column. So it counts: if a second has three
 * equal events and two are remembered, one is new. Events are equal when their verified columns are, which every query
 * returns. The other columns only decide which of the equal events is the new one.
 */
export class SeenEvents {
	/** By second since 1970: the keys of its events, one after the other. A key that is there twice is two events. */
	private constructor(private readonly seconds: Map<number, string>) {}

	/** @param stored the result of {@link SeenEvents.stored}; anything else counts as none */
	static from(stored: unknown): SeenEvents {
		const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
		return new SeenEvents(
			new Map(
				entries.flatMap(
					([second, keys]): Array<[number, string]> =>
						typeof keys === 'string' ? [[Number(second), keys]] : [],
				),
			),
		);
	}

	/**
	 * Returns the events that are new, in the order of the rows, and remembers them.
	 *
	 * @param second since 1970
	 * @param rows all events of that second
	 */
	markSeen(second: number, rows: readonly IDataObject[]): IDataObject[] {
		const seen = keysIn(this.seconds.get(second) ?? '');
		// An event that is the same in all columns is remembered as such: the new one is another of its group.
		const others = rows.filter((row) => !takeKey(seen, groupKey(row), rowKey(row)));
		const fresh = new Set(others.filter((row) => !takeAny(seen, groupKey(row))));
		const added = rows.filter((row) => fresh.has(row));
		if (added.length > 0) {
			const keys = added.map((row) => groupKey(row) + rowKey(row)).join('');
			this.seconds.set(second, (this.seconds.get(second) ?? '') + keys);
		}
		return added;
	}

	/** Forgets the events before a second. */
	forgetBefore(second: number): void {
		for (const known of this.seconds.keys()) if (known < second) this.seconds.delete(known);
	}

	/** Returns what is remembered, for n8n's static data. It holds nothing of the events but hashes. */
	stored(): IDataObject {
		return Object.fromEntries(this.seconds);
	}
}

/** In characters of base64: 72 bits tell events apart, 24 bits the equal ones. */
const GROUP_KEY = 12;
const ROW_KEY = 4;

type Keys = Map<string, string[]>;

function keysIn(text: string): Keys {
	const keys: Keys = new Map();
	for (let at = 0; at < text.length; at += GROUP_KEY + ROW_KEY) {
		const group = text.slice(at, at + GROUP_KEY);
		const row = text.slice(at + GROUP_KEY, at + GROUP_KEY + ROW_KEY);
		keys.set(group, [...(keys.get(group) ?? []), row]);
	}
	return keys;
}

function takeKey(keys: Keys, group: string, row: string): boolean {
	const rows = keys.get(group) ?? [];
	const place = rows.indexOf(row);
	if (place >= 0) rows.splice(place, 1);
	return place >= 0;
}

const takeAny = (keys: Keys, group: string): boolean => keys.get(group)?.pop() !== undefined;

const groupKey = (row: IDataObject) =>
	hash(VERIFIED_COLUMNS.map((name) => textOf(row[name]))).slice(0, GROUP_KEY);

/** Appcues may write a missing value as an empty string, and a number as a string. */
const textOf = (value: unknown) => (value === undefined || value === null ? '' : String(value));

const rowKey = (row: IDataObject) => hash(canonical(row)).slice(0, ROW_KEY);

const hash = (value: unknown) =>
	createHash('sha256').update(JSON.stringify(value)).digest('base64url');

/** Appcues may write the keys of an object in another order. */
function canonical(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(canonical);
	if (typeof value !== 'object' || value === null) return value ?? null;
	return Object.entries(value)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, inner]) => [key, canonical(inner)]);
}
