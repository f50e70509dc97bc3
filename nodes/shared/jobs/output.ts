import type { IDataObject } from 'n8n-workflow';

import type { AppcuesClient } from '../api/client';
import { LINK_KEYS } from '../api/endpoints/jobs';
import type { Job, JobId } from '../api/endpoints/types';
import { isObject } from '../util/isObject';
import { withoutQueries } from '../api/serverText';
import type { JobApi } from './jobApi';
import { waitForJobs } from './poll';
import { jobEvents, rawStatus } from './status';
import type { JobRun } from './submit';

/** What stands in the output under a name of its own; whatever else a job carries is passed on. */
const HANDLED_KEYS = new Set(['id', 'job_id', 'status', 'status', 'name', 'started_at', 'url']);

/** What the nodes say themselves: a job that carries the like does not get in the way. */
const RESERVED_KEYS = new Set(['jobId', 'durationMs', 'startedAt', 'downloadUrl']);

/** A presigned link by its look, whatever key it stands under. */
const SIGNED_LINK = /[?&](X-Amz-Signature|Signature|X-Goog-Signature|sig)=/i;

/**
 * The part of an output item that tells about its job.
 *
 * @param run `job` is what was last seen of it; absent when it was not waited for
 * @param includeDownloadUrl adds the link to the job's result, which anyone who has it can use for a while
 */
export function jobOutput(
	{ jobId, job, waitedMs, done }: JobRun,
	{ includeDownloadUrl = false } = {},
): IDataObject {
	const output: IDataObject = {
		jobId: jobId ?? null,
		status: job ? rawStatus(job) : done ? 'COMPLETED' : 'ACCEPTED',
	};
	if (waitedMs !== undefined) output.durationMs = Math.round(waitedMs);
	if (!job) return output;
	if (job.name !== undefined) output.name = job.name;
	if (job.started_at !== undefined) output.startedAt = job.started_at;
	for (const [key, value] of Object.entries(job)) {
		if (!HANDLED_KEYS.has(key) && !LINK_KEYS.includes(key) && !RESERVED_KEYS.has(key)) {
			output[key] = withoutLinks(value) as IDataObject[string];
		}
	}
	const link = includeDownloadUrl ? jobLink(job) : undefined;
	if (link !== undefined) output.downloadUrl = link;
	return output;
}

/** An output item: what the node says of it first, then its job, which cannot contradict it. */
export function withJob(own: IDataObject, run: JobRun): IDataObject {
	return { ...own, ...jobOutput(run), ...own };
}

/** A copy without the keys that hold presigned links; one that stands elsewhere loses its query string. */
export function withoutLinks(value: unknown): unknown {
	if (typeof value === 'string') return isSignedLink(value) ? withoutQueries(value) : value;
	if (Array.isArray(value)) return value.map(withoutLinks);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([key]) => !LINK_KEYS.includes(key))
			.map(([key, inner]) => [key, withoutLinks(inner)]),
	);
}

const isSignedLink = (text: string) => SIGNED_LINK.test(text);

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
const FRESH_LINK_WAIT = { timeoutMs: 60_000, pollIntervalMs: 2000 };

/**
 * Reads a finished job again: every look makes a new link.
 *
 * @returns undefined when Appcues gives none
 * @throws {Cancelled} when the execution is cancelled
 */
export async function freshLink(
	appcues: AppcuesClient,
	id: JobId,
	jobApi: JobApi,
): Promise<string | undefined> {
	const { clock, signal } = appcues;
	const look = async () => await jobApi.poll(appcues, id);
	const ends = await waitForJobs([id], look, { ...FRESH_LINK_WAIT, clock, signal });
	const job = ends.get(id)?.job;
	return job && jobLink(job);
}
