import type { Job, JobEvent } from '../api/endpoints/types';
import { isObject } from '../util/isObject';

/** Where a job stands. */
export type JobState = 'running' | 'completed' | 'failed';

/**
 * Appcues knows IN_PROGRESS, COMPLETED and FAILED. Case does not matter, and any other status (queued, pending, …)
 * means that the job is not finished yet.
 */
export function jobState(status: string): JobState {
	const state = normalized(status);
	if (state === 'COMPLETED') return 'completed';
	return state === 'FAILED' ? 'failed' : 'running';
}

/** A job's status in capitals. */
function normalized(status: string): string {
	return status.trim().toUpperCase();
}

/** What the job itself says where it stands, in capitals: `DONE` for an analytics job. */
export const rawStatus = (job: Pick<Job, 'rawStatus' | 'status'>): string =>
	normalized(job.rawStatus ?? job.status);

export const isCompleted = ({ status }: { status: string }): boolean =>
	jobState(status) === 'completed';

/** A job's progress log, as far as it is one: what exactly stands there is known only in part. */
export function jobEvents(job: Job | undefined): JobEvent[] {
	const events: unknown = job?.events;
	return Array.isArray(events) ? events.filter(isObject) : [];
}
