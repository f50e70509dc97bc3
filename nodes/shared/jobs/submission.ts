import type { RequestFacts } from '../api/appcuesError';
import type { ApiResponse } from '../api/client';
import type { Job, JobId } from '../api/types';

/** A request that Appcues answers with a job. */
export interface Submission<Part = unknown> {
	/** What it is about, for whoever asked for it; comes back with what became of it. */
	part: Part;
	/** The same in words, for messages about several: `items 0 to 9999`. */
	about?: string;
	/** `about` and the request's path name a person, who has no place in n8n's log. */
	personal?: boolean;
	/** What running the node again would mean, for messages: `Adding a user again changes nothing.` */
	again: string;
	send(): Promise<ApiResponse>;
	/**
	 * The same work in smaller requests, for when Appcues finds this one too large (413). Empty when it cannot be made
	 * smaller.
	 */
	halves?(): Array<Submission<Part>> | Promise<Array<Submission<Part>>>;
}

/** A job that Appcues has just accepted. */
export interface Accepted {
	jobId: JobId;
	submission: Submission;
	facts: RequestFacts;
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
