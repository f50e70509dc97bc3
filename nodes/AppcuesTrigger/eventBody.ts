import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared/api/answers';
import { parseJson } from '../shared/util/parseJson';
import type { Timestamp } from './timestamp';
import { readTimestamp } from './timestamp';

/** An event as Appcues sends it: what else is in it is not documented. */
export type AppcuesEvent = IDataObject & { name: string };

/**
 * Reads the events of a body: one object, or an array of them, each with a name.
 *
 * @returns undefined for anything else
 */
export function readEvents(rawBody: Buffer): AppcuesEvent[] | undefined {
	// A byte order mark is no part of the JSON.
	const text = rawBody.toString('utf8').replace(/^\uFEFF/, '');
	const parsed = parseJson(text, 'exact');
	const events = Array.isArray(parsed) ? parsed : [parsed];
	return events.length > 0 && events.every(isEvent) ? events : undefined;
}

/** When the event happened, by its own word. */
export function eventTime(event: AppcuesEvent): Timestamp | undefined {
	return readTimestamp(event.timestamp);
}

function isEvent(value: unknown): value is AppcuesEvent {
	return isObject(value) && typeof value.name === 'string' && value.name.trim() !== '';
}
