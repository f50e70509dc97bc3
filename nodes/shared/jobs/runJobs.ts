import { AppcuesError } from '../api/appcuesError';
import type { ApiResponse, AppcuesClient } from '../api/client';
import { Cancelled } from '../api/clock';
import { acceptedJob, getJob } from '../api/jobs';
import type { Job, JobId } from '../api/types';
import { groupBy } from '../bulk/groupBy';
import { jobFailure, summary } from './jobFailure';
import { withNote } from './note';
import { isCompleted } from './status';
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

/** A submission that was sent, as far as it matters once it is out: its body is not kept. */
interface Sent {
	again: string;
	run: JobRun;
	/** The key was refused, for this submission or one before it. */
	refused?: AppcuesError;
}

/** How many requests that start a job are under way at once. */
const WIDTH = 4;

/**
 * Sends all requests, then waits for all their jobs together.
 *
 * One that goes wrong does not end the others. When several were sent, a failure's description tells what became of
 * the rest, so that nothing is lost with the message.
 *
 * @param submissions taken one by one as there is room for them, so that not all need be in memory
 * @param wait undefined: the jobs are not waited for
 * @param inOrder send each only when the job of the one before is completed; ends at the first that is not
 * @returns one result for each submission that was taken, in order
 * @throws {Cancelled} naming the jobs that Appcues has accepted already
 */
export async function runJobs(
	submissions: Iterable<Submission> | AsyncIterable<Submission>,
	appcues: AppcuesClient,
	wait: WaitSettings | undefined,
	{ inOrder = false }: { inOrder?: boolean } = {},
): Promise<JobRun[]> {
	const all: Sent[] = [];
	const runs = () => all.map(({ run }) => run);
	try {
		if (inOrder && wait) await sendInOrder(submissions, all, appcues, wait);
		else await sendSideBySide(submissions, all);
		if (!inOrder && wait) await waitForAll(all, appcues, wait);
	} catch (thrown) {
		throw thrown instanceof Cancelled ? new Cancelled(summary(runs())) : thrown;
	}
	const note = all.length > 1 && runs().some(({ failure }) => failure) ? summary(runs()) : '';
	return runs().map((run) =>
		run.failure && note ? { ...run, failure: withNote(run.failure, note) } : run,
	);
}

async function sendSideBySide(
	submissions: Iterable<Submission> | AsyncIterable<Submission>,
	all: Sent[],
): Promise<void> {
	const source = oneByOne(submissions);
	const worker = async () => {
		// A worker that stops closes the source, which ends the others.
		for await (const submission of source) await submit(submission, all);
	};
	await Promise.all(Array.from({ length: WIDTH }, worker));
}

async function sendInOrder(
	submissions: Iterable<Submission> | AsyncIterable<Submission>,
	all: Sent[],
	appcues: AppcuesClient,
	wait: WaitSettings,
): Promise<void> {
	for await (const submission of submissions) {
		const sent = await submit(submission, all);
		await waitForAll([sent], appcues, wait);
		const { failure, job } = sent.run;
		if (failure ?? (job && !isCompleted(job))) return;
	}
}

/** Several workers may ask at once; each gets the next. */
async function* oneByOne<T>(source: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T> {
	yield* source;
}

/** A refusal of the key ends it: the rest would meet the same, and is left unsent. */
async function submit(submission: Submission, all: Sent[]): Promise<Sent> {
	const refused = all.at(-1)?.refused;
	const sent: Sent = { again: submission.again, run: refused ? { failure: refused } : {}, refused };
	all.push(sent);
	if (refused) return sent;
	sent.run = await sendOne(submission);
	const { failure } = sent.run;
	if (failure instanceof AppcuesError && isForAll(failure)) {
		for (const each of all) each.refused ??= failure;
	}
	return sent;
}

const isForAll = ({ facts: { status } }: AppcuesError) => status === 401 || status === 403;

async function sendOne(submission: Submission): Promise<JobRun> {
	const sent = await submission.send().then(
		(response) => ({ jobId: acceptedJob(response), done: response.status !== 202 }),
		(failure: unknown) => ({ failure }),
	);
	if ('jobId' in sent)
		return sent.jobId === undefined ? { done: sent.done } : { jobId: sent.jobId };
	if (sent.failure instanceof Cancelled) throw sent.failure;
	// Whatever it is: the jobs of the others are not lost with it.
	return {
		failure: sent.failure instanceof Error ? sent.failure : new Error(String(sent.failure)),
	};
}

async function waitForAll(
	all: Sent[],
	appcues: AppcuesClient,
	{ timeoutMs, pollIntervalMs, onTimeout }: WaitSettings,
): Promise<void> {
	const ids = all.flatMap(({ run }) => run.jobId ?? []);
	const byJob = groupBy(all, ({ run }) => run.jobId);
	const look = async (id: JobId) => {
		const job = await getJob(appcues, id);
		for (const { run } of byJob.get(id) ?? []) run.job = job;
		return job;
	};
	const { clock, signal } = appcues;
	const ends = await waitForJobs(ids, look, { timeoutMs, pollIntervalMs, clock, signal });
	for (const { run, again } of all) {
		const end = run.jobId === undefined ? undefined : ends.get(run.jobId);
		if (!end || run.jobId === undefined) continue;
		run.waitedMs = end.waitedMs;
		if (!isFine(end, onTimeout)) run.failure = jobFailure(run.jobId, end, again);
	}
}

function isFine(end: JobEnd, onTimeout: WaitSettings['onTimeout']): boolean {
	return end.kind === 'completed' || (end.kind === 'timedOut' && onTimeout === 'returnJob');
}
