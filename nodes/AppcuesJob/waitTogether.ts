import type { JobId } from '../shared/api/endpoints/types';
import { groupBy } from '../shared/util/groupBy';
import { JobError, jobError, seconds, listFirst, withNote } from '../shared/jobs/errors';
import { jobOutput } from '../shared/jobs/output';
import { jobReader, jobsApi } from '../shared/jobs/jobApi';
import type { WaitSettings } from '../shared/jobs/run';
import { rawStatus } from '../shared/jobs/status';
import type { JobOutcome } from '../shared/jobs/poll';
import { waitForJobs } from '../shared/jobs/poll';
import type { BatchResult, FromItem, RunContext } from '../shared/operation/operation';
import { aboutJob } from './findJob';

const AGAIN = 'Running this again checks the job again, and changes nothing.';

/**
 * Waits for the jobs of all items on one schedule, and returns each job once, even if several items name it.
 *
 * The node before may have just started a job, so an unknown ID is an error only after the time that Appcues can take to
 * show a new job.
 *
 * @throws {Cancelled} if the execution is canceled
 */
export async function waitTogether(
	inputs: Array<FromItem<JobId>>,
	{ timeoutMs, pollIntervalMs, onTimeout }: WaitSettings,
	{ appcues }: RunContext,
): Promise<BatchResult[]> {
	const byJob = groupBy(inputs, ({ input }) => input);
	const { clock, signal } = appcues;
	const plan = { timeoutMs, pollIntervalMs, clock, signal };
	const ends = await waitForJobs([...byJob.keys()], jobReader(jobsApi, appcues), plan);
	return [...ends].map(([id, end]): BatchResult => {
		const items = (byJob.get(id) ?? []).map(({ item }) => item);
		const failure = failureOf(id, end, onTimeout);
		if (failure) {
			return { items, failure: ends.size > 1 ? withNote(failure, standing(ends)) : failure };
		}
		return { items, json: jobOutput({ jobId: id, job: end.job, waitedMs: end.waitedMs }) };
	});
}

function failureOf(
	id: JobId,
	end: JobOutcome,
	onTimeout: WaitSettings['onTimeout'],
): Error | undefined {
	if (end.kind === 'completed') return undefined;
	if (end.kind === 'unreadable') return aboutJob(end.cause);
	// A job that was never seen may not exist, so there is nothing to return.
	if (end.kind === 'timedOut' && !end.job) return neverSeen(id, end);
	if (end.kind === 'timedOut' && onTimeout === 'returnJob') return undefined;
	return jobError(id, end, AGAIN, jobsApi);
}

function neverSeen(
	id: JobId,
	{ cause, waitedMs }: Extract<JobOutcome, { kind: 'timedOut' }>,
): Error {
	if (cause?.info.status === 404) return aboutJob(cause);
	return new JobError(
		`The status of Appcues job ${id} could not be read within ${seconds(waitedMs)}`,
		`${cause ? `The last status check failed: ${cause.message}.\n${cause.description}\n` : ''}${AGAIN}`,
		[id],
		'UNKNOWN',
	);
}

/** Returns the status of all jobs, for a message about one of them. */
function standing(ends: ReadonlyMap<JobId, JobOutcome>): string {
	const each = [...ends].map(([id, { job }]) => `${id} (${job ? rawStatus(job) : 'not read'})`);
	return `Of ${ends.size} jobs: ${listFirst(each, ', ')}.`;
}
