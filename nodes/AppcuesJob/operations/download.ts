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
import { flattenOption } from '../../shared/exports/shapeRows';
import type { FinishedJob } from '../../shared/exports/withDownload';
import { downloadFields, readDownload } from '../downloadOutput';
import { findJob } from '../findJob';
import { jobIdField, readJobId } from '../jobIdField';

const AGAIN = 'Running this again downloads the file again, and starts no new export.';

const NO_FILE =
	"Only exports have files. Use 'Get Job' to see this job's log. If the export has an 'Email', Appcues may have sent the file there only.";

/** The input of one item. */
interface Download {
	id: JobId;
	delivery: Omit<Delivery, 'name'>;
}

export const download = wholeBatch({
	value: 'download',
	name: 'Download Job Result',
	action: 'Download the result of a job',
	description:
		'Download the result of a finished export, as items or as a file. Each input item downloads one export.',
	fields: [jobIdField, ...downloadFields, optionsField([...fileOptions, flattenOption])],
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
		`Appcues job ${id} isn't finished yet (status ${rawStatus(job)})`,
		"Add an Appcues Job node with 'Wait for Jobs' before this one. A result is available once the status is COMPLETED.",
		[id],
		rawStatus(job),
	);
}
