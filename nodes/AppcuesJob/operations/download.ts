import type { AppcuesClient } from '../../shared/api/client';
import type { JobId } from '../../shared/api/endpoints/types';
import type { Delivered, Delivery } from '../../shared/exports/exportOutput';
import { deliverAll, deliverFile } from '../../shared/exports/exportOutput';
import { JobError, jobError } from '../../shared/jobs/errors';
import { jobsApi } from '../../shared/jobs/jobApi';
import { isCompleted, jobState, rawStatus } from '../../shared/jobs/status';
import type { RunContext } from '../../shared/operation/operation';
import { wholeBatch } from '../../shared/operation/operation';
import { optionsField } from '../../shared/fields/options';
import { fileOptions } from '../../shared/exports/outputFields';
import type { FinishedJob } from '../../shared/exports/withDownload';
import { downloadFields, readDownload } from '../downloadOutput';
import { findJob } from '../findJob';
import { jobIdField, readJobId } from '../jobIdField';

const AGAIN = 'Running this again downloads the file again; no new export is started.';

const NO_FILE =
	'Only exports make files; what this job says comes with Get. If the export was given an e-mail address, Appcues may have sent the file there only.';

/** What one item asks for. */
interface Download {
	id: JobId;
	delivery: Omit<Delivery, 'name'>;
}

export const download = wholeBatch({
	value: 'download',
	name: 'Download',
	action: 'Download the file of a job',
	description:
		'Download what a finished export has made, as items or as a file. Each input item downloads one; a link that has expired is renewed.',
	fields: [jobIdField, ...downloadFields, optionsField(fileOptions)],
	settings: () => undefined,
	read: (item): Download => ({ id: readJobId(item), delivery: readDownload(item) }),
	run: async (inputs, _settings, context) =>
		await deliverAll(
			inputs,
			({ item }) => item,
			async ({ input }) => await fetchFile(input, context),
		),
});

async function fetchFile({ id, delivery }: Download, context: RunContext): Promise<Delivered[]> {
	const finished = await finishedJob(context.appcues, id);
	const run = { jobId: id, job: finished.job };
	return await deliverFile(finished, run, { ...delivery, name: `appcues-job-${id}` }, context);
}

async function finishedJob(appcues: AppcuesClient, id: JobId): Promise<FinishedJob> {
	const job = await findJob(appcues, id);
	if (isCompleted(job)) return { id, job, rerunAdvice: AGAIN, noFile: NO_FILE, jobApi: jobsApi };
	if (jobState(job.status) === 'failed') {
		throw jobError(id, { kind: 'failed', job, waitedMs: 0 }, AGAIN, jobsApi);
	}
	throw new JobError(
		`Appcues job ${id} is not finished yet: it is ${rawStatus(job)}`,
		'Put an Appcues Job node with Wait before this one. A job cannot be downloaded before its status is COMPLETED.',
		[id],
		rawStatus(job),
	);
}
