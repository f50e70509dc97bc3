import type { FakeAccount } from '../model/account.cjs';
import type { ExportFile } from '../exports/exportFile.cjs';
import type { RowSink } from '../imports/rowSink.cjs';
import type { FakeJob } from '../model/job.cjs';
import { parseTime } from '../model/time.cjs';
import { Problem } from '../model/problem.cjs';
import type { Settings } from '../model/settings.cjs';

/** A request that passed every check. */
export interface Call {
	account: FakeAccount;
	settings: Readonly<Settings>;
	/** The time on the account's clock, in milliseconds. */
	now: number;
	/** A path parameter, percent-decoded once. */
	param(name: string): string;
	/** A query parameter as a string, percent-decoded and not coerced. */
	query(name: string): string | undefined;
	/** The body as received. Read it with `checkedBody`. */
	body: unknown;
	/** Creates a presigned link to a file, a new one on each call. */
	link(file: ExportFile): string;
	/** The rows of an import, checked. */
	rows: RowSink | undefined;
}

/** The fake's response. */
export interface Answer {
	status: number;
	/** JSON, unless there is a file. */
	body?: unknown;
	file?: { type: string; content: AsyncIterable<Buffer> };
	headers?: Readonly<Record<string, string>>;
}

/** One operation of the contract. */
export type Operation = (call: Call) => Answer;

/**
 * Returns the body, typed as the contract's schema guarantees. Don't change it, because the log holds the same
 * object.
 */
export function checkedBody<Body extends object>(call: Call): Readonly<Body> {
	return call.body as Body;
}

/** Returns the milliseconds of a time. @throws a 400 that names the field */
export function checkedTime(text: string, field: string): number {
	const at = parseTime(text);
	if (at === undefined) throw new Problem(400, `${field}: '${text}' is not a valid time`);
	return at;
}

/** The response to actions that are done immediately. */
export const OK: Answer = { status: 200, body: { status: 200, title: 'OK' } };

/** 202: a job does the work. */
export function accepted(job: FakeJob): Answer {
	const body = { status: 202, title: 'Accepted', job_id: job.id, job_url: job.url };
	return { status: 202, body };
}

/** 200 with the object itself. */
export function found(body: unknown): Answer {
	return { status: 200, body };
}

/** Returns the object. @throws a 404 that names it */
export function mustExist<T>(thing: T | undefined, kind: string): T {
	if (thing === undefined) throw new Problem(404, `${kind} not found`);
	return thing;
}
