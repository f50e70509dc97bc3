import type { AppcuesClient } from '../api/client';
import { getJob } from '../api/endpoints/jobs';
import type { Job, JobId } from '../api/endpoints/types';

/** One of the systems of jobs that Appcues has. None knows the IDs of another. */
export interface JobApi {
	/** Reads a job's status, once. */
	poll(appcues: AppcuesClient, id: JobId): Promise<Job>;
	/** What to do about a job that was not finished in time besides waiting longer, for messages; a sentence or more. */
	timeoutAdvice: string;
}

/** Nearly all jobs: `GET /jobs/{id}`. */
export const jobsApi: JobApi = {
	poll: getJob,
	timeoutAdvice:
		"Or pick it up later by its ID, with Wait of the Appcues Job node; to go on with an unfinished job set 'On Timeout' to 'Return the Job'.",
};
