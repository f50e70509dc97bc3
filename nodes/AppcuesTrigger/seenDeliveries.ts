import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared/util/isObject';
import type { AppcuesEvent } from '../shared/events/event';
import { comparableName, eventId, eventTime, nonBlankText } from '../shared/events/event';

/** How many deliveries of one trigger are remembered, in this process and in the workflow. */
const IN_PROCESS = 50_000;
const IN_WORKFLOW = 1_000;

/** The key in the workflow's static data. */
const KEY = 'seenDeliveries';

/**
 * Returns the key of a delivery: a hash, so that keys are short and hold nothing of what was delivered.
 *
 * An event's ID alone isn't enough. All events of one email can have the message's ID, whoever opened it and however
 * often. A repeated delivery has the same name, user and time too. An event without an ID is known by its place in the
 * body.
 */
export function deliveryKey(event: AppcuesEvent, rawBody: Buffer, place: number): string {
	const hash = createHash('sha256');
	const id = eventId(event);
	if (id === undefined) {
		hash.update(`body ${place} `).update(rawBody);
	} else {
		const parts = [id, comparableName(event.name), userOf(event), timeOf(event)];
		hash.update(`event ${JSON.stringify(parts)}`);
	}
	return hash.digest('base64url').slice(0, 22);
}

const userOf = (event: AppcuesEvent) => nonBlankText(event.user_id) ?? null;

/** A repeated delivery may write its time in another way. */
const timeOf = (event: AppcuesEvent) =>
	eventTime(event)?.milliseconds ?? nonBlankText(event.timestamp) ?? null;

/**
 * Remembers the deliveries that triggers have received, in two places.
 *
 * In this process: n8n reads a workflow's static data again for every webhook call and writes it after the call is
 * answered. So calls that arrive together don't see each other in it. Here, nothing can happen between the check and the
 * mark, so only one of them is the first. (Measured in n8n 2.41. See `receive` for what n8n writes when.)
 *
 * In the workflow's static data: for the time after a restart, and for n8n's other processes. Each write holds all that
 * this process knows, which restores what calls at the same time have overwritten. Only the newest deliveries are kept
 * there, since n8n reads and writes all of it with every call. If another node of the workflow writes static data, n8n
 * restores the state from when that execution began, until the next call.
 *
 * A delivery is marked before n8n starts the workflow. n8n doesn't report a start that failed, so a retry of that
 * delivery starts nothing.
 */
export class SeenDeliveries {
	private readonly byTrigger = new Map<string, Map<string, number>>();

	/**
	 * Marks deliveries as seen, and returns which of them are new.
	 *
	 * @param trigger identifies the trigger
	 * @param stored the node's static data; written if a delivery is new
	 * @param keys see {@link deliveryKey}
	 * @param now in milliseconds since 1970
	 * @param window how long a delivery is remembered, in milliseconds
	 * @returns for each key whether this is its first delivery
	 */
	markSeen(
		trigger: string,
		stored: IDataObject,
		keys: readonly string[],
		now: number,
		window: number,
	): boolean[] {
		const isOld = (at: number) => Math.abs(now - at) > window;
		const seen = this.recall(trigger, stored, isOld);
		forget(seen, isOld);
		const fresh = keys.map((key) => {
			const before = seen.get(key);
			if (before !== undefined && !isOld(before)) return false;
			// Deleted first, so that the newest stay last, even if the clock was set back.
			seen.delete(key);
			seen.set(key, now);
			return true;
		});
		let surplus = seen.size - IN_PROCESS;
		forget(seen, () => surplus-- > 0);
		if (fresh.includes(true)) stored[KEY] = Object.fromEntries([...seen].slice(-IN_WORKFLOW));
		return fresh;
	}

	/** Returns what this process and the workflow remember, oldest first. */
	private recall(
		trigger: string,
		stored: IDataObject,
		isOld: (at: number) => boolean,
	): Map<string, number> {
		const known = this.byTrigger.get(trigger) ?? new Map<string, number>();
		const kept = isObject(stored[KEY]) ? Object.entries(stored[KEY]) : [];
		const missing = kept.flatMap(
			([key, at]): Array<[string, number]> =>
				typeof at === 'number' && !isOld(at) && !known.has(key) ? [[key, at]] : [],
		);
		const seen =
			missing.length === 0 ? known : new Map([...missing, ...known].sort(([, a], [, b]) => a - b));
		this.byTrigger.set(trigger, seen);
		return seen;
	}
}

/** Deletes the oldest deliveries, up to the first that stays. */
function forget(seen: Map<string, number>, isOld: (at: number) => boolean): void {
	for (const [key, at] of seen) {
		if (!isOld(at)) return;
		seen.delete(key);
	}
}
