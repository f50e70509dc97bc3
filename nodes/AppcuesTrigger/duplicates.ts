import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared/util/isObject';
import type { AppcuesEvent } from '../shared/events/event';
import { comparableName, eventId } from '../shared/events/event';

/** How many deliveries one trigger remembers in this process, and of those how many in the workflow. */
const IN_PROCESS = 50_000;
const IN_WORKFLOW = 1_000;

/** Where it is kept in the workflow's static data. */
const KEY = 'seenDeliveries';

/**
 * What stands for a delivery: its event's ID and name (an e-mail that is delivered and then opened may have one ID), or the raw body and the event's place in it. A hash, so that it is short,
 * of one length, and holds nothing of what was delivered.
 */
export function deliveryKey(event: AppcuesEvent, rawBody: Buffer, place: number): string {
	const hash = createHash('sha256');
	const id = eventId(event);
	if (id === undefined) hash.update(`body ${place} `).update(rawBody);
	else hash.update(`id ${comparableName(event.name)} ${id}`);
	return hash.digest('base64url').slice(0, 22);
}

/**
 * The deliveries that triggers have seen, in two places.
 *
 * In this process: n8n reads a workflow's static data for every webhook call anew and writes it once the call is answered
 * (measured in 2.41: after a call that starts nothing, too; not in test mode; and where n8n itself answers, not reliably,
 * see `receive`), so of calls that come at once none sees what the other notes. A look and a note here have nothing
 * between them, so only one of them can be first.
 *
 * In the workflow's static data, for after a restart and for n8n's other processes: what is written is all that this
 * process knows, which makes up for what calls that came at once wrote over each other. Only the newest are kept there,
 * since n8n reads and writes all of it with every call. Should another node of the workflow write static data, n8n
 * puts back what it was when that execution began, until the next call.
 *
 * A delivery is noted before n8n starts the workflow. A trigger is never told that n8n then could not start it, so a
 * repeat of that delivery starts nothing.
 */
export class Deliveries {
	private readonly byTrigger = new Map<string, Map<string, number>>();

	/**
	 * Notes deliveries and says which of them are new.
	 *
	 * @param trigger what tells one trigger from another
	 * @param stored the node's static data; written when something was new
	 * @param keys see {@link deliveryKey}
	 * @param now in milliseconds since 1970
	 * @param window for how long a delivery is remembered, in milliseconds
	 * @returns for each key whether it was first seen just now
	 */
	note(
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
			// Set anew, so that the newest stay last, even if the clock was set back.
			seen.delete(key);
			seen.set(key, now);
			return true;
		});
		let surplus = seen.size - IN_PROCESS;
		forget(seen, () => surplus-- > 0);
		if (fresh.includes(true)) stored[KEY] = Object.fromEntries([...seen].slice(-IN_WORKFLOW));
		return fresh;
	}

	/** What this process and the workflow know, oldest first. */
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

/** Forgets the oldest, up to the first that is to stay. */
function forget(seen: Map<string, number>, old: (at: number) => boolean): void {
	for (const [key, at] of seen) {
		if (!old(at)) return;
		seen.delete(key);
	}
}
