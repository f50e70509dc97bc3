import { acceptedJob } from '../../../nodes/shared/api/endpoints/jobs';
import { path } from '../../../nodes/shared/api/path';
import type { Job, JobId } from '../../../nodes/shared/api/endpoints/types';
import { jobEvents } from '../../../nodes/shared/jobs/status';
import { type Answer, isSuccess, told } from '../answer.cjs';
import type { Request } from '../api.cjs';
import { NotTried, type Sighting, judge } from '../assumption.cjs';
import type { Context } from '../context.cjs';
import { type Watched, watchJob } from '../watchJob.cjs';

/** A request that should have started a job, and what became of the job. */
export interface Submitted {
	answer: Answer;
	id?: JobId;
	watched?: Watched;
}

/** Sends what starts a job, and waits for the job. @param changes whether the job changes something */
export async function submit(
	{ api, patience, trash }: Context,
	request: Request,
	changes: boolean,
): Promise<Submitted> {
	const answer = await api.send(request);
	const id = isSuccess(answer) ? acceptedJob(answer) : undefined;
	if (id === undefined) return { answer };
	const at = path`/jobs/${id}`;
	if (changes) trash.openJobs.set(id, at);
	const watched = await watchJob(api, at, patience);
	if (watched.end === 'completed' || watched.end === 'failed') trash.openJobs.delete(id);
	return { answer, id, watched };
}

/** Whether it was accepted as a job that came to a good end. @throws {NotTried} while nobody knows */
export function judgeJob(submitted: Submitted): Sighting {
	const { answer, id, watched } = submitted;
	if (id === undefined || !watched) return judge(false, told(answer));
	const { status } = answer;
	if (watched.end === 'failed') return judge(false, `${status}; the job ended ${words(watched)}`);
	const job = completedJob(submitted);
	return judge(true, `${status}; the job was ${words(watched)}, ${reported(job)}`);
}

/** @throws {NotTried} when no job was named */
export function mustBeJob({ answer, id, watched }: Submitted): { id: JobId; watched: Watched } {
	if (id === undefined || !watched) throw new NotTried(`there is no job: ${told(answer)}`);
	return { id, watched };
}

/** @throws {NotTried} when there is no job that has completed */
export function completedJob(submitted: Submitted): Job {
	const { watched } = mustBeJob(submitted);
	if (watched.job && watched.end === 'completed') return watched.job;
	if (watched.end !== 'timedOut')
		throw new NotTried(`the job did not complete: ${told(watched.last)}`);
	throw new NotTried(`the job was still ${words(watched)} when the time was up (--job-timeout)`);
}

export const words = ({ words: seen }: Watched): string => seen.join(', then ') || 'never seen';

/** The names of what its progress log says, which Appcues does not document. */
function reported(job: Job): string {
	const names = jobEvents(job).flatMap(({ attributes }) => Object.keys(attributes ?? {}));
	return names.length > 0
		? `its events tell ${[...new Set(names)].join(', ')}`
		: 'its events tell nothing';
}
