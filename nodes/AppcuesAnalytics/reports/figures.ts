import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../shared/util/invalidInput';

/** How often something happened, and to how many users. */
export interface Figures {
	events: number;
	/** Each user once, so they never add up. */
	users: number;
}

const NONE: Figures = { events: 0, users: 0 };

/**
 * Adds the figures of a row.
 *
 * @throws {InvalidInput} if there are some already: users of two rows can't be added up
 */
export function setOnce(figures: Map<string, Figures>, name: string, row: IDataObject): void {
	if (figures.has(name)) {
		throw new InvalidInput(
			'Appcues returned two rows for the same event',
			`One of them is ${JSON.stringify(row).slice(0, 200)}. Try 'Run Query' with the metrics events and users.`,
		);
	}
	figures.set(name, { events: numberIn(row, 'events'), users: numberIn(row, 'users') });
}

/** The figures of one object, by event name. */
type ByName = ReadonlyMap<string, Figures>;

/** The figures of objects, by ID and event name. The ID of rows without one is an empty string. */
export type Pivot = ReadonlyMap<string, ByName>;

/** Groups rows by the values of a dimension. */
export function pivot(rows: readonly IDataObject[], dimension: string): Pivot {
	const byId = new Map<string, Map<string, Figures>>();
	for (const row of rows) {
		const id = textOf(row[dimension]);
		const byName = byId.get(id) ?? new Map<string, Figures>();
		byId.set(id, byName);
		setOnce(byName, textOf(row.name), row);
	}
	return byId;
}

/** Returns the figures of an event; zeros if there are no rows. */
export const figuresOf = (byName: ByName | undefined, name: string): Figures =>
	byName?.get(name) ?? NONE;

/** Returns all IDs of several groups, each once. */
export const idsIn = (...groups: ReadonlyArray<Pick<Pivot, 'keys'> | undefined>): string[] => [
	...new Set(groups.flatMap((group) => [...(group?.keys() ?? [])])),
];

/** Returns the value of a dimension. Appcues writes a missing one as an empty string. */
export const textOf = (value: unknown): string =>
	value === undefined || value === null ? '' : String(value);

/** Returns null for a missing value. */
export const orNull = (text: string): string | null => (text === '' ? null : text);

/**
 * Returns a metric of a row; zero if it's empty.
 *
 * @throws {InvalidInput} if the row doesn't have it, so that a report never shows a zero that nobody counted
 */
export function numberIn(row: IDataObject, metric: string): number {
	const value = row[metric];
	if (typeof value === 'number') return value;
	if (value === '' || value === null) return 0;
	throw new InvalidInput(
		`Appcues returned a row without a number of ${metric}`,
		`The row is ${JSON.stringify(row).slice(0, 200)}. Try 'Run Query' with the metric ${metric}.`,
	);
}

/** Returns a share in percent, with one decimal; null if there is no whole. */
export const percent = (part: number, whole: number): number | null =>
	whole === 0 ? null : oneDecimal((part * 100) / whole);

/** Returns by how many percent a number changed; null if it was zero. */
export const percentChange = (now: number, before: number): number | null =>
	percent(now - before, before);

/** Returns by how many points a rate or score changed; null if one of the two is missing. */
export const pointsChange = (now: number | null, before: number | null): number | null =>
	now === null || before === null ? null : oneDecimal(now - before);

// Adding zero turns -0 into 0.
const oneDecimal = (value: number) => Math.round(value * 10) / 10 + 0;

/** Compares two rows: the larger number first, then by name. */
export const byCount =
	<Row>(countOf: (row: Row) => number, nameOf: (row: Row) => string | null) =>
	(a: Row, b: Row): number =>
		countOf(b) - countOf(a) ||
		(nameOf(a) ?? '').localeCompare(nameOf(b) ?? '', 'en', { sensitivity: 'base' });
