import { type Operation, found, mustExist } from './operation.cjs';

/** The job operations, by operationId. */
export const jobOperations: Record<string, Operation> = {
	listJobs: ({ account, now }) =>
		found([...account.jobs.values()].filter((job) => !job.hidden).map((job) => job.toSummary(now))),

	getJob: ({ account, now, param }) => {
		const job = account.jobs.get(param('job_id'));
		return found(mustExist(job?.poll() ? job : undefined, 'job').toJson(now));
	},
};
