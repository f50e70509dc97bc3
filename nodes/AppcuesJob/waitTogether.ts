import type { JobId } from '../shared/api/endpoints/types';
import { groupBy } from '../shared/util/groupBy';
import { JobError, jobError, seconds, listFirst, withNote } from '../shared/jobs/errors';
import { jobOutput } from '../shared/jobs/output';
import { jobsApi } from '../shared/jobs/jobApi';
import type { WaitSettings } from '../shared/jobs/run';
import { rawStatus } from '../shared/jobs/status';
import type { JobOutcome } from '../shared/jobs/poll';
import { waitForJobs } from '../shared/jobs/poll';
import type { BatchResult, FromItem, RunContext } from '../shared/operation/operation';
import { aboutJob } from './findJob';

const AGAIN = 'Running this again looks at the job again and changes nothing.';

/**
 * Waits for the jobs of all items on one schedule. A job that several items name is looked at once and comes out once.
 *
 * An ID that Appcues does not know is looked for as long as a job that was accepted a moment ago may stay unseen: the
 * node before may just have started it.
 *
 * @throws {Cancelled} when the execution is cancelled
 */
export async function waitTogether(
	inputs: Array<FromItem<JobId>>,
	{ timeoutMs, pollIntervalMs, onTimeout }: WaitSettings,
	{ appcues }: RunContext,
): Promise<BatchResult[]> {
	const byJob = groupBy(inputs, ({ input }) => input);
	const { clock, signal } = appcues;
	const look = async (id: JobId) => await jobsApi.poll(appcues, id);
	const plan = { timeoutMs, pollIntervalMs, clock, signal };
	const ends = await waitForJobs([...byJob.keys()], look, plan);
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
	// What was never seen may not exist: there is nothing to return, and nothing to pick up later.
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
		`${cause ? `The last look at it did not succeed: ${cause.message}.\n${cause.description}\n` : ''}${AGAIN}`,
		[id],
		'UNKNOWN',
	);
}

/** What became of all jobs, for a message about one of them. */
function standing(ends: ReadonlyMap<JobId, JobOutcome>): string {
	const each = [...ends].map(([id, { job }]) => `${id} (${job ? rawStatus(job) : 'not read'})`);
	return `Of ${ends.size} jobs: ${listFirst(each, ', ')}.`;
}
