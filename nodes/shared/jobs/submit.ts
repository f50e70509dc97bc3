import type { RequestInfo } from '../api/appcuesError';
import { AppcuesError } from '../api/appcuesError';
import type { ApiResponse } from '../api/client';
import { Cancelled } from '../api/clock';
import { acceptedJob } from '../api/endpoints/jobs';
import type { Job, JobId } from '../api/endpoints/types';
import { asError } from '../util/asError';

/** A submission that was sent, without its body. */
export interface Sent<Part> {
	part: Part;
	about?: string;
	rerunAdvice: string;
	run: JobRun;
	/** It was too large, so these were sent instead. */
	halves?: Array<Sent<Part>>;
}

/** How many requests that start a job are sent at a time. */
const CONCURRENCY = 4;

/**
 * Sends submissions. One failure doesn't stop the others, unless Appcues refuses the API key: then the rest isn't sent.
 * A submission that is too large is sent in halves.
 */
export class JobSubmitter<Part> {
	private readonly roots: Array<Sent<Part>> = [];

	/** Set if Appcues refused the API key. */
	private refused?: AppcuesError;

	/** @param onAccepted called for each job immediately, before anything else can fail */
	constructor(private readonly onAccepted: (accepted: Accepted) => void) {}

	/** Everything sent so far, in the order of the submissions. Halves replace the whole. */
	get sent(): Array<Sent<Part>> {
		return leaves(this.roots);
	}

	/** Sends several submissions at a time. Takes each when there is room for it. */
	async concurrently(
		submissions: Iterable<Submission<Part>> | AsyncIterable<Submission<Part>>,
	): Promise<void> {
		const source = oneByOne(submissions);
		const worker = async () => {
			// A worker that throws closes the source, which stops the others.
			for await (const submission of source) await this.submit(submission, this.roots);
		};
		// Wait for all, even if one is canceled: Appcues may still accept the others' jobs.
		const workers = await Promise.allSettled(Array.from({ length: CONCURRENCY }, worker));
		for (const each of workers) if (each.status === 'rejected') throw each.reason;
	}

	/**
	 * Sends one submission after the other, each only if the previous one `settled`.
	 *
	 * @returns false if one didn't settle; the rest isn't sent
	 */
	async sequentially(
		submissions: Iterable<Submission<Part>> | AsyncIterable<Submission<Part>>,
		settled: (sent: Sent<Part>) => Promise<boolean>,
	): Promise<boolean> {
		for await (const submission of submissions) {
			if (!(await this.submit(submission, this.roots, settled))) return false;
		}
		return true;
	}

	/** @param among where to add it, before it's sent */
	private async submit(
		submission: Submission<Part>,
		among: Array<Sent<Part>>,
		settled?: (sent: Sent<Part>) => Promise<boolean>,
	): Promise<boolean> {
		const { part, about, rerunAdvice } = submission;
		const sent: Sent<Part> = { part, about, rerunAdvice, run: {} };
		among.push(sent);
		sent.run = this.refused ? { failure: this.refused } : await this.sendOne(submission);
		const { failure } = sent.run;
		if (failure instanceof AppcuesError && isForAll(failure)) this.refused ??= failure;
		const halves = isTooLarge(failure) ? ((await submission.halves?.()) ?? []) : [];
		if (halves.length === 0) return (await settled?.(sent)) ?? true;
		sent.halves = [];
		for (const half of halves) {
			if (!(await this.submit(half, sent.halves, settled))) return false;
		}
		return true;
	}

	private async sendOne(submission: Submission<Part>): Promise<JobRun> {
		const sent = await submission.send().then(
			(response) => ({ response }),
			(failure: unknown) => ({ failure }),
		);
		if ('response' in sent) {
			const { info, status } = sent.response;
			const jobId = acceptedJob(sent.response);
			if (jobId === undefined) return { done: status !== 202 };
			this.onAccepted({ jobId, submission, info });
			return { jobId };
		}
		if (sent.failure instanceof Cancelled) throw sent.failure;
		// No error may lose the jobs of the others.
		return { failure: asError(sent.failure) };
	}
}

function leaves<Part>(all: Array<Sent<Part>>): Array<Sent<Part>> {
	return all.flatMap((sent) => (sent.halves ? leaves(sent.halves) : [sent]));
}

/** Makes a source that several workers can share. Each gets the next entry. */
async function* oneByOne<T>(source: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T> {
	yield* source;
}

const isForAll = ({ info: { status } }: AppcuesError) => status === 401 || status === 403;

/** Returns whether smaller requests may succeed. */
export const isTooLarge = (failure: Error | undefined): boolean =>
	failure instanceof AppcuesError && failure.info.status === 413;

/** A request that starts a job. */
export interface Submission<Part = unknown> {
	/** The caller's data, which is returned with the result. */
	part: Part;
	/** Describes the part in messages about several: `items 0 to 9999`. */
	about?: string;
	/** `about` and the request's path contain personal data, which must not be in n8n's log. */
	personal?: boolean;
	/** What happens if the node runs again, for messages: `Adding a user again changes nothing.` */
	rerunAdvice: string;
	send(): Promise<ApiResponse>;
	/**
	 * Returns the same work in smaller requests, for when this one is too large (413); an empty array if it can't be
	 * smaller.
	 */
	halves?(): Array<Submission<Part>> | Promise<Array<Submission<Part>>>;
}

/** A job that Appcues has just accepted. */
interface Accepted {
	jobId: JobId;
	submission: Submission;
	info: RequestInfo;
}

/** The result of a submission: the job's last known state, or what went wrong. */
export interface JobRun {
	/** Undefined if Appcues refused the request or returned no job ID. */
	jobId?: JobId;
	/** Appcues did the work immediately instead of starting a job. */
	done?: boolean;
	job?: Job;
	waitedMs?: number;
	failure?: Error;
}

/** The result of one part of the work. */
export interface PartRun<Part> extends JobRun {
	part: Part;
}

/**
 * Returns a line for n8n's log about an accepted job. If n8n's process ends before the node does, the job's ID is only in
 * the log.
 */
export function acceptedLine({ jobId, submission, info }: Accepted): string {
	const { about, personal = false } = submission;
	const request = `${info.method} ${info.path}`;
	const what = personal ? '' : ` (${about === undefined ? request : `${request}, ${about}`})`;
	return `Appcues accepted job ${jobId}${what}`;
}
