import { isObject } from '../../util/isObject';
import { expectBody, expectList } from '../responses';
import type { Exchange } from '../appcuesError';
import type { ApiRequest, ApiResponse, AppcuesClient } from '../client';
import { path } from '../path';
import { redactFields } from '../redact';
import type { Job, JobId } from './types';

/** The job endpoints of the Appcues Public API v2 (docs/appcues-openapi.yaml, tag Jobs). */

export const isJob = (value: unknown): value is Job =>
	isObject(value) && typeof value.status === 'string';

/** Under these keys Appcues hands out presigned links, which are credentials for a while. */
export const LINK_KEYS = ['signed_s3_url', 'download_url'];

const LINKS: ReadonlySet<string> = new Set(LINK_KEYS);

/**
 * Returns a job without the credential's secrets: its name and its progress log are texts of the server's, which end up
 * in messages and in the output. Its ID and its links must stay as they are to be of use.
 */
export function redactJob(job: Job, { redact }: Exchange): Job {
	const { id } = job;
	return { ...redactFields(job, redact, LINKS), ...(id !== undefined && { id }) };
}

const single = (id: JobId): ApiRequest => ({
	method: 'GET',
	path: path`/jobs/${id}`,
	idempotent: true,
	subject: `job with the ID "${id}"`,
});

/**
 * GET /jobs/{id}, once: whoever waits for the job decides about the next look.
 *
 * The ID is looked up on our own base URL; the `job_url` of an answer is never followed.
 */
export async function getJob(appcues: AppcuesClient, id: JobId): Promise<Job> {
	const response = await appcues.request({ ...single(id), maxAttempts: 1, timeoutMs: 30_000 });
	return redactJob(expectBody(response, isJob, 'a job'), response);
}

/** GET /jobs/{id} for whoever wants to know now: passing faults are sat out. */
export async function readJob(appcues: AppcuesClient, id: JobId): Promise<Job> {
	const response = await appcues.request(single(id));
	return redactJob(expectBody(response, isJob, 'a job'), response);
}

/** GET /jobs: without their progress logs. How they are sorted, and how far back they go, is not known. */
export async function listJobs(appcues: AppcuesClient): Promise<Job[]> {
	const response = await appcues.request({
		method: 'GET',
		path: path`/jobs`,
		idempotent: true,
	});
	return expectList(response, isJob, 'jobs').map((job) => redactJob(job, response));
}

/**
 * The job ID in an answer that accepts work: a 202 with `job_id`, or a 200 that carries one. Undefined when there
 * is nothing to look up.
 */
export function acceptedJob({ body }: ApiResponse): JobId | undefined {
	if (!isObject(body)) return undefined;
	const { job_id: id } = body;
	if (typeof id === 'number') return String(id);
	return typeof id === 'string' && id.trim() !== '' ? id : undefined;
}
