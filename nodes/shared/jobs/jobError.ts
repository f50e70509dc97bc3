import type { JobId } from '../api/types';

/** A job that Appcues accepted and that did not come to a good end, or whose end is not known. */
export class JobError extends Error {
	constructor(
		message: string,
		readonly description: string,
		readonly jobIds: JobId[],
		/** The job's last word, in capitals. */
		readonly status: string,
	) {
		super(message);
		this.name = 'JobError';
	}
}
