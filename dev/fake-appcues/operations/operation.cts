import type { FakeAccount } from '../model/account.cjs';
import type { ExportFile } from '../exports/exportFile.cjs';
import type { RowSink } from '../imports/rowSink.cjs';
import type { FakeJob } from '../model/job.cjs';
import { parseTime } from '../model/time.cjs';
import { Problem } from '../model/problem.cjs';
import type { Settings } from '../settings.cjs';

/** A request that passed every check. */
export interface Call {
	account: FakeAccount;
	settings: Readonly<Settings>;
	/** As the account's clock has it, in milliseconds. */
	now: number;
	/** A path parameter, percent-decoded once. */
	param(name: string): string;
	/** A query parameter as text, percent-decoded, before any coercion. */
	query(name: string): string | undefined;
	/** The body as it came; read it with `checkedBody`. */
	body: unknown;
	/** Mints a presigned link to a file, a new one each time. */
	link(file: ExportFile): string;
	/** The rows of an import, checked. */
	rows: RowSink | undefined;
}

/** What the fake answers. */
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
 * @returns the body as what the contract's schema makes sure it is; the one place that takes its word
 * for it. Not to be changed, for the same object is in the log.
 */
export function checkedBody<Body extends object>(call: Call): Readonly<Body> {
	return call.body as Body;
}

/** @returns the milliseconds of a time, or a 400 that names the field */
export function checkedTime(text: string, field: string): number {
	const at = parseTime(text);
	if (at === undefined) throw new Problem(400, `${field}: '${text}' is no time that exists`);
	return at;
}

/** What actions that are done at once answer. */
export const OK: Answer = { status: 200, body: { status: 200, title: 'OK' } };

/** 202: the work is a job's. */
export function accepted(job: FakeJob): Answer {
	const body = { status: 202, title: 'Accepted', job_id: job.id, job_url: job.url };
	return { status: 202, body };
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
