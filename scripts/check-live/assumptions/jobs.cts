import { isObject } from '../../../nodes/shared/util/isObject';
import { isJob } from '../../../nodes/shared/api/endpoints/jobs';
import { path } from '../../../nodes/shared/api/path';
import { isSuccess, describeAnswer } from '../answer.cjs';
import { type Assumption, NotChecked, verdict } from '../assumption.cjs';
import type { Context } from '../context.cjs';
import { checkFields } from '../fields.cjs';
import { jsonExport } from '../observations/eventsExport.cjs';
import { mustBeJob, words } from '../observations/submitted.cjs';

/** The export job that all these checks use. @throws {NotChecked} when there is none */
const job = async (context: Context) => mustBeJob(await jsonExport(context));

/** What happens to accepted work. Checked with an events export, which changes nothing. */
export const jobs: Assumption[] = [
	{
		id: 'accepted-work-names-its-job',
		title: 'Accepted work is a job',
		expected: '202, or another success, with a job_id',
		grade: 'B',
		file: 'nodes/shared/api/endpoints/jobs.ts',
		check: async (context) => {
			const { answer, id } = await jsonExport(context);
			if (!isSuccess(answer))
				throw new NotChecked(`nothing was accepted: ${describeAnswer(answer)}`);
			return verdict(id !== undefined, describeAnswer(answer));
		},
	},
	{
		id: 'accepted-envelope',
		title: 'The rest of the response to accepted work',
		expected: 'status: the number 202, title and job_url: strings',
		grade: 'B',
		file: 'docs/appcues-openapi.yaml',
		check: async (context) => {
			const { answer } = await jsonExport(context);
			if (!isObject(answer.body)) throw new NotChecked(`no envelope: ${describeAnswer(answer)}`);
			const { status, title, job_url: url } = answer.body;
			const kinds = [typeof title, typeof url].join();
			return verdict(status === 202 && kinds === 'string,string', describeAnswer(answer));
		},
	},
	{
		id: 'job-by-id',
		title: 'GET /jobs/{id} finds a newly accepted job',
		expected: '200 with a string status, within 30 seconds (404 until then)',
		grade: '?',
		copes: 'the node keeps checking for 30 seconds while a new job is unknown',
		file: 'nodes/shared/jobs/poll.ts',
		check: async (context) => {
			const { watched } = await job(context);
			const { last, words: seen, missing } = watched;
			const readable = seen.length > 0 && watched.end !== 'unreadable';
			return verdict(readable, `${describeAnswer(last)}, after ${missing} times 404`);
		},
	},
	{
		id: 'job-words',
		title: 'The status of a job',
		expected: 'COMPLETED or FAILED at the end, in any case; any other word before',
		grade: 'A',
		file: 'nodes/shared/jobs/status.ts',
		check: async (context) => {
			const { watched } = await job(context);
			if (watched.end === 'unreadable') throw new NotChecked('the job cannot be read');
			const late = watched.end === 'timedOut' ? ', and then nothing until the timeout' : '';
			return verdict(watched.end !== 'timedOut', words(watched) + late);
		},
	},
	{
		id: 'job-fields',
		title: 'What a job contains',
		expected: 'id (its job_id), name, started_at, url, and an array of events with attributes',
		grade: 'B',
		file: 'nodes/shared/jobs/output.ts',
		check: async (context) => {
			const { id, watched } = await job(context);
			if (!watched.job) throw new NotChecked('the job cannot be read');
			const seen = watched.job;
			if (seen.id !== id) return verdict(false, 'id is not its job_id');
			if (
				!Array.isArray(seen.events) ||
				!seen.events.every((event) => isObject(event.attributes))
			) {
				return verdict(false, 'events is not an array of objects with attributes');
			}
			const fields = { name: 'string', started_at: 'time', url: 'string' } as const;
			const { id: _id, status: _status, events: _events, ...rest } = seen;
			return checkFields([rest], fields);
		},
	},
	{
		id: 'job-listed',
		title: 'A new job is in the list of jobs',
		expected: 'GET /jobs has its id',
		grade: 'B',
		file: 'nodes/shared/api/endpoints/exports.ts',
		check: async (context) => {
			const { id } = await job(context);
			const { body } = await context.api.get(path`/jobs`);
			if (!Array.isArray(body)) throw new NotChecked('there is no list of jobs');
			const there = body.filter(isJob).some((one) => one.id === id);
			return verdict(there, `${there ? 'it is' : 'it is not'} among ${body.length}`);
		},
	},
];
