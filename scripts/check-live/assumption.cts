import type { Context } from './context.cjs';

/**
 * How well something is known: Appcues says so; seen in use; written by third parties; unknown, where
 * the package works with every reading that is listed.
 */
export type Grade = 'A' | 'B' | 'C' | '?';

/** What an assumption needs beyond reading, named as the flag of the command that allows it. */
export type Need = 'write' | 'write-events' | 'write-groups';

/** Something the package takes Appcues to do, and how to find out whether it does. */
export interface Assumption {
	/** Lower case, joined by dashes; never used twice. */
	id: string;
	title: string;
	/** With every reading the package works with. */
	expected: string;
	grade: Grade;
	/** Of a `?`: how the package works with every reading. */
	copes?: string;
	/** What to change when it differs, from the root of the repository. */
	file: string;
	needs?: Need;
	/** @throws {NotChecked} when there is nothing to look at */
	check(context: Context): Promise<Verdict>;
}

/** What was seen: in shapes, counts and statuses, never in the account's own data. */
export interface Verdict {
	kind: 'holds' | 'differs' | 'notChecked';
	/** Of `notChecked`: why. */
	seen: string;
}

/** Thrown where an assumption cannot be looked at; its message says why. */
export class NotChecked extends Error {}

/** Thrown out of whatever is under way once the check is told to stop. */
export class Interrupted extends Error {}

export const verdict = (holds: boolean, seen: string): Verdict => ({
	kind: holds ? 'holds' : 'differs',
	seen,
});
