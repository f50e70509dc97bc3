import { isObject } from '../api/answers';
import type { AppcuesClient } from '../api/client';
import { LINK_KEYS } from '../api/jobs';
import type { Job, JobId } from '../api/types';
import { jobEvents } from './jobEvents';
import type { JobSystem } from './jobSystem';
import { waitForJobs } from './waitForJobs';

/**
 * The link to a job's result: the last one in its progress log, where it stands among the attributes of an event.
 * Undefined when there is none.
 */
export function jobLink(job: Job): string | undefined {
	const places = [job, ...jobEvents(job).flatMap((event) => [event, event.attributes])];
	for (const place of places.reverse()) {
		if (!isObject(place)) continue;
		for (const key of LINK_KEYS) {
			const link = place[key];
			if (typeof link === 'string' && link.trim() !== '') return link.trim();
		}
	}
	return undefined;
}

/** A passing fault of Appcues is sat out for so long. */
const PATIENCE = { timeoutMs: 60_000, pollIntervalMs: 2000 };

/**
 * Reads a finished job again: every look makes a new link.
 *
 * @returns undefined when Appcues gives none
 * @throws {Cancelled} when the execution is cancelled
 */
export async function freshLink(
	appcues: AppcuesClient,
	id: JobId,
	system: JobSystem,
): Promise<string | undefined> {
	const { clock, signal } = appcues;
	const look = async () => await system.look(appcues, id);
	const ends = await waitForJobs([id], look, { ...PATIENCE, clock, signal });
	const job = ends.get(id)?.job;
	return job && jobLink(job);
}
