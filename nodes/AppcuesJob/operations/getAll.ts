import { listJobs } from '../../shared/api/endpoints/jobs';
import type { Job } from '../../shared/api/endpoints/types';
import { isoTimestamp } from '../../shared/checks/times';
import { jobOutput } from '../../shared/jobs/output';
import { limitFields, readLimit } from '../../shared/fields/limit';
import { perItem } from '../../shared/operation/operation';

/** When a job began, in milliseconds since 1970; long ago when it does not say. */
const startOf = ({ started_at: start }: Job) => Date.parse(isoTimestamp(start, 'UTC') ?? '') || 0;

export const getAll = perItem({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many jobs',
	description:
		'List the jobs of the account, the newest first. Their progress logs come with Get; exports of analytics are not among them.',
	fields: limitFields,
	read: readLimit,
	run: async (limit, { appcues }) => {
		const jobs = await listJobs(appcues);
		// Appcues does not say how it sorts them, and a limit is to keep those of today.
		const newestFirst = [...jobs].sort((a, b) => startOf(b) - startOf(a));
		return newestFirst.slice(0, limit).map((job) => jobOutput({ jobId: job.id, job }));
	},
});
