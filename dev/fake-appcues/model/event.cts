import { isoTime } from './clock.cjs';

/** An event that a caller gives to the fake. */
export interface EventInput {
	userId: string;
	name: string;
	/** When it happened, in milliseconds. */
	at: number;
	attributes?: Readonly<Record<string, unknown>>;
	groupId?: string | null;
	/** Where it came from, such as `web`. Only some exports show it. */
	source?: string;
	context?: Readonly<Record<string, unknown>>;
}

/** An event of a user. Attributes are kept as received: only profiles are known to be flat. */
export interface FakeEvent extends EventInput {
	readonly id: string;
	readonly attributes: Readonly<Record<string, unknown>>;
}

/** Returns an event as the routes of one user show it. @param timeIn writes a time in the requested zone */
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
