import { type Operation, found, mustExist } from './operation.cjs';

/** The job operations, by operationId. */
export const jobOperations: Record<string, Operation> = {
	listJobs: ({ account, now }) =>
		found([...account.jobs.values()].filter((job) => !job.hidden).map((job) => job.toSummary(now))),

	getJob: ({ account, now, param, link }) => {
		const known = account.jobs.get(param('job_id'));
		const job = mustExist(known?.poll() ? known : undefined, 'job');
		return found(job.toJson(now, job.file && link(job.file)));
	},
};
