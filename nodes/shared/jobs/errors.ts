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

/** A job that Appcues accepted and that did not come to a good end, or whose end is not known. */
export class JobError extends Error {
	constructor(
		message: string,
		readonly description: string,
		readonly jobIds: JobId[],
		/** The job's last status, in capitals. */
		readonly status: string,
	) {
		super(message);
		this.name = 'JobError';
	}
}

/**
 * What to tell about a job that did not come to a good end.
 *
 * @param rerunAdvice what running the node again would mean
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
			`The job goes on in Appcues, only the waiting has ended. To wait longer raise 'Timeout (Seconds)' in 'Options'. ${timeoutAdvice}${end.cause ? `\nThe last look at it did not succeed: ${end.cause.message}.` : ''}\n${rerunAdvice}`,
			[id],
			status,
		);
	}
	if (end.kind === 'unreadable') {
		return new JobError(
			`Appcues accepted job ${id}, but its status cannot be read: ${end.cause.message}`,
			`The job may well be finished; its last known status is ${status}.\n${end.cause.description}\n${rerunAdvice}`,
			[id],
			status,
		);
	}
	return new JobError(
		`Appcues job ${id} ended as ${status}${reasonOf(end.job)}`,
		`Appcues accepted the request and could not carry it out to the end. For Appcues' support, name the job ID.\n${rerunAdvice}`,
		[id],
		status,
	);
}

/** How many jobs or refusals a message names at most. */
const MAX_LISTED = 20;

/** What became of several submissions, in a sentence or two. Empty when there is nothing to tell. */
export function summary(all: ReadonlyArray<Sent<unknown>>): string {
	const jobs = all.flatMap(({ about, run: { jobId, job } }) =>
		jobId === undefined ? [] : `${jobId} (${[lastStatus(job), about].filter(Boolean).join(', ')})`,
	);
	if (all.length === 1) {
		return jobs.length === 1 ? `Appcues has accepted the work as job ${jobs[0]}.` : '';
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

/** Each reason once, with what it was about. */
function refusalsIn(all: ReadonlyArray<Sent<unknown>>): string[] {
	const refused = all.filter(({ run: { jobId, failure } }) => !jobId && failure);
	const byReason = groupBy(refused, ({ run }) => run.failure?.message ?? '');
	return [...byReason].map(([reason, group]) => {
		const abouts = group.flatMap(({ about }) => about ?? []);
		return abouts.length > 0 ? `${listFirst(abouts, ', ')} (${reason})` : reason;
	});
}

/** The first few of them, and how many more there are. */
export function listFirst(texts: string[], separator: string): string {
	const rest = texts.length - MAX_LISTED;
	return texts.slice(0, MAX_LISTED).join(separator) + (rest > 0 ? ` and ${rest} more` : '');
}

const lastStatus = (job: Job | undefined) => (job ? rawStatus(job) : 'ACCEPTED');

/** How long something took, for messages. */
export const seconds = (ms: number) => {
	const count = ms < 10_000 ? Math.round(ms / 100) / 10 : Math.round(ms / 1000);
	return `${count} second${count === 1 ? '' : 's'}`;
};

/**
 * Where a job says why is documented for analytics only (failure_reason): whatever text the job or its progress log
 * ends with is shown.
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

/** Jobs are redacted where they are read. */
const reason = (text: string) => serverText(text, 300, (redacted) => redacted);

/** What went wrong, with a line more below its message. */
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
