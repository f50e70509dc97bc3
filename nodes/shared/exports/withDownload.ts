import { Cancelled } from '../api/clock';
import type { Download } from '../api/download';
import { DownloadError, openDownload } from '../api/download';
import type { Job, JobId } from '../api/endpoints/types';
import { JobError } from '../jobs/errors';
import { freshLink, jobLink } from '../jobs/output';
import type { JobApi } from '../jobs/jobApi';
import type { RunContext } from '../operation/operation';

/** How often a download is begun anew, by what was wrong with it. */
const RECOVERY_ATTEMPTS = { freshLink: 1, retry: 1, none: 0 };

/** A job that came to a good end. */
export interface FinishedJob {
	id: JobId;
	/** As it was seen last. */
	job: Job;
	/** What running the node again would mean, for messages. */
	rerunAdvice: string;
	/** What to do when the job names no file, for messages. */
	noFile: string;
	/** Where a fresh link is to be had. */
	jobApi: JobApi;
}

/**
 * Fetches the file of a finished job. A link that has expired is renewed from the job once; a download that broke off
 * is begun anew once, from the start and with a fresh link.
 *
 * @param use reads the download to its end
 * @throws {JobError} when the job names no file
 * @throws {DownloadError} when the file cannot be had, telling that the export itself is done
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

/** The export itself is done, which nobody should start anew unknowingly. */
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
