import { isJob } from '../../nodes/shared/api/endpoints/jobs';
import type { ApiPath } from '../../nodes/shared/api/path';
import type { Job } from '../../nodes/shared/api/endpoints/types';
import type { JobState } from '../../nodes/shared/jobs/status';
import { jobState } from '../../nodes/shared/jobs/status';
import { NOT_FOUND_GRACE_MS } from '../../nodes/shared/jobs/poll';
import type { Answer } from './answer.cjs';
import type { Api } from './api.cjs';
import type { JobWait } from './context.cjs';
import { pause } from './pause.cjs';

/** What was seen of a job until it finished or timed out. */
export interface Watched {
	end: 'completed' | 'failed' | 'timedOut' | 'unreadable';
	/** The last response. */
	last: Answer;
	/** As last seen. */
	job?: Job;
	/** Every status it had, in order. */
	words: string[];
	/** How often it wasn't found before it was seen. */
	missing: number;
}

/**
 * Polls a job until it has finished.
 *
 * @param stateOf maps its status
 */
export async function watchJob(
	api: Api,
	at: ApiPath,
	{ jobTimeoutMs, pollIntervalMs }: JobWait,
	stateOf: (status: string) => JobState = jobState,
): Promise<Watched> {
	const start = performance.now();
	const words: string[] = [];
	let missing = 0;
	for (;;) {
		const last = await api.get(at);
		const waitedMs = performance.now() - start;
		const job = last.status === 200 && isJob(last.body) ? last.body : undefined;
		const seen = { last, job, words, missing };
		if (job && words.at(-1) !== job.status) words.push(job.status);
		const state = job && stateOf(job.status);
		if (state === 'completed' || state === 'failed') return { ...seen, end: state };
		const grace = Math.min(NOT_FOUND_GRACE_MS, jobTimeoutMs);
		const notYet = last.status === 404 && words.length === 0 && waitedMs < grace;
		if (!job && !notYet) return { ...seen, end: 'unreadable' };
		if (waitedMs >= jobTimeoutMs) return { ...seen, end: 'timedOut' };
		if (notYet) missing += 1;
		await pause(pollIntervalMs, api.signal);
	}
}

/** Maps the status of an analytics job, where `done` means COMPLETED. */
export const analyticsState = (status: string): JobState =>
	status.trim().toLowerCase() === 'done' ? 'completed' : jobState(status);
