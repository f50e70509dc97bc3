import { isDeepStrictEqual } from 'node:util';

import type { IDataObject } from 'n8n-workflow';

import { elementAt } from '../../dev/elements.cjs';
import { SECRET } from '../support/appcues.cjs';
import type { Effect } from './effects.cjs';
import { withoutJob } from './plain.cjs';

/** What the fake and the run look like afterwards. */
export interface Evidence {
	/** How often the operation was done, by the fake's state. NaN: neither the state before nor the one after. */
	applied: number;
	/** Everything the fake holds except its jobs, comparable. */
	world: unknown;
	/** The IDs of the jobs the fake has started. */
	jobs: string[];
	/** The node's output, comparable. */
	items: IDataObject[];
	/** How many files were requested. */
	downloads: number;
	/** Message and description, when the node stopped. */
	error?: string;
	/** Everything that n8n keeps of the run. */
	everything: string;
}

/** The same operation without a fault, and the state before it. */
export interface Reference {
	before: unknown;
	after: Evidence;
}

/** Acceptable results of a run. `docs/reliability.md` explains them. */
export type Good =
	| 'read'
	| 'error'
	| 'once'
	| 'accepted'
	| 'not done, error'
	| 'once, error'
	| 'job, error';

/** Results that must never happen. */
export type Bad =
	| 'LOST'
	| 'DOUBLED'
	| 'DENIED'
	| 'UNCLEAR'
	| 'WRONG DATA'
	| 'OTHER CHANGE'
	| 'LEAKED';

export type Verdict = Good | Bad;

/** Says that Appcues did not do it. */
const DENIES = /never reached Appcues|Appcues refused|Not accepted|Appcues has no(thing)? /i;

/** Says that Appcues may have done it and how to check, or that it has accepted it. */
const UNSURE = /may or may not have processed this request\. \S+|Appcues accepted/;

/** Nobody needs to check when running again is safe. */
const IDEMPOTENT = /safely run/;

/** Returns the verdict on a run, from the fake's state and from whether the message fits that state. */
export function verdictOf(effect: Effect, evidence: Evidence, reference: Reference): Verdict {
	const { applied, world, error = 'Appcues', everything } = evidence;
	if (everything.includes(SECRET) || /[?&]X-Amz-|X-Amz-Signature/i.test(everything))
		return 'LEAKED';
	if (applied > 1) return 'DOUBLED';
	if (![reference.before, reference.after.world].some((one) => isDeepStrictEqual(one, world))) {
		return 'OTHER CHANGE';
	}
	// An internal error is nothing that a user could act on.
	if (!/Appcues|The download/.test(error)) return 'UNCLEAR';
	if (effect.kind === 'read') return verdictOnRead(evidence, reference);
	return evidence.error === undefined
		? verdictOnSuccess(evidence, reference)
		: verdictOnError(effect, evidence, evidence.error);
}

function verdictOnRead({ items, error, jobs }: Evidence, { before, after }: Reference): Verdict {
	const isChanged = jobs.length > after.jobs.length || !isDeepStrictEqual(before, after.world);
	if (isChanged) return 'OTHER CHANGE';
	if (error !== undefined) return 'error';
	return isDeepStrictEqual(items, after.items) ? 'read' : 'WRONG DATA';
}

function verdictOnSuccess({ applied, world, items }: Evidence, { after }: Reference): Verdict {
	// A job that was started and does nothing counts as lost.
	if (applied !== 1 || !isDeepStrictEqual(world, after.world)) return 'LOST';
	const isAccepted =
		items.every(({ status }) => status === 'ACCEPTED') &&
		after.items.every(({ status }) => status === 'COMPLETED');
	if (after.downloads > 0) return isDeepStrictEqual(items, after.items) ? 'once' : 'WRONG DATA';
	const fits =
		items.length === after.items.length &&
		items.every((item, index) => isPartOf(item, elementAt(after.items, index), isAccepted));
	if (!fits) return 'WRONG DATA';
	return isAccepted ? 'accepted' : 'once';
}

/** A short response of Appcues makes a short item, but its values must be true. */
function isPartOf(item: IDataObject, usual: IDataObject, isAccepted: boolean): boolean {
	const said = Object.entries(withoutJob(item));
	return said.every(
		([key, value]) =>
			isDeepStrictEqual(value, usual[key]) ||
			// Accepted work isn't done yet, and the item may say so.
			(isAccepted && (key === 'status' || value === false)),
	);
}

function verdictOnError({ kind }: Effect, { applied, jobs }: Evidence, error: string): Verdict {
	const taken = applied === 1 || jobs.length > 0;
	if (!taken) return 'not done, error';
	// An ID inside a quoted response doesn't count as naming the job.
	if (jobs.some((id) => error.includes(`job ${id}`))) return 'job, error';
	if (DENIES.test(error)) return 'DENIED';
	const owns = UNSURE.test(error) || (kind === 'idempotent' && IDEMPOTENT.test(error));
	return owns ? 'once, error' : 'UNCLEAR';
}
