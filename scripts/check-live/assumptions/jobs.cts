import { isObject } from '../../../nodes/shared/util/isObject';
import { isJob } from '../../../nodes/shared/api/endpoints/jobs';
import { path } from '../../../nodes/shared/api/path';
import { isSuccess, told } from '../answer.cjs';
import { type Assumption, NotTried, judge } from '../assumption.cjs';
import type { Context } from '../context.cjs';
import { judgeFields } from '../fields.cjs';
import { jsonExport } from '../observations/eventsExport.cjs';
import { mustBeJob, words } from '../observations/submitted.cjs';

/** The job that all these look at: that of an export. @throws {NotTried} when there is none */
const job = async (context: Context) => mustBeJob(await jsonExport(context));

/** How accepted work goes on. Looked at with an export of events, which changes nothing. */
export const jobs: Assumption[] = [
	{
		id: 'accepted-work-names-its-job',
		title: 'Accepted work is a job',
		expected: '202, or another success, with a job_id',
		grade: 'B',
		file: 'nodes/shared/api/endpoints/jobs.ts',
		look: async (context) => {
			const { answer, id } = await jsonExport(context);
			if (!isSuccess(answer)) throw new NotTried(`nothing was accepted: ${told(answer)}`);
			return judge(id !== undefined, told(answer));
		},
	},
	{
		id: 'accepted-envelope',
		title: 'The rest of what accepted work answers with',
		expected: 'status: the number 202, title and job_url: texts',
		grade: 'B',
		file: 'docs/appcues-openapi.yaml',
		look: async (context) => {
			const { answer } = await jsonExport(context);
			if (!isObject(answer.body)) throw new NotTried(`no envelope: ${told(answer)}`);
			const { status, title, job_url: url } = answer.body;
			const kinds = [typeof title, typeof url].join();
			return judge(status === 202 && kinds === 'string,string', told(answer));
		},
	},
	{
		id: 'job-by-id',
		title: 'GET /jobs/{id} finds a job that was accepted a moment ago',
		expected: '200 with a text status, within 30 seconds (404 until then)',
		grade: '?',
		copes: 'the node keeps asking for 30 seconds while a new job is unknown',
		file: 'nodes/shared/jobs/poll.ts',
		look: async (context) => {
			const { watched } = await job(context);
			const { last, words: seen, missing } = watched;
			const readable = seen.length > 0 && watched.end !== 'unreadable';
			return judge(readable, `${told(last)}, after ${missing} times 404`);
		},
	},
	{
		id: 'job-words',
		title: 'The words of a job',
		expected: 'COMPLETED or FAILED at the end, in any case; any other word before',
		grade: 'A',
		file: 'nodes/shared/jobs/status.ts',
		look: async (context) => {
			const { watched } = await job(context);
			if (watched.end === 'unreadable') throw new NotTried('the job cannot be read');
			const late = watched.end === 'timedOut' ? ', and nothing more until the time was up' : '';
			return judge(watched.end !== 'timedOut', words(watched) + late);
		},
	},
	{
		id: 'job-fields',
		title: 'What a job holds',
		expected: 'id (its job_id), name, started_at, url, and a list of events with attributes',
		grade: 'B',
		file: 'nodes/shared/jobs/output.ts',
		look: async (context) => {
			const { id, watched } = await job(context);
			if (!watched.job) throw new NotTried('the job cannot be read');
			const seen = watched.job;
			if (seen.id !== id) return judge(false, 'id is not its job_id');
			if (
				!Array.isArray(seen.events) ||
				!seen.events.every((event) => isObject(event.attributes))
			) {
				return judge(false, 'events is no list of objects with attributes');
			}
			const fields = { name: 'text', started_at: 'time', url: 'text' } as const;
			const { id: _id, status: _status, events: _events, ...rest } = seen;
			return judgeFields([rest], fields);
		},
	},
	{
		id: 'job-listed',
		title: 'A new job is in the list of jobs',
		expected: 'GET /jobs has its id',
		grade: 'B',
		file: 'nodes/shared/api/endpoints/exports.ts',
		look: async (context) => {
			const { id } = await job(context);
			const { body } = await context.api.get(path`/jobs`);
			if (!Array.isArray(body)) throw new NotTried('there is no list of jobs');
			const there = body.filter(isJob).some((one) => one.id === id);
			return judge(there, `${there ? 'it is' : 'it is not'} among ${body.length}`);
		},
	},
];
