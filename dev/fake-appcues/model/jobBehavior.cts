/** The status words that Appcues uses. */
export type JobOutcome = 'COMPLETED' | 'FAILED';

/** How a job behaves. Omitted fields mean the default. */
export interface JobBehavior {
	/** Milliseconds until it is done, on the fake's clock. Default: the fake's `jobDuration`. */
	duration?: number;
	/** End as FAILED without doing anything, with this reason in the last event. */
	failWith?: string;
	/** Never finish. */
	stuck?: boolean;
	/** Report this instead of the usual status of unfinished work, such as `queued`. */
	statusWord?: string;
	/** Milliseconds to use `statusWord` for, then the usual status. Default: until the job is done. */
	statusWordFor?: number;
	/** Write the status in lower case. */
	lowerCase?: boolean;
	/** Respond 404 to this many first status checks, and omit the job from the list until then. */
	hiddenPolls?: number;
	/** Disappear after this many status checks that saw it: 404, and not in the list. */
	visiblePolls?: number;
}

/** The status words of a job system. */
export interface JobWords extends Record<JobOutcome, string> {
	/** @param progress 0 to 1 */
	unfinished(progress: number): string;
}
