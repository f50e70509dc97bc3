import type { RequestInfo } from '../api/appcuesError';
import { AppcuesError } from '../api/appcuesError';
import type { ApiResponse } from '../api/client';
import { Cancelled } from '../api/clock';
import { acceptedJob } from '../api/endpoints/jobs';
import type { Job, JobId } from '../api/endpoints/types';

/** A submission that was sent, as far as it matters once it is out: its body is not kept. */
export interface Sent<Part> {
	part: Part;
	about?: string;
	rerunAdvice: string;
	run: JobRun;
	/** It was too large, and went out as these instead. */
	halves?: Array<Sent<Part>>;
}

/** How many requests that start a job are under way at once. */
const CONCURRENCY = 4;

/**
 * Sends submissions. One that goes wrong does not end the others, but for a refusal of the key: the rest would meet
 * the same, and is left unsent. One that is too large is sent in halves.
 */
export class JobSubmitter<Part> {
	private readonly roots: Array<Sent<Part>> = [];

	/** The key was refused. */
	private refused?: AppcuesError;

	/** @param onAccepted is told of each job at once, before anything else can go wrong */
	constructor(private readonly onAccepted: (accepted: Accepted) => void) {}

	/** What was sent so far, in the order of the submissions; halves stand where the whole stood. */
	get sent(): Array<Sent<Part>> {
		return leaves(this.roots);
	}

	/** Several at a time; each is taken when there is room for it. */
	async concurrently(
		submissions: Iterable<Submission<Part>> | AsyncIterable<Submission<Part>>,
	): Promise<void> {
		const source = oneByOne(submissions);
		const worker = async () => {
			// A worker that stops closes the source, which ends the others.
			for await (const submission of source) await this.submit(submission, this.roots);
		};
		// What is under way when one is cancelled may be accepted yet: its job is to be known.
		const ends = await Promise.allSettled(Array.from({ length: CONCURRENCY }, worker));
		for (const end of ends) if (end.status === 'rejected') throw end.reason;
	}

	/**
	 * One after the other, each only when `settled` says so of the one before.
	 *
	 * @returns false as soon as one was not settled: the rest is not sent
	 */
	async sequentially(
		submissions: Iterable<Submission<Part>> | AsyncIterable<Submission<Part>>,
		settled: (sent: Sent<Part>) => Promise<boolean>,
	): Promise<boolean> {
		for await (const submission of submissions) {
			const goOn = await this.submit(submission, this.roots, settled);
			if (!goOn) return false;
		}
		return true;
	}

	/** @param among where it is noted down, before it is sent */
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
		// Whatever it is: the jobs of the others are not lost with it.
		return {
			failure: sent.failure instanceof Error ? sent.failure : new Error(String(sent.failure)),
		};
	}
}

function leaves<Part>(all: Array<Sent<Part>>): Array<Sent<Part>> {
	return all.flatMap((sent) => (sent.halves ? leaves(sent.halves) : [sent]));
}

/** Several workers may ask at once; each gets the next. */
async function* oneByOne<T>(source: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T> {
	yield* source;
}

const isForAll = ({ info: { status } }: AppcuesError) => status === 401 || status === 403;

/** Whether smaller requests may get through where this one did not. */
export const isTooLarge = (failure: Error | undefined): boolean =>
	failure instanceof AppcuesError && failure.info.status === 413;

/** A request that Appcues answers with a job. */
export interface Submission<Part = unknown> {
	/** What it is about, for whoever asked for it; comes back with what became of it. */
	part: Part;
	/** The same in words, for messages about several: `items 0 to 9999`. */
	about?: string;
	/** `about` and the request's path name a person, who has no place in n8n's log. */
	personal?: boolean;
	/** What running the node again would mean, for messages: `Adding a user again changes nothing.` */
	rerunAdvice: string;
	send(): Promise<ApiResponse>;
	/**
	 * The same work in smaller requests, for when Appcues finds this one too large (413). Empty when it cannot be made
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

/** What became of a submission: a job as last seen, or what went wrong. */
export interface JobRun {
	/** Absent when the request was not accepted, or was accepted without naming a job. */
	jobId?: JobId;
	/** Appcues did the work at once instead of starting a job. */
	done?: boolean;
	job?: Job;
	waitedMs?: number;
	failure?: Error;
}

/** What became of one part of the work. */
export interface PartRun<Part> extends JobRun {
	part: Part;
}

/**
 * A line for n8n's log about a job that was just accepted. The node's output comes only when the node is done: should
 * n8n's process end before that, this is where the job's ID can be found.
 */
export function acceptedLine({ jobId, submission, info }: Accepted): string {
	const { about, personal = false } = submission;
	const request = `${info.method} ${info.path}`;
	const what = personal ? '' : ` (${about === undefined ? request : `${request}, ${about}`})`;
	return `Appcues accepted job ${jobId}${what}`;
}
