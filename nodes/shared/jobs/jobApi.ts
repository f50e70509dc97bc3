import type { AppcuesClient } from '../api/client';
import { getJob, pollJobs } from '../api/endpoints/jobs';
import type { Job, JobId } from '../api/endpoints/types';
import type { JobReader } from './poll';

/** One of Appcues' APIs for jobs. Each has its own IDs. */
export interface JobApi {
	/** Reads a job's status, without retries. */
	poll(appcues: AppcuesClient, id: JobId): Promise<Job>;
	/** Reads all jobs of the account in one request, without retries. Analytics jobs can't be listed. */
	pollAll?(appcues: AppcuesClient): Promise<{ jobs: Job[]; repeat: boolean }>;
	/** What to do with a job that isn't finished in time, besides waiting longer. Whole sentences for messages. */
	timeoutAdvice: string;
}

/** The API of nearly all jobs: `GET /jobs/{id}`, and `GET /jobs` for many. */
export const jobsApi: JobApi = {
	poll: getJob,
	pollAll: pollJobs,
	timeoutAdvice:
		"Or wait for it later by its ID, with Wait for Jobs of the Appcues Job node. To continue with an unfinished job, set 'On Timeout' to 'Return the Job'.",
};

/** Returns how to read jobs of an API while waiting for them. */
export function jobReader({ poll, pollAll }: JobApi, appcues: AppcuesClient): JobReader {
	return {
		one: async (id) => await poll(appcues, id),
		...(pollAll && { all: async () => await pollAll(appcues) }),
	};
}
