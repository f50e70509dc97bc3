import { entryOf } from '../../dev/elements.cjs';
import type { TestFault } from './fault.cjs';
import type { Effect } from './effects.cjs';
import type { Baseline, Subject } from './run.cjs';
import type { Good } from './verdict.cjs';

/** The expected verdicts of a run with a transient fault and with a permanent one. */
type Pair = readonly [transient: Good, permanent: Good];

/** Depends on whether the operation is idempotent (see `nodes/shared/api/retry.ts`). */
type ByKind = Record<Effect['kind'], Pair>;

const recovered: Pair = ['read', 'error'];

/** Refused, or provably not delivered: everything is retried. */
const NOT_TAKEN: ByKind = {
	read: recovered,
	idempotent: ['once', 'not done, error'],
	once: ['once', 'not done, error'],
};

/** Not done, but the node can't know. */
const NOT_DONE: ByKind = {
	read: recovered,
	idempotent: ['once', 'not done, error'],
	once: ['not done, error', 'not done, error'],
};

/** Done, but the node can't know. */
const DONE: ByKind = {
	read: recovered,
	idempotent: ['once', 'once, error'],
	once: ['once, error', 'once, error'],
};

/** Appcues has done it but the response is invalid. A retry would get the same response. */
const NONSENSE: ByKind = {
	read: ['error', 'error'],
	idempotent: ['once, error', 'once, error'],
	once: ['once, error', 'once, error'],
};

const HARMLESS: ByKind = {
	read: ['read', 'read'],
	idempotent: ['once', 'once'],
	once: ['once', 'once'],
};

const byFault: Record<string, ByKind> = {
	'429 + RA': NOT_TAKEN,
	'429': NOT_TAKEN,
	'500': NOT_DONE,
	'502': NOT_DONE,
	'503': NOT_DONE,
	'500 done': DONE,
	refused: NOT_TAKEN,
	reset: NOT_DONE,
	lost: DONE,
	half: DONE,
	timeout: DONE,
	HTML: NONSENSE,
	'cut JSON': NONSENSE,
	trickle: HARMLESS,
	'lost + 429': DONE,
	'lost + refused': DONE,
};

/** The node doesn't wait for an hour, so this fault doesn't pass. */
const RETRY_LATER: Record<Effect['kind'], Good> = {
	read: 'error',
	idempotent: 'once, error',
	once: 'once, error',
};

/** Returns the verdicts that runs with the fault must have. */
export function expected(
	{ name, hits }: TestFault,
	{ effect: { kind }, polls }: Subject,
	baseline: Baseline,
): Pair {
	// A node that waits for a job keeps polling, whatever the last status check returned.
	if (polls) return name === 'trickle' ? HARMLESS[kind] : recovered;
	if (name === 'empty') return [emptyBody(kind, baseline), emptyBody(kind, baseline)];
	if (name === 'lost + later') return [RETRY_LATER[kind], RETRY_LATER[kind]];
	if (hits !== 'request')
		return [kind === 'read' ? 'read' : 'once', kind === 'read' ? 'error' : 'job, error'];
	return entryOf(byFault, name)[kind];
}

/** Without a job in the response, the node can't wait for it or download its result. */
function emptyBody(kind: Effect['kind'], { poll, after }: Baseline): Good {
	if (kind === 'read') return 'error';
	if (after.downloads > 0) return 'once, error';
	return poll ? 'accepted' : 'once';
}
