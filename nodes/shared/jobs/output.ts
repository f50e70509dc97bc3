import type { IDataObject } from 'n8n-workflow';

import type { AppcuesClient } from '../api/client';
import { LINK_KEYS } from '../api/endpoints/jobs';
import type { Job, JobId } from '../api/endpoints/types';
import { isObject } from '../util/isObject';
import { withoutQueries } from '../api/serverText';
import type { JobApi } from './jobApi';
import { jobReader } from './jobApi';
import { waitForJobs } from './poll';
import { jobEvents, rawStatus } from './status';
import type { JobRun } from './submit';

/** Keys that the output contains under another name. All other keys of a job are passed on. */
const HANDLED_KEYS = new Set(['id', 'job_id', 'status', 'rawStatus', 'name', 'started_at', 'url']);

/** Keys that the node sets itself. A job's keys of the same name are ignored. */
const RESERVED_KEYS = new Set(['jobId', 'durationMs', 'startedAt', 'downloadUrl']);

/** Recognizes a presigned link under any key. */
const SIGNED_LINK = /[?&](X-Amz-Signature|Signature|X-Goog-Signature|sig)=/i;

/**
 * Returns the fields of an output item that describe its job.
 *
 * @param run without `job` if the node didn't wait for it
 * @param includeDownloadUrl adds the link to the job's result, which anyone can use until it expires
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

/** Returns an output item: the node's own fields first, then those of the job, which don't override them. */
export function withJob(own: IDataObject, run: JobRun): IDataObject {
	return { ...own, ...jobOutput(run), ...own };
}

/** Returns a copy without the keys of presigned links. Removes the query string of links under other keys. */
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
 * Returns the link to a job's result: the last one in its progress log, which has it in an event's `attributes`.
 * Returns undefined if there is none.
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

/** How long to wait if Appcues is temporarily unavailable. */
const FRESH_LINK_WAIT = { timeoutMs: 60_000, pollIntervalMs: 2000 };

/**
 * Reads a finished job again, because each request creates a new link.
 *
 * @returns undefined if Appcues returns none
 * @throws {Cancelled} when the execution is canceled
 */
export async function freshLink(
	appcues: AppcuesClient,
	id: JobId,
	jobApi: JobApi,
): Promise<string | undefined> {
	const { clock, signal } = appcues;
	const outcomes = await waitForJobs([id], jobReader(jobApi, appcues), {
		...FRESH_LINK_WAIT,
		clock,
		signal,
	});
	const job = outcomes.get(id)?.job;
	return job && jobLink(job);
}
