import type { FakeEvent } from '../event.cjs';

/**
 * The names that the fake's analytics know: a part of those that Appcues' own published query examples
 * use, with the same meaning. Whatever else there may be gets a 400 that names it.
 */

/** What can be counted; each counts distinct values of a field, `events` every row. */
export const METRICS: Readonly<Record<string, string | undefined>> = {
	events: undefined,
	users: 'user_id',
	groups: 'group_id',
	sessions: 'session_id',
};

export type Bucket = 'day' | 'week' | 'month';

/** Dimensions of time; buckets without events count too. */
export const BUCKETS: readonly string[] = ['day', 'week', 'month'] satisfies Bucket[];

/** Ways to write the attributes that Appcues' own events carry: as a field, and in camel case. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
	flow_id: 'flowId',
	experience_id: 'experienceId',
	checklist_id: 'checklistId',
	step_id: 'stepId',
	score: 'score',
	feedback: 'feedback',
};

/** What a row has for conditions, and for `columns`. */
export const FIELDS: readonly string[] = [
	...['timestamp', 'name', 'event', 'user_id', 'group_id', 'session_id', 'attributes', 'context'],
	...Object.keys(ATTRIBUTES),
];

/** What rows may be grouped by. */
export const DIMENSIONS: readonly string[] = [
	...BUCKETS,
	...FIELDS.filter((name) => !['timestamp', 'attributes', 'context'].includes(name)),
];

/** An event with every field there is, null for what it has not. */
export type FieldRow = Readonly<Record<string, unknown>> & { readonly timestamp: string };

/** @param timeIn writes a time in the zone of the query */
export function fieldRow(event: FakeEvent, timeIn: (ms: number) => string): FieldRow {
	const { name, at, userId, groupId, attributes, context } = event;
	const own = Object.entries(ATTRIBUTES).map(([field, camelCase]) => [
		field,
		attributes[field] ?? attributes[camelCase] ?? null,
	]);
	return {
		timestamp: timeIn(at),
		name,
		event: name,
		user_id: userId,
		group_id: groupId ?? null,
		session_id: context?.session_id ?? null,
		attributes,
		context: context ?? null,
		...Object.fromEntries(own),
	};
}
