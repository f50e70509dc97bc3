import type { AppcuesClient } from '../api/client';
import { getJob } from '../api/endpoints/jobs';
import type { Job, JobId } from '../api/endpoints/types';

/** One of Appcues' APIs for jobs. Each has its own IDs. */
export interface JobApi {
	/** Reads a job's status, without retries. */
	poll(appcues: AppcuesClient, id: JobId): Promise<Job>;
	/** What to do with a job that isn't finished in time, besides waiting longer. Whole sentences for messages. */
	timeoutAdvice: string;
}

/** The API of nearly all jobs: `GET /jobs/{id}`. */
export const jobsApi: JobApi = {
	poll: getJob,
	timeoutAdvice:
		"Or wait for it later by its ID, with Wait for Jobs of the Appcues Job node. To continue with an unfinished job, set 'On Timeout' to 'Return the Job'.",
};
