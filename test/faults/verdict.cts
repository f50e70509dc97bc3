import { isDeepStrictEqual } from 'node:util';

import type { IDataObject } from 'n8n-workflow';

import { SECRET } from '../support/appcues.cjs';
import type { Effect } from './effects.cjs';
import { withoutJob } from './plain.cjs';

/** What the fake and the run look like afterwards. */
export interface Evidence {
	/** How often the operation was done, by the fake's state. NaN: the state is neither here nor there. */
	applied: number;
	/** Everything the fake holds but its jobs, comparable. */
	world: unknown;
	/** The IDs of the jobs the fake has started. */
	jobs: string[];
	/** What the node put out, comparable. */
	items: IDataObject[];
	/** How many files were asked for. */
	downloads: number;
	/** Message and description, when the node stopped. */
	error?: string;
	/** All that n8n keeps of the run. */
	everything: string;
}

/** The same operation without a fault, and what was there before it. */
export interface Reference {
	before: unknown;
	after: Evidence;
}

/** What may become of a run. `docs/reliability.md` tells what each means. */
export type Good =
	| 'read'
	| 'told'
	| 'once'
	| 'accepted'
	| 'none, told'
	| 'once, told'
	| 'job, told';

/** What must never become of a run. */
export type Bad =
	| 'LOST'
	| 'DOUBLED'
	| 'DENIED'
	| 'UNTOLD'
	| 'WRONG DATA'
	| 'OTHER CHANGE'
	| 'LEAKED';

export type Verdict = Good | Bad;

/** Says that Appcues did not do it. */
const DENIES = /never reached Appcues|Appcues refused|Not accepted|Appcues has no(thing)? /i;

/** Says that Appcues may have done it, and how to check; or that it has accepted it. */
const UNSURE = /may or may not have done this\. \S+|Appcues accepted/;

/** Where a repeat does no harm, nobody needs to check. */
const IDEMPOTENT = /again does no harm/;

/** Judges a run by the fake's state, and its words by whether they fit that state. */
export function verdictOf(effect: Effect, evidence: Evidence, reference: Reference): Verdict {
	const { applied, world, error = 'Appcues', everything } = evidence;
	if (everything.includes(SECRET) || /[?&]X-Amz-|X-Amz-Signature/i.test(everything))
		return 'LEAKED';
	if (applied > 1) return 'DOUBLED';
	if (![reference.before, reference.after.world].some((one) => isDeepStrictEqual(one, world))) {
		return 'OTHER CHANGE';
	}
	// What went wrong in here and not out there is nothing a user could act on.
	if (!/Appcues|The download/.test(error)) return 'UNTOLD';
	if (effect.kind === 'read') return verdictOnRead(evidence, reference);
	return evidence.error === undefined
		? verdictOnSuccess(evidence, reference)
		: verdictOnError(effect, evidence, evidence.error);
}

function verdictOnRead({ items, error, jobs }: Evidence, { before, after }: Reference): Verdict {
	const isChanged = jobs.length > after.jobs.length || !isDeepStrictEqual(before, after.world);
	if (isChanged) return 'OTHER CHANGE';
	if (error !== undefined) return 'told';
	return isDeepStrictEqual(items, after.items) ? 'read' : 'WRONG DATA';
}

function verdictOnSuccess({ applied, world, items }: Evidence, { after }: Reference): Verdict {
	// A job that was started and does nothing is lost as well.
	if (applied !== 1 || !isDeepStrictEqual(world, after.world)) return 'LOST';
	const isAccepted =
		items.every(({ status }) => status === 'ACCEPTED') &&
		after.items.every(({ status }) => status === 'COMPLETED');
	if (after.downloads > 0) return isDeepStrictEqual(items, after.items) ? 'once' : 'WRONG DATA';
	const fits =
		items.length === after.items.length &&
		items.every((item, index) => isPartOf(item, after.items[index], isAccepted));
	if (!fits) return 'WRONG DATA';
	return isAccepted ? 'accepted' : 'once';
}

/** An answer that Appcues gave in brief makes a brief item, but what stands there is true. */
function isPartOf(item: IDataObject, usual: IDataObject, isAccepted: boolean): boolean {
	const said = Object.entries(withoutJob(item));
	return said.every(
		([key, value]) =>
			isDeepStrictEqual(value, usual[key]) ||
			// What is accepted only is not yet done, and may say so.
			(isAccepted && (key === 'status' || value === false)),
	);
}

function verdictOnError({ kind }: Effect, { applied, jobs }: Evidence, error: string): Verdict {
	const taken = applied === 1 || jobs.length > 0;
	if (!taken) return 'none, told';
	// An ID in a quoted answer is not a name that anyone would look for.
	if (jobs.some((id) => error.includes(`job ${id}`))) return 'job, told';
	if (DENIES.test(error)) return 'DENIED';
	const owns = UNSURE.test(error) || (kind === 'idempotent' && IDEMPOTENT.test(error));
	return owns ? 'once, told' : 'UNTOLD';
}
