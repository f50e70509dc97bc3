import type { TestFault } from './fault.cjs';
import type { Effect } from './effects.cjs';
import type { Baseline, Subject } from './run.cjs';
import type { Good } from './verdict.cjs';

/** What is to become of a run with a transient fault and with a permanent one. */
type Pair = readonly [transient: Good, permanent: Good];

/** What a repeat means decides (see `nodes/shared/api/retry.ts`). */
type ByKind = Record<Effect['kind'], Pair>;

const recovered: Pair = ['read', 'told'];

/** Refused for certain, or provably not delivered: everything is sent again. */
const NOT_TAKEN: ByKind = {
	read: recovered,
	idempotent: ['once', 'none, told'],
	once: ['once', 'none, told'],
};

/** Not done, but nobody can know. */
const NOT_DONE: ByKind = {
	read: recovered,
	idempotent: ['once', 'none, told'],
	once: ['none, told', 'none, told'],
};

/** Done, but nobody can know. */
const DONE: ByKind = {
	read: recovered,
	idempotent: ['once', 'once, told'],
	once: ['once, told', 'once, told'],
};

/** Appcues is done with it, and says nonsense: asking again would get no better answer. */
const NONSENSE: ByKind = {
	read: ['told', 'told'],
	idempotent: ['once, told', 'once, told'],
	once: ['once, told', 'once, told'],
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
	'time-out': DONE,
	HTML: NONSENSE,
	'cut JSON': NONSENSE,
	trickle: HARMLESS,
	'lost + 429': DONE,
	'lost + refused': DONE,
};

/** An hour is not waited for, so that this fault does not pass. */
const RETRY_LATER: Record<Effect['kind'], Good> = {
	read: 'told',
	idempotent: 'once, told',
	once: 'once, told',
};

/** @returns what a run with the fault must come to */
export function expected(
	{ name, hits }: TestFault,
	{ effect: { kind }, polls }: Subject,
	baseline: Baseline,
): Pair {
	// Whoever waits for a job looks again, whatever the last look has brought.
	if (polls) return name === 'trickle' ? HARMLESS[kind] : recovered;
	if (name === 'empty') return [emptyBody(kind, baseline), emptyBody(kind, baseline)];
	if (name === 'lost + later') return [RETRY_LATER[kind], RETRY_LATER[kind]];
	if (hits !== 'request')
		return [kind === 'read' ? 'read' : 'once', kind === 'read' ? 'told' : 'job, told'];
	return byFault[name][kind];
}

/** No word about a job: it cannot be waited for, nor can what it makes be fetched. */
function emptyBody(kind: Effect['kind'], { poll, after }: Baseline): Good {
	if (kind === 'read') return 'told';
	if (after.downloads > 0) return 'once, told';
	return poll ? 'accepted' : 'once';
}
