import type { Context } from './context.cjs';

/**
 * How well something is known: A: Appcues documents it. B: seen in use. C: third parties report it. ?: unknown,
 * so the package works with every listed reading.
 */
export type Grade = 'A' | 'B' | 'C' | '?';

/** What an assumption needs in addition to reading, named like the command's flag that allows it. */
export type Need = 'write' | 'write-events' | 'write-groups';

/** Something that the package assumes about Appcues, and how to check it. */
export interface Assumption {
	/** Lower case with hyphens, never reused. */
	id: string;
	title: string;
	/** Includes every reading that the package works with. */
	expected: string;
	grade: Grade;
	/** For a `?`: how the package works with every reading. */
	copes?: string;
	/** The file to change when it differs, relative to the root of the repository. */
	file: string;
	needs?: Need;
	/** @throws {NotChecked} when there is nothing to check */
	check(context: Context): Promise<Verdict>;
}

/** What was seen: shapes, counts and statuses, never the account's own data. */
export interface Verdict {
	kind: 'holds' | 'differs' | 'notChecked';
	/** For `notChecked`: the reason. */
	seen: string;
}

/** Thrown when an assumption can't be checked. Its message says why. */
export class NotChecked extends Error {}

/** Thrown from anything in progress when the check is stopped. */
export class Interrupted extends Error {}

export const verdict = (holds: boolean, seen: string): Verdict => ({
	kind: holds ? 'holds' : 'differs',
	seen,
});
