import { isObject } from '../../nodes/shared/util/isObject';
import { acceptedJob } from '../../nodes/shared/api/endpoints/jobs';
import { path } from '../../nodes/shared/api/path';
import type { SegmentId, UserId } from '../../nodes/shared/api/endpoints/types';
import { type Answer, isSuccess, describeAnswer } from './answer.cjs';
import { NotChecked } from './assumption.cjs';
import type { Context } from './context.cjs';
import { watchJob } from './watchJob.cjs';

/** What happened to the throw-away objects, in words. */
export interface CleanUp {
	removed: string[];
	/** What still exists and shouldn't. */
	left: string[];
	/** What Appcues can't remove. */
	kept: string[];
}

/**
 * Removes what a run has created and still exists. It deletes only the segment with this run's name and the
 * users with this run's IDs.
 */
export async function cleanUp(context: Context): Promise<CleanUp> {
	const { created } = context;
	const result: CleanUp = { removed: [], left: [], kept: [...created.kept] };
	if (created.isEmpty) return result;
	const attempt = async (what: string, remove: () => Promise<string | undefined>) => {
		const fault = await remove().catch(reason);
		if (fault === undefined) result.removed.push(what);
		else result.left.push(`${what}: ${fault}`);
	};
	const jobs = await waitForJobs(context).catch(reason);
	if (jobs !== undefined) result.left.push(`jobs: ${jobs}`);
	await attempt(`segment ${context.names.segment}`, async () => await deleteSegments(context));
	for (const id of created.users) {
		await attempt(`user ${id}`, async () => await deleteUser(context, id));
	}
	return result;
}

/** Waits for open jobs, because one of them could create a user again. @returns what is wrong, if anything */
async function waitForJobs({ api, created, jobWait }: Context): Promise<string | undefined> {
	const unfinished: string[] = [];
	for (const [id, at] of created.openJobs) {
		const { end } = await watchJob(api, at, jobWait);
		if (end === 'timedOut' || end === 'unreadable') unfinished.push(id);
	}
	return unfinished.length > 0 ? `did not finish in time: ${unfinished.join(', ')}` : undefined;
}

async function deleteSegments(context: Context): Promise<string | undefined> {
	const faults: string[] = [];
	for (const id of await segmentsLeft(context)) {
		const answer = await context.api.send({ method: 'DELETE', path: path`/segments/${id}` });
		const fault = refusal(answer);
		if (fault !== undefined) faults.push(fault);
	}
	return faults.join('; ') || undefined;
}

/**
 * Finds segments by name, because the ID is unknown if the response to creating one was lost. The run never
 * renames it.
 */
async function segmentsLeft({ api, created, names }: Context): Promise<SegmentId[]> {
	if (!created.segmentRequested) return [];
	const answer = await api.get(path`/segments`);
	if (!Array.isArray(answer.body)) return [...created.segments];
	const there: unknown[] = answer.body;
	return there
		.filter(isObject)
		.filter(({ name }) => name === names.segment)
		.map(({ id }) => String(id));
}

async function deleteUser({ api, jobWait }: Context, id: UserId): Promise<string | undefined> {
	const profile = path`/users/${id}/profile`;
	const before = await api.get(profile);
	if (isUnknown(before)) return undefined;
	const answer = await api.send({ method: 'DELETE', path: profile });
	const job = isSuccess(answer) ? acceptedJob(answer) : undefined;
	if (job === undefined) return refusal(answer);
	const { end } = await watchJob(api, path`/jobs/${job}`, jobWait);
	return end === 'completed' ? undefined : `its deletion, job ${job}, did not complete in time`;
}

/** Returns whether a response means that the user or group is unknown. */
export const isUnknown = ({ status, body }: Answer): boolean =>
	status === 404 || (status === 200 && isObject(body) && Object.keys(body).length === 0);

const refusal = (answer: Answer) =>
	isSuccess(answer) || answer.status === 404 ? undefined : describeAnswer(answer);

const reason = (error: unknown) =>
	error instanceof NotChecked ? error.message : `unexpected error: ${String(error)}`;
