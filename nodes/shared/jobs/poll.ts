import { AppcuesError } from '../api/appcuesError';
import type { Clock } from '../api/clock';
import { pause } from '../api/clock';
import type { Job, JobId } from '../api/endpoints/types';
import { jobState } from './status';

export interface WaitPlan {
	/** How long to wait in all, in milliseconds. */
	timeoutMs: number;
	/** The pause before the second look, in milliseconds; later ones grow from there. */
	pollIntervalMs: number;
	clock: Clock;
	signal?: AbortSignal;
}

/** What became of one job. */
export type JobOutcome =
	| { kind: 'completed' | 'failed'; job: Job; waitedMs: number }
	/** `job` is what was seen last, if it was seen at all; `cause` is why the last look saw nothing. */
	| { kind: 'timedOut'; job?: Job; waitedMs: number; cause?: AppcuesError }
	/** Its status cannot be read, such as with a key that was disabled meanwhile. */
	| { kind: 'unreadable'; job?: Job; waitedMs: number; cause: AppcuesError };

/** A job that was accepted a moment ago may not be found yet, in milliseconds. */
export const NOT_FOUND_GRACE_MS = 30_000;

/**
 * Waits for jobs that Appcues has accepted, all on one schedule: look, pause, look again, the last look at the
 * deadline. A look that does not succeed is not a job that failed.
 *
 * @param look reads a job's status, once
 * @returns what became of each, by ID
 * @throws {Cancelled} soon after `plan.signal` is aborted
 */
export async function waitForJobs(
	ids: readonly JobId[],
	look: (id: JobId) => Promise<Job>,
	plan: WaitPlan,
): Promise<Map<JobId, JobOutcome>> {
	const start = plan.clock.now();
	const outcomes = new Map<JobId, JobOutcome>();
	const lastSeen: LastSeen = { jobs: new Map(), causes: new Map() };
	for (;;) {
		const open = [...new Set(ids)].filter((id) => !outcomes.has(id));
		await Promise.all(
			open.map(async (id) => await pollOnce(id, look, lastSeen, outcomes, plan, start)),
		);
		const waitedMs = plan.clock.now() - start;
		const leftMs = plan.timeoutMs - waitedMs;
		const stillOpen = open.filter((id) => !outcomes.has(id));
		if (stillOpen.length === 0) return outcomes;
		if (leftMs <= 0) {
			for (const id of stillOpen) outcomes.set(id, timedOut(id, lastSeen, waitedMs));
			return outcomes;
		}
		await pause(plan.clock, pollDelayMs(waitedMs, plan.pollIntervalMs, leftMs), plan.signal);
	}
}

/** What the looks so far have seen: the jobs, and why the last look at a job saw nothing. */
interface LastSeen {
	jobs: Map<JobId, Job>;
	causes: Map<JobId, AppcuesError>;
}

function timedOut(id: JobId, { jobs, causes }: LastSeen, waitedMs: number): JobOutcome {
	return { kind: 'timedOut', job: jobs.get(id), waitedMs, cause: causes.get(id) };
}

async function pollOnce(
	id: JobId,
	look: (id: JobId) => Promise<Job>,
	seen: LastSeen,
	ends: Map<JobId, JobOutcome>,
	{ clock }: WaitPlan,
	start: number,
): Promise<void> {
	const read = await look(id).then(
		(job) => ({ job }),
		(cause: unknown) => ({ cause }),
	);
	const waitedMs = clock.now() - start;
	if ('job' in read) {
		seen.jobs.set(id, read.job);
		seen.causes.delete(id);
		const state = jobState(read.job.status);
		if (state !== 'running') ends.set(id, { kind: state, job: read.job, waitedMs });
		return;
	}
	if (!(read.cause instanceof AppcuesError)) throw read.cause;
	seen.causes.set(id, read.cause);
	if (!isTransient(read.cause, waitedMs)) {
		ends.set(id, { kind: 'unreadable', job: seen.jobs.get(id), waitedMs, cause: read.cause });
	}
}

/** Whether looking again later may succeed: everything but an answer that says no for good. */
function isTransient({ info: { status } }: AppcuesError, waitedMs: number): boolean {
	if (status === undefined || status < 400 || status === 429 || status >= 500) return true;
	return status === 404 && waitedMs <= NOT_FOUND_GRACE_MS;
}

/**
 * How long to wait before the next look at a job.
 *
 * The first pause is the poll interval. From then on the pauses grow with the time that has passed, from three quarters
 * of the interval, so that a finished job is noticed late by a quarter of its duration and half an interval at most.
 * A job of ten minutes is looked at some 25 times with the default of two seconds.
 *
 * @param waitedMs how long the job has been waited for
 * @param intervalMs the poll interval
 * @param leftMs the time until the deadline, where the last look happens
 */
export function pollDelayMs(waitedMs: number, intervalMs: number, leftMs: number): number {
	const pause = waitedMs < intervalMs ? intervalMs : waitedMs / 4 + intervalMs / 2;
	return Math.min(pause, leftMs);
}
