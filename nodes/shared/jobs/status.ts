import type { Job, JobEvent } from '../api/endpoints/types';
import { isObject } from '../util/isObject';

/** Whether a job is finished. */
export type JobState = 'running' | 'completed' | 'failed';

/**
 * Returns the state of a job. Appcues documents IN_PROGRESS, COMPLETED and FAILED. Any other status (queued, pending, …)
 * means that the job isn't finished. Ignores case.
 */
export function jobState(status: string): JobState {
	const state = normalized(status);
	if (state === 'COMPLETED') return 'completed';
	return state === 'FAILED' ? 'failed' : 'running';
}

function normalized(status: string): string {
	return status.trim().toUpperCase();
}

/** Returns the status that Appcues sent, in capitals: `DONE` for an analytics job. */
export const rawStatus = (job: Pick<Job, 'rawStatus' | 'status'>): string =>
	normalized(job.rawStatus ?? job.status);

export const isCompleted = ({ status }: { status: string }): boolean =>
	jobState(status) === 'completed';

/** Returns a job's progress log. Its entries are only partly documented. */
export function jobEvents(job: Job | undefined): JobEvent[] {
	const events: unknown = job?.events;
	return Array.isArray(events) ? events.filter(isObject) : [];
}
