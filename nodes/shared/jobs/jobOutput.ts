import type { IDataObject } from 'n8n-workflow';

import type { JobRun } from './runJobs';
import { jobWord } from './status';

/** What stands in the output under a name of its own; whatever else a job carries is passed on. */
const TOLD = new Set(['id', 'status', 'name', 'started_at', 'url']);

/** Under these keys Appcues hands out presigned links, which are credentials for a while. */
const LINK_KEYS = new Set(['signed_s3_url', 'download_url']);

/** A presigned link by its look, whatever key it stands under. */
const SIGNED_LINK = /[?&](X-Amz-Signature|Signature|X-Goog-Signature|sig)=/i;

/**
 * The part of an output item that tells about its job.
 *
 * @param run `job` is what was last seen of it; absent when it was not waited for
 */
export function jobOutput({ jobId, job, waitedMs, done }: JobRun): IDataObject {
	if (!job) return { jobId: jobId ?? null, status: done ? 'COMPLETED' : 'ACCEPTED' };
	const output: IDataObject = { jobId: jobId ?? null, status: jobWord(job.status) };
	if (job.name !== undefined) output.name = job.name;
	if (job.started_at !== undefined) output.startedAt = job.started_at;
	if (waitedMs !== undefined) output.durationMs = Math.round(waitedMs);
	for (const [key, value] of Object.entries(job)) {
		if (!TOLD.has(key)) output[key] = withoutLinks(value) as IDataObject[string];
	}
	return output;
}

/** A copy without presigned links. */
export function withoutLinks(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutLinks);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([key, inner]) => !LINK_KEYS.has(key) && !isSignedLink(inner))
			.map(([key, inner]) => [key, withoutLinks(inner)]),
	);
}

const isSignedLink = (value: unknown) => typeof value === 'string' && SIGNED_LINK.test(value);
