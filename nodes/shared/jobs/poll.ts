import { AppcuesError } from '../api/appcuesError';
import type { Clock } from '../api/clock';
import { pause } from '../api/clock';
import type { Job, JobId } from '../api/endpoints/types';
import { asError } from '../util/asError';
import { jobState } from './status';

interface WaitPlan {
	/** The total time to wait, in milliseconds. */
	timeoutMs: number;
	/** The delay before the second status check, in milliseconds. Later delays are longer. */
	pollIntervalMs: number;
	clock: Clock;
	signal?: AbortSignal;
	/** Is given each status that was read, so that a caller who is canceled knows it. */
	note?(id: JobId, job: Job): void;
}

/** The result of waiting for one job. */
export type JobOutcome =
	| { kind: 'completed' | 'failed'; job: Job; waitedMs: number }
	/** `job` is the last known state, if any. `cause` is why the last status check failed. */
	| { kind: 'timedOut'; job?: Job; waitedMs: number; cause?: AppcuesError }
	/** The status can't be read, for example because the key has been disabled. */
	| { kind: 'unreadable'; job?: Job; waitedMs: number; cause: AppcuesError };

/** Reads the status of jobs, without retries. */
export interface JobReader {
	one(id: JobId): Promise<Job>;
	/**
	 * Reads all jobs of the account in one request, without their progress logs.
	 *
	 * @returns `repeat` is false if the list is too large to request it again and again
	 */
	all?(): Promise<{ jobs: Job[]; repeat: boolean }>;
}

/** Up to how many unfinished jobs are read one by one. More are read in one request. */
const FEW_JOBS = 3;

/** How long a new job may return a 404, in milliseconds. */
export const NOT_FOUND_GRACE_MS = 30_000;

/**
 * Waits for jobs that Appcues has accepted. Checks all of them on one schedule, for the last time at the deadline. A
 * failed status check doesn't mean that the job failed.
 *
 * Many jobs are found in the account's list. Those that have finished or aren't listed are read one by one, because the
 * list has no progress logs and its age limit isn't documented.
 *
 * @returns the outcome of each, by ID
 * @throws {Cancelled} soon after `plan.signal` is aborted
 */
export async function waitForJobs(
	ids: readonly JobId[],
	reader: JobReader,
	plan: WaitPlan,
): Promise<Map<JobId, JobOutcome>> {
	const start = plan.clock.now();
	const outcomes = new Map<JobId, JobOutcome>();
	const lastSeen: LastSeen = { jobs: new Map(), causes: new Map() };
	const list = new JobList(reader);
	let isLast = false;
	for (;;) {
		const open = [...new Set(ids)].filter((id) => !outcomes.has(id));
		// The list may be older than the jobs themselves, so the last check doesn't rely on it.
		const running =
			open.length > FEW_JOBS && !isLast ? await list.running(open, lastSeen, plan) : [];
		await Promise.all(
			open
				.filter((id) => !running.includes(id))
				.map(async (id) => await pollOnce(id, reader, lastSeen, outcomes, plan, start)),
		);
		const waitedMs = plan.clock.now() - start;
		const leftMs = plan.timeoutMs - waitedMs;
		const stillOpen = open.filter((id) => !outcomes.has(id));
		if (stillOpen.length === 0) return outcomes;
		if (leftMs <= 0 && (isLast || running.length === 0)) {
			for (const id of stillOpen) outcomes.set(id, timedOut(id, lastSeen, waitedMs));
			return outcomes;
		}
		const delayMs = Math.max(0, pollDelayMs(waitedMs, plan.pollIntervalMs, leftMs));
		isLast = delayMs >= leftMs;
		await pause(plan.clock, delayMs, plan.signal);
	}
}

/** The account's list of jobs, as long as it is of use. */
class JobList {
	private isUseful: boolean;

	constructor(private readonly reader: JobReader) {
		this.isUseful = reader.all !== undefined;
	}

	/** Returns which of the jobs are known to be running, without a request of their own. Notes their status. */
	async running(
		ids: readonly JobId[],
		{ jobs, causes }: LastSeen,
		{ note }: WaitPlan,
	): Promise<JobId[]> {
		if (!this.isUseful || !this.reader.all) return [];
		const list = await this.reader.all().then(
			(read) => read,
			(cause: unknown) => ({ cause }),
		);
		if ('cause' in list) {
			if (!(list.cause instanceof AppcuesError)) throw asError(list.cause);
			// Above the rate limit, a request for each job would only make it worse.
			if (list.cause.info.status === 429) return [...ids];
			this.isUseful = false;
			return [];
		}
		this.isUseful = list.repeat;
		const byId = new Map(list.jobs.map((job) => [String(job.id), job]));
		return ids.filter((id) => {
			const job = byId.get(id);
			if (!job || jobState(job.status) !== 'running') return false;
			jobs.set(id, { ...jobs.get(id), ...job });
			note?.(id, job);
			causes.delete(id);
			return true;
		});
	}
}

/** The last known state of each job, and why its last status check failed. */
interface LastSeen {
	jobs: Map<JobId, Job>;
	causes: Map<JobId, AppcuesError>;
}

function timedOut(id: JobId, { jobs, causes }: LastSeen, waitedMs: number): JobOutcome {
	return { kind: 'timedOut', job: jobs.get(id), waitedMs, cause: causes.get(id) };
}

async function pollOnce(
	id: JobId,
	reader: JobReader,
	lastSeen: LastSeen,
	outcomes: Map<JobId, JobOutcome>,
	{ clock, note }: WaitPlan,
	start: number,
): Promise<void> {
	const read = await reader.one(id).then(
		(job) => ({ job }),
		(cause: unknown) => ({ cause }),
	);
	const waitedMs = clock.now() - start;
	if ('job' in read) {
		lastSeen.jobs.set(id, read.job);
		note?.(id, read.job);
		lastSeen.causes.delete(id);
		const state = jobState(read.job.status);
		if (state !== 'running') outcomes.set(id, { kind: state, job: read.job, waitedMs });
		return;
	}
	if (!(read.cause instanceof AppcuesError)) throw read.cause;
	lastSeen.causes.set(id, read.cause);
	if (!isTransient(read.cause, waitedMs)) {
		outcomes.set(id, {
			kind: 'unreadable',
			job: lastSeen.jobs.get(id),
			waitedMs,
			cause: read.cause,
		});
	}
}

/** Whether a later status check can succeed. It can't if Appcues refused this one permanently. */
function isTransient({ info: { status } }: AppcuesError, waitedMs: number): boolean {
	if (status === undefined || status < 400 || status === 429 || status >= 500) return true;
	return status === 404 && waitedMs <= NOT_FOUND_GRACE_MS;
}

/**
 * Returns the delay before the next status check.
 *
 * The first delay is the poll interval. Later delays grow with the time that has passed, so the node notices a finished
 * job after at most a quarter of its duration plus half an interval. With the default of two seconds, it checks a job of
 * ten minutes about 25 times.
 *
 * @param waitedMs how long the node has waited
 * @param intervalMs the poll interval
 * @param leftMs the time until the deadline, when the last check happens
 */
function pollDelayMs(waitedMs: number, intervalMs: number, leftMs: number): number {
	const delay = waitedMs < intervalMs ? intervalMs : waitedMs / 4 + intervalMs / 2;
	return Math.min(delay, leftMs);
}
