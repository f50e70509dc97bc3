import type { Accepted } from './submission';

/**
 * A line for n8n's log about a job that was just accepted. The node's output comes only when the node is done: should
 * n8n's process end before that, this is where the job's ID can be found.
 */
export function acceptedLine({ jobId, submission, facts }: Accepted): string {
	const { about, personal = false } = submission;
	const request = `${facts.method} ${facts.path}`;
	const what = personal ? '' : ` (${about === undefined ? request : `${request}, ${about}`})`;
	return `Appcues accepted job ${jobId}${what}`;
}
