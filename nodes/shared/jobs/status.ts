import type { Job } from '../api/types';

/** Where a job stands. */
export type JobState = 'running' | 'completed' | 'failed';

/**
 * Appcues knows IN_PROGRESS, COMPLETED and FAILED. Case does not matter, and any other word (queued, pending, …)
 * means that the job is not finished yet.
 */
export function jobState(status: string): JobState {
	const word = jobWord(status);
	if (word === 'COMPLETED') return 'completed';
	return word === 'FAILED' ? 'failed' : 'running';
}

/** A job's status in capitals. */
export function jobWord(status: string): string {
	return status.trim().toUpperCase();
}

/** What the job itself says where it stands, in capitals: `DONE` for an analytics job. */
export const ownWord = ({ word, status }: Pick<Job, 'word' | 'status'>): string =>
	jobWord(word ?? status);

export const isCompleted = ({ status }: { status: string }): boolean =>
	jobState(status) === 'completed';
