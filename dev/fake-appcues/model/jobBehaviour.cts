/** The words Appcues uses. */
export type JobOutcome = 'COMPLETED' | 'FAILED';

/** How a job is to behave; what is left out is as usual. */
export interface JobBehaviour {
	/** Milliseconds until it is done, on the fake's clock. Default: the fake's `jobDuration`. */
	duration?: number;
	/** End as FAILED without doing anything, with this reason in the last event. */
	failWith?: string;
	/** Never end. */
	stuck?: boolean;
	/** Say this instead of the usual word for unfinished work, e.g. `queued`. */
	statusWord?: string;
	/** Milliseconds to use `statusWord` for; then the usual word. Default: until the job is done. */
	statusWordFor?: number;
	/** Write the status in small letters. */
	lowerCase?: boolean;
	/** Answer 404 to the first so many polls, and leave the job out of the list until then. */
	hiddenPolls?: number;
	/** Vanish after so many polls that saw it: 404, and out of the list. */
	visiblePolls?: number;
}

/** What a system of jobs calls their states. */
export interface JobWords extends Record<JobOutcome, string> {
	/** @param progress 0 to 1 */
	unfinished(progress: number): string;
}
