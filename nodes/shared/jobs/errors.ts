import { AppcuesError } from '../api/appcuesError';
import type { Job, JobId } from '../api/endpoints/types';
import { isObject } from '../util/isObject';
import { serverText } from '../api/serverText';
import { groupBy } from '../util/groupBy';
import { InvalidInput } from '../util/invalidInput';
import type { JobApi } from './jobApi';
import { withoutLinks } from './output';
import type { JobOutcome } from './poll';
import { jobEvents, rawStatus } from './status';
import type { Sent } from './submit';

/** A job that Appcues accepted and that failed, or whose result is unknown. */
export class JobError extends Error {
	constructor(
		message: string,
		readonly description: string,
		readonly jobIds: JobId[],
		/** The last known status, in capitals. */
		readonly status: string,
	) {
		super(message);
		this.name = 'JobError';
	}
}

/**
 * Returns the error for a job that wasn't completed.
 *
 * @param rerunAdvice what happens if the node runs again
 */
export function jobError(
	id: JobId,
	end: JobOutcome,
	rerunAdvice: string,
	{ timeoutAdvice }: Pick<JobApi, 'timeoutAdvice'>,
): JobError {
	const status = lastStatus(end.job);
	if (end.kind === 'timedOut') {
		return new JobError(
			`Appcues job ${id} was still ${status} after ${seconds(end.waitedMs)}`,
			`The job keeps running in Appcues. To wait longer, raise 'Timeout (Seconds)' in 'Options'. ${timeoutAdvice}${end.cause ? `\nThe last status check failed: ${end.cause.message}.` : ''}\n${rerunAdvice}`,
			[id],
			status,
		);
	}
	if (end.kind === 'unreadable') {
		return new JobError(
			`Appcues accepted job ${id}, but its status cannot be read: ${end.cause.message}`,
			`The job may be finished. Its last known status is ${status}.\n${end.cause.description}\n${rerunAdvice}`,
			[id],
			status,
		);
	}
	return new JobError(
		`Appcues job ${id} finished as ${status}${reasonOf(end.job)}`,
		`Appcues accepted the request but could not complete it. If you contact Appcues' support, give them the job ID.\n${rerunAdvice}`,
		[id],
		status,
	);
}

/** How many jobs or refusals a message lists at most. */
const MAX_LISTED = 20;

/** Returns one or two sentences about the results of several submissions; an empty string if there are none. */
export function summary(all: ReadonlyArray<Sent<unknown>>): string {
	const jobs = all.flatMap(({ about, run: { jobId, job } }) =>
		jobId === undefined ? [] : `${jobId} (${[lastStatus(job), about].filter(Boolean).join(', ')})`,
	);
	if (all.length === 1) {
		return jobs.length === 1 ? `Appcues accepted the work as job ${jobs[0]}.` : '';
	}
	const refusals = refusalsIn(all);
	return [
		jobs.length > 0 &&
			`Of ${all.length} requests, Appcues accepted ${jobs.length} as jobs: ${listFirst(jobs, ', ')}.`,
		refusals.length > 0 && `Not accepted: ${listFirst(refusals, '; ')}.`,
	]
		.filter(Boolean)
		.join(' ');
}

/** Returns each reason once, with the parts it applies to. */
function refusalsIn(all: ReadonlyArray<Sent<unknown>>): string[] {
	const refused = all.filter(({ run: { jobId, failure } }) => !jobId && failure);
	const byReason = groupBy(refused, ({ run }) => run.failure?.message ?? '');
	return [...byReason].map(([reason, group]) => {
		const abouts = group.flatMap(({ about }) => about ?? []);
		return abouts.length > 0 ? `${listFirst(abouts, ', ')} (${reason})` : reason;
	});
}

/** Joins the first entries, and adds how many more there are. */
export function listFirst(texts: string[], separator: string): string {
	const rest = texts.length - MAX_LISTED;
	return texts.slice(0, MAX_LISTED).join(separator) + (rest > 0 ? ` and ${rest} more` : '');
}

const lastStatus = (job: Job | undefined) => (job ? rawStatus(job) : 'ACCEPTED');

/** Returns a duration for messages: `2.5 seconds`. */
export const seconds = (ms: number) => {
	const count = ms < 10_000 ? Math.round(ms / 100) / 10 : Math.round(ms / 1000);
	return `${count} second${count === 1 ? '' : 's'}`;
};

/**
 * Returns the reason of a failed job. Appcues documents where it is only for analytics (failure_reason), so this returns
 * the last text of the job or its progress log.
 */
function reasonOf(job: Job | undefined): string {
	const last = jobEvents(job).at(-1);
	const attributes = isObject(last?.attributes) ? last.attributes : {};
	for (const key of ['error', 'reason', 'detail', 'message', 'failure_reason']) {
		for (const source of [attributes, last ?? {}, job ?? {}]) {
			const text = source[key];
			if (typeof text === 'string' && text.trim() !== '') return `: ${reason(text)}`;
		}
	}
	return last ? `: ${reason(JSON.stringify(withoutLinks(last)))}` : '';
}

/** Jobs don't contain secrets: `redactJob` removes them. */
const reason = (text: string) => serverText(text, 300, (redacted) => redacted);

/** Adds a line to the description of an error. */
export function withNote(failure: Error, note: string): Error {
	if (failure instanceof JobError) {
		const { message, description, jobIds, status } = failure;
		return new JobError(message, `${description}\n${note}`, jobIds, status);
	}
	if (failure instanceof AppcuesError) {
		const { message, description, info } = failure;
		return new AppcuesError(message, `${description}\n${note}`, info);
	}
	if (failure instanceof InvalidInput) {
		const { message, remedy } = failure;
		return new InvalidInput(message, remedy === undefined ? note : `${remedy}\n${note}`);
	}
	return failure;
}
