import { Cancelled } from '../api/clock';
import type { Download } from '../api/download';
import { DownloadError, openDownload } from '../api/download';
import type { Job, JobId } from '../api/endpoints/types';
import { JobError } from '../jobs/errors';
import { freshLink, jobLink } from '../jobs/output';
import type { JobApi } from '../jobs/jobApi';
import type { RunContext } from '../operation/operation';

/** How often a download is started again, by what can fix it. */
const RECOVERY_ATTEMPTS = { freshLink: 1, retry: 1, none: 0 };

/** A completed job. */
export interface FinishedJob {
	id: JobId;
	/** Its last known state. */
	job: Job;
	/** What happens if the node runs again, for messages. */
	rerunAdvice: string;
	/** What to do if the job has no file, for messages. */
	noFile: string;
	/** Where to get a fresh link. */
	jobApi: JobApi;
}

/**
 * Downloads the file of a finished job. It renews an expired link once, and restarts an interrupted download once with a
 * fresh link.
 *
 * @param use reads the download to its end
 * @throws {JobError} if the job has no file
 * @throws {DownloadError} if the download failed; it says that the export itself is finished
 */
export async function withDownload<Result>(
	{ id, job, rerunAdvice, noFile, jobApi }: FinishedJob,
	{ appcues, helpers }: Pick<RunContext, 'appcues' | 'helpers'>,
	use: (download: Download) => Promise<Result>,
): Promise<Result> {
	const attemptsLeft = { ...RECOVERY_ATTEMPTS };
	const { clock, redact, signal } = appcues;
	const via = { helpers, clock, redact, signal };
	let link = jobLink(job);
	if (link === undefined) throw withoutFile(id, `${noFile}\n${rerunAdvice}`);
	for (;;) {
		const fetched = await openDownload(link, via)
			.then(use)
			.then(
				(result) => ({ result }),
				(fault: unknown) => ({ fault }),
			);
		if ('result' in fetched) return fetched.result;
		const { fault } = fetched;
		if (appcues.signal?.aborted) throw new Cancelled(`The export is finished as job ${id}.`);
		if (!(fault instanceof DownloadError)) throw fault;
		if (attemptsLeft[fault.recovery] === 0) throw withJob(fault, id, rerunAdvice);
		attemptsLeft[fault.recovery] -= 1;
		link = await freshLink(appcues, id, jobApi);
		if (link === undefined) throw withJob(fault, id, rerunAdvice);
	}
}

/** Adds that the export itself is finished, so that users don't start another one by accident. */
function withJob(
	{ message, description, info, recovery }: DownloadError,
	id: JobId,
	rerunAdvice: string,
): DownloadError {
	const note = `Appcues finished the export as job ${id}. ${rerunAdvice}`;
	return new DownloadError(message, `${description}\n${note}`, info, recovery);
}

function withoutFile(id: JobId, description: string): JobError {
	return new JobError(
		`Appcues job ${id} is finished but has no file to download`,
		description,
		[id],
		'COMPLETED',
	);
}
