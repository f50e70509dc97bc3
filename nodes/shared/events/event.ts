import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../util/isObject';
import type { UnixUnit } from '../checks/moments';
import { unixUnit } from '../checks/moments';
import { isoTimestamp } from '../checks/times';

/** An event as Appcues writes it, in the body of a webhook or in a row of an export. */
export type AppcuesEvent = IDataObject & { name: string };

type TimestampUnit = UnixUnit | 'ISO';

export interface Timestamp {
	/** Since 1970. */
	milliseconds: number;
	unit: TimestampUnit;
}

/** Returns whether a value is an event: an object with a name. */
export function isEvent(value: unknown): value is AppcuesEvent {
	return isObject(value) && typeof value.name === 'string' && value.name.trim() !== '';
}

/**
 * Returns the part of an event's name that is compared. The same name is written `appcues:flow_started`,
 * `Flow Started` and `flow-started`, and `v2:step_seen` is also written `v2_step_seen`. An `é` can be one character or two.
 */
export function comparableName(name: string): string {
	return name
		.trim()
		.normalize('NFC')
		.toLowerCase()
		.normalize('NFC')
		.replace(/^appcues\s*:\s*/, '')
		.replace(/[\s_-]+/g, '')
		.replace(/^v2:/, 'v2');
}

/** Returns the event's ID as a string; undefined if it has none. */
export const eventId = ({ id }: AppcuesEvent): string | undefined => nonBlankText(id);

/** Returns when the event happened; undefined if the event doesn't say. */
export const eventTime = ({ timestamp }: AppcuesEvent): Timestamp | undefined =>
	readTimestamp(timestamp);

/**
 * Reads a time: an ISO string, in UTC unless it names a zone, or a number since 1970, also as a string.
 *
 * @returns undefined for anything else
 */
export function readTimestamp(value: unknown): Timestamp | undefined {
	const iso = isoTimestamp(value, 'UTC');
	if (iso === undefined) return undefined;
	return { milliseconds: Date.parse(iso), unit: unixUnit(Number(value)) ?? 'ISO' };
}

/** Returns a string that isn't blank, or a number, as a trimmed string; undefined for anything else. */
export function nonBlankText(value: unknown): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	return String(value).trim() || undefined;
}
