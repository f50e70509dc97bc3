import { acceptedJob } from '../../../nodes/shared/api/endpoints/jobs';
import { path } from '../../../nodes/shared/api/path';
import type { Job, JobId } from '../../../nodes/shared/api/endpoints/types';
import { jobEvents } from '../../../nodes/shared/jobs/status';
import { type Answer, isSuccess, describeAnswer } from '../answer.cjs';
import type { Request } from '../api.cjs';
import { NotChecked, type Verdict, verdict } from '../assumption.cjs';
import type { Context } from '../context.cjs';
import { type Watched, watchJob } from '../watchJob.cjs';

/** A request that should have started a job, and what happened to the job. */
export interface Submitted {
	answer: Answer;
	id?: JobId;
	watched?: Watched;
}

/** Sends a request that starts a job, and waits for the job. @param changes whether the job changes something */
export async function submit(
	{ api, jobWait, created }: Context,
	request: Request,
	changes: boolean,
): Promise<Submitted> {
	const answer = await api.send(request);
	const id = isSuccess(answer) ? acceptedJob(answer) : undefined;
	if (id === undefined) return { answer };
	const at = path`/jobs/${id}`;
	if (changes) created.openJobs.set(id, at);
	const watched = await watchJob(api, at, jobWait);
	if (watched.end === 'completed' || watched.end === 'failed') created.openJobs.delete(id);
	return { answer, id, watched };
}

/** Checks that the work was accepted as a job that completed. @throws {NotChecked} while that is unknown */
export function checkJob(submitted: Submitted): Verdict {
	const { answer, id, watched } = submitted;
	if (id === undefined || !watched) return verdict(false, describeAnswer(answer));
	const { status } = answer;
	if (watched.end === 'failed')
		return verdict(false, `${status}; the job finished as ${words(watched)}`);
	const job = completedJob(submitted);
	return verdict(true, `${status}; the job was ${words(watched)}, ${reported(job)}`);
}

/** Returns the job. @throws {NotChecked} when the response has none */
export function mustBeJob({ answer, id, watched }: Submitted): { id: JobId; watched: Watched } {
	if (id === undefined || !watched)
		throw new NotChecked(`there is no job: ${describeAnswer(answer)}`);
	return { id, watched };
}

/** Returns the completed job. @throws {NotChecked} when there is none */
export function completedJob(submitted: Submitted): Job {
	const { watched } = mustBeJob(submitted);
	if (watched.job && watched.end === 'completed') return watched.job;
	if (watched.end !== 'timedOut')
		throw new NotChecked(`the job did not complete: ${describeAnswer(watched.last)}`);
	throw new NotChecked(`the job was still ${words(watched)} at the timeout (--job-timeout)`);
}

export const words = ({ words: seen }: Watched): string => seen.join(', then ') || 'never seen';

/** Returns the names in its progress log, which Appcues doesn't document. */
function reported(job: Job): string {
	const names = jobEvents(job).flatMap(({ attributes }) => Object.keys(attributes ?? {}));
	return names.length > 0
		? `its events have ${[...new Set(names)].join(', ')}`
		: 'its events have no attributes';
}
