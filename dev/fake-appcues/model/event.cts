import { isoTime } from './clock.cjs';

/** What someone tells the fake that a user did. */
export interface EventInput {
	userId: string;
	name: string;
	/** When it happened, in milliseconds. */
	at: number;
	attributes?: Readonly<Record<string, unknown>>;
	groupId?: string | null;
	/** Where it came from, such as `web`; only some exports show it. */
	source?: string;
	context?: Readonly<Record<string, unknown>>;
}

/** Something a user did. Attributes are kept as they came: only profiles are known to be flat. */
export interface FakeEvent extends EventInput {
	readonly id: string;
	readonly attributes: Readonly<Record<string, unknown>>;
}

/** An event as the routes of one user show it. @param timeIn writes a time in the zone asked for */
export function eventJson(event: FakeEvent, timeIn: (ms: number) => string = isoTime) {
	const { name, at, attributes, groupId, context } = event;
	return {
		name,
		timestamp: timeIn(at),
		attributes,
		...(groupId != null && { group_id: groupId }),
		...(context && { context }),
	};
}
