import type { FakeAccount } from '../account.cjs';
import { Problem } from '../problem.cjs';

/** A request that passed every check. */
export interface Call {
	account: FakeAccount;
	/** As the account's clock has it, in milliseconds. */
	now: number;
	/** A path parameter, percent-decoded once. */
	param(name: string): string;
	/** The body as it came; read it with `checkedBody`. */
	body: unknown;
}

/** What the fake answers. */
export interface Answer {
	status: number;
	body: unknown;
}

/** One operation of the contract. */
export type Operation = (call: Call) => Answer;

/**
 * @returns the body as what the contract's schema makes sure it is; the one place that takes its word
 * for it. Not to be changed, for the same object is in the log.
 */
export function checkedBody<Body extends object>(call: Call): Readonly<Body> {
	return call.body as Body;
}

/** 200 with the object itself. */
export function found(body: unknown): Answer {
	return { status: 200, body };
}

/** @returns the thing, or a 404 that names it */
export function mustExist<T>(thing: T | undefined, kind: string): T {
	if (thing === undefined) throw new Problem(404, `${kind} not found`);
	return thing;
}
