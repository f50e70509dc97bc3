import { isObject } from '../../util/isObject';
import { expectBody, expectList } from '../responses';
import type { Exchange } from '../appcuesError';
import type { ApiResponse, AppcuesClient } from '../client';
import type { ApiRequest } from '../request';
import { path } from '../path';
import { redactFields } from '../redact';
import type { Job, JobId } from './types';

/** The job endpoints of the Appcues Public API v2 (docs/appcues-openapi.yaml, tag Jobs). */

export const isJob = (value: unknown): value is Job =>
	isObject(value) && typeof value.status === 'string';

/** The keys of presigned links, which are credentials until they expire. */
export const LINK_KEYS = ['signed_s3_url', 'download_url'];

const LINKS: ReadonlySet<string> = new Set(LINK_KEYS);

/**
 * Removes the credential's secrets from a job: its name and progress log come from the server and appear in messages and
 * in the output. Its ID and links stay unchanged, so that they can be used.
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
 * GET /jobs/{id}: sends one request. The caller, who waits for the job, decides when to send the next one.
 *
 * The node never follows the `job_url` of a response.
 */
export async function getJob(appcues: AppcuesClient, id: JobId): Promise<Job> {
	const response = await appcues.request({ ...single(id), maxAttempts: 1, timeoutMs: 30_000 });
	return redactJob(expectBody(response, isJob, 'a job'), response);
}

/** GET /jobs/{id}, with retries: for a caller who doesn't wait for the job. */
export async function readJob(appcues: AppcuesClient, id: JobId): Promise<Job> {
	const response = await appcues.request(single(id));
	return redactJob(expectBody(response, isJob, 'a job'), response);
}

/** GET /jobs: returns jobs without progress logs. Their order and age limit aren't documented. */
export async function listJobs(appcues: AppcuesClient): Promise<Job[]> {
	const response = await appcues.request({
		method: 'GET',
		path: path`/jobs`,
		idempotent: true,
	});
	return expectList(response, isJob, 'jobs').map((job) => redactJob(job, response));
}

/** From this size on, one request per job is cheaper than the list. In characters. */
const LARGE_LIST = 5_000_000;

/**
 * GET /jobs: sends one request, for a caller who waits for many jobs.
 *
 * @returns the jobs, and whether the list is small enough to request it repeatedly
 */
export async function pollJobs(appcues: AppcuesClient): Promise<{ jobs: Job[]; repeat: boolean }> {
	const response = await appcues.request({
		method: 'GET',
		path: path`/jobs`,
		idempotent: true,
		maxAttempts: 1,
		timeoutMs: 10_000,
	});
	const jobs = expectList(response, isJob, 'jobs').map((job) => redactJob(job, response));
	return { jobs, repeat: response.length < LARGE_LIST };
}

/**
 * Returns the job ID of a response that accepts work: a 202 or 200 with `job_id`; undefined if there is none.
 */
export function acceptedJob({ body }: ApiResponse): JobId | undefined {
	if (!isObject(body)) return undefined;
	const { job_id: id } = body;
	if (typeof id === 'number') return String(id);
	return typeof id === 'string' && id.trim() !== '' ? id : undefined;
}
