import { isObject } from '../../../nodes/shared/util/isObject';
import { isJob, LINK_KEYS } from '../../../nodes/shared/api/endpoints/jobs';
import { path } from '../../../nodes/shared/api/path';
import type { Job } from '../../../nodes/shared/api/endpoints/types';
import { jobEvents } from '../../../nodes/shared/jobs/status';
import { jobLink } from '../../../nodes/shared/jobs/output';
import { isSuccess, describeAnswer } from '../answer.cjs';
import { type Assumption, NotChecked, verdict } from '../assumption.cjs';
import { jsonExport, jsonFile } from '../observations/eventsExport.cjs';
import { linkOf } from '../observations/file.cjs';
import { completedJob, checkJob, mustBeJob } from '../observations/submitted.cjs';
import { pause } from '../pause.cjs';

/** Where the link is, in the words of the contract. */
function placeOf(job: Job): string {
	const keysIn = (value: unknown) =>
		isObject(value) ? LINK_KEYS.filter((key) => key in value) : [];
	const places = [
		...keysIn(job),
		...jobEvents(job).flatMap((event) => [
			...keysIn(event).map((key) => `events[].${key}`),
			...keysIn(event.attributes).map((key) => `events[].attributes.${key}`),
		]),
	];
	return places.join(', ') || 'no link under the known names';
}

/** From the export request to its file. */
export const eventsExport: Assumption[] = [
	{
		id: 'export-events',
		title: 'POST /export/events starts an export that completes',
		expected: '202 with a job_id; the job finishes as COMPLETED',
		grade: 'B',
		file: 'nodes/shared/api/endpoints/exports.ts',
		check: async (context) => {
			const submitted = await jsonExport(context);
			// Whether the response includes a job at all is another assumption.
			if (isSuccess(submitted.answer)) mustBeJob(submitted);
			return checkJob(submitted);
		},
	},
	{
		id: 'export-link',
		title: 'A finished export job has the link to its file',
		expected: `${LINK_KEYS.join(' or ')} in events[].attributes, in an event, or in the job`,
		grade: 'B',
		file: 'nodes/shared/jobs/output.ts',
		check: async (context) => {
			const job = completedJob(await jsonExport(context));
			return verdict(jobLink(job) !== undefined, placeOf(job));
		},
	},
	{
		id: 'export-link-host',
		title: 'The file is on another host than the API',
		expected: 'a URL with another host',
		grade: 'A',
		file: 'nodes/shared/api/download.ts',
		check: async (context) => {
			const { host } = linkOf(completedJob(await jsonExport(context)));
			return verdict(host !== new URL(context.api.credentials.root).host, host);
		},
	},
	{
		id: 'export-link-opens',
		title: 'The link works without credentials',
		expected: '200 without an Authorization header',
		grade: 'A',
		file: 'nodes/shared/api/download.ts',
		check: async (context) => {
			const file = await jsonFile(context);
			return verdict(file.status === 200, describeAnswer(file));
		},
	},
	{
		id: 'export-link-renewed',
		title: 'Reading the job again returns a new link',
		expected: 'another link than before, so that an expired link can be renewed',
		grade: '?',
		copes:
			'the node requests a new link when one has expired; if it stays the same, the message says so',
		file: 'nodes/shared/exports/withDownload.ts',
		check: async (context) => {
			const { api, jobWait } = context;
			const submitted = await jsonExport(context);
			const before = linkOf(completedJob(submitted));
			// A signature contains the second in which it was made.
			await pause(jobWait.pollIntervalMs, api.signal);
			const { body } = await api.get(path`/jobs/${submitted.id ?? ''}`);
			if (!isJob(body)) throw new NotChecked('the job cannot be read again');
			const isFresh = linkOf(body).href !== before.href;
			return verdict(isFresh, isFresh ? 'another link' : 'the same link');
		},
	},
];
