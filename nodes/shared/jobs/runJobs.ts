import { AppcuesError } from '../api/appcuesError';
import type { ApiResponse, AppcuesClient } from '../api/client';
import { Cancelled } from '../api/clock';
import { acceptedJob, getJob } from '../api/jobs';
import type { Job, JobId } from '../api/types';
import { runPool } from '../runPool';
import { JobError } from './jobError';
import { jobFailure, summary } from './jobFailure';
import type { JobEnd } from './waitForJobs';
import { waitForJobs } from './waitForJobs';

/** How long to wait for jobs, and what then. */
export interface WaitSettings {
	timeoutMs: number;
	pollIntervalMs: number;
	/** What to do with a job that is not finished when the time is up. */
	onTimeout: 'error' | 'returnJob';
}

/** A request that Appcues answers with a job. */
export interface Submission {
	send(): Promise<ApiResponse>;
	/** What running the node again would mean, for messages: `Adding a user again changes nothing.` */
	again: string;
}

/** What became of a submission: a job as last seen, or what went wrong. */
export interface JobRun {
	/** Absent when the request was not accepted, or was accepted without naming a job. */
	jobId?: JobId;
	/** Appcues did the work at once instead of starting a job. */
	done?: boolean;
	job?: Job;
	waitedMs?: number;
	failure?: Error;
}

/** How many requests that start a job are under way at once. */
const WIDTH = 4;

/**
 * Sends all requests, then waits for all their jobs together.
 *
 * One that goes wrong does not end the others. When several were sent, a failure's description tells what became of
 * the rest, so that nothing is lost with the message.
 *
 * @param wait undefined: the jobs are not waited for
 * @returns one result for each submission, in order
 * @throws {Cancelled} naming the jobs that Appcues has accepted already
 */
export async function runJobs(
	submissions: readonly Submission[],
	appcues: AppcuesClient,
	wait: WaitSettings | undefined,
): Promise<JobRun[]> {
	const runs: JobRun[] = submissions.map(() => ({}));
	try {
		await runPool(submissions, WIDTH, async (submission, index) => {
			runs[index] = await submit(submission);
		});
		if (wait) await waitForAll(submissions, runs, appcues, wait);
	} catch (thrown) {
		throw thrown instanceof Cancelled ? new Cancelled(summary(runs)) : thrown;
	}
	return runs.length > 1 ? runs.map((run) => withNote(run, summary(runs))) : runs;
}

async function submit(submission: Submission): Promise<JobRun> {
	const sent = await submission.send().then(
		(response) => ({ jobId: acceptedJob(response), done: response.status !== 202 }),
		(failure: unknown) => ({ failure }),
	);
	if ('jobId' in sent)
		return sent.jobId === undefined ? { done: sent.done } : { jobId: sent.jobId };
	if (sent.failure instanceof AppcuesError) return { failure: sent.failure };
	throw sent.failure;
}

async function waitForAll(
	submissions: readonly Submission[],
	runs: JobRun[],
	appcues: AppcuesClient,
	{ timeoutMs, pollIntervalMs, onTimeout }: WaitSettings,
): Promise<void> {
	const ids = runs.flatMap(({ jobId }) => jobId ?? []);
	const look = async (id: JobId) => {
		const job = await getJob(appcues, id);
		for (const run of runs) if (run.jobId === id) run.job = job;
		return job;
	};
	const { clock, signal } = appcues;
	const ends = await waitForJobs(ids, look, { timeoutMs, pollIntervalMs, clock, signal });
	runs.forEach((run, index) => {
		const end = run.jobId === undefined ? undefined : ends.get(run.jobId);
		if (!end || run.jobId === undefined) return;
		run.waitedMs = end.waitedMs;
		if (isFine(end, onTimeout)) return;
		run.failure = jobFailure(run.jobId, end, submissions[index].again);
	});
}

function isFine(end: JobEnd, onTimeout: WaitSettings['onTimeout']): boolean {
	return end.kind === 'completed' || (end.kind === 'timedOut' && onTimeout === 'returnJob');
}

function withNote(run: JobRun, note: string): JobRun {
	const { failure } = run;
	if (failure instanceof JobError) {
		const description = `${failure.description}\n${note}`;
		return {
			...run,
			failure: new JobError(failure.message, description, failure.jobIds, failure.status),
		};
	}
	if (failure instanceof AppcuesError) {
		const description = `${failure.description}\n${note}`;
		return { ...run, failure: new AppcuesError(failure.message, description, failure.facts) };
	}
	return run;
}
