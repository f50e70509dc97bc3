import type { AppcuesClient } from '../api/client';
import { Cancelled } from '../api/clock';
import type { Job, JobId } from '../api/endpoints/types';
import { groupBy } from '../util/groupBy';
import type { PartRun, Sent, Submission } from './submit';
import { JobSubmitter, acceptedLine } from './submit';
import { jobError, summary, withNote } from './errors';
import type { JobApi } from './jobApi';
import { jobReader, jobsApi } from './jobApi';
import { isCompleted } from './status';
import type { JobOutcome } from './poll';
import { waitForJobs } from './poll';

/** How long to wait for jobs, and what happens at the end. */
export interface WaitSettings {
	timeoutMs: number;
	pollIntervalMs: number;
	/** What to do with a job that isn't finished in time. */
	onTimeout: 'error' | 'returnJob';
}

/**
 * Sends all requests, then waits for all their jobs together.
 *
 * One failure doesn't stop the others. With several requests, the description of a failure includes the results of the
 * others. Each accepted job is written to n8n's log.
 *
 * @param submissions taken one by one when there is room, so that not all have to be in memory
 * @param wait undefined if the node doesn't wait for the jobs
 * @param jobApi where to check the jobs; `GET /jobs/{id}` by default
 * @param inOrder send each request only after the previous job is completed; stops at the first that isn't
 * @returns the result of each part, in order; a part that was too large is returned as its halves
 * @throws {Cancelled} with the jobs that Appcues has accepted
 */
export async function runJobs<Part>(
	submissions: Iterable<Submission<Part>> | AsyncIterable<Submission<Part>>,
	appcues: AppcuesClient,
	wait: WaitSettings | undefined,
	{ inOrder = false, jobApi = jobsApi }: { inOrder?: boolean; jobApi?: JobApi } = {},
): Promise<Array<PartRun<Part>>> {
	const submitter = new JobSubmitter<Part>((accepted) => appcues.log(acceptedLine(accepted)));
	try {
		if (inOrder && wait) {
			await submitter.sequentially(
				submissions,
				async (sent) => await isCompletedAfter(sent, appcues, wait, jobApi),
			);
		} else {
			await submitter.concurrently(submissions);
			if (wait) await waitForAll(submitter.sent, appcues, wait, jobApi);
		}
	} catch (thrown) {
		throw thrown instanceof Cancelled ? new Cancelled(summary(submitter.sent)) : thrown;
	}
	return results(submitter.sent);
}

function results<Part>(all: Array<Sent<Part>>): Array<PartRun<Part>> {
	const note = all.length > 1 && all.some(({ run }) => run.failure) ? summary(all) : '';
	return all.map(({ part, run }) => ({
		part,
		...run,
		...(run.failure && note && { failure: withNote(run.failure, note) }),
	}));
}

async function isCompletedAfter(
	sent: Sent<unknown>,
	appcues: AppcuesClient,
	wait: WaitSettings,
	jobApi: JobApi,
): Promise<boolean> {
	await waitForAll([sent], appcues, wait, jobApi);
	const { failure, job } = sent.run;
	return !failure && (!job || isCompleted(job));
}

async function waitForAll(
	all: Array<Sent<unknown>>,
	appcues: AppcuesClient,
	{ timeoutMs, pollIntervalMs, onTimeout }: WaitSettings,
	jobApi: JobApi,
): Promise<void> {
	const ids = all.flatMap(({ run }) => run.jobId ?? []);
	const byJob = groupBy(all, ({ run }) => run.jobId);
	const note = (id: JobId, job: Job) => {
		for (const { run } of byJob.get(id) ?? []) run.job = { ...run.job, ...job };
	};
	const { clock, signal } = appcues;
	const plan = { timeoutMs, pollIntervalMs, clock, signal };
	const outcomes = await waitForJobs(ids, jobReader(jobApi, appcues), { ...plan, note });
	for (const { run, rerunAdvice } of all) {
		const end = run.jobId === undefined ? undefined : outcomes.get(run.jobId);
		if (!end || run.jobId === undefined) continue;
		run.waitedMs = end.waitedMs;
		if (!isAcceptable(end, onTimeout)) run.failure = jobError(run.jobId, end, rerunAdvice, jobApi);
	}
}

function isAcceptable(end: JobOutcome, onTimeout: WaitSettings['onTimeout']): boolean {
	return end.kind === 'completed' || (end.kind === 'timedOut' && onTimeout === 'returnJob');
}
