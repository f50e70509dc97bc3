import { isObject } from '../../../nodes/shared/util/isObject';
import { path } from '../../../nodes/shared/api/path';
import { describeAnswer } from '../answer.cjs';
import { type Assumption, NotChecked, verdict } from '../assumption.cjs';
import type { Context } from '../context.cjs';
import { analyticsExport, analyticsJob } from '../observations/analytics.cjs';
import { jsonExport } from '../observations/eventsExport.cjs';
import { fetchFile, linkOf, packing, rowsOf } from '../observations/file.cjs';
import { words } from '../observations/submitted.cjs';
import { once } from '../observation.cjs';

/** Returns the finished job. @throws {NotChecked} when it isn't finished */
async function doneJob(context: Context) {
	const { watched } = await analyticsJob(context);
	if (watched.job && watched.end === 'completed') return watched.job;
	throw new NotChecked(`the job is not finished: ${words(watched)}`);
}

const file = once(async (context) => await fetchFile(context, linkOf(await doneJob(context))));

/** The analytics exports, whose jobs are a separate system. */
export const analyticsExports: Assumption[] = [
	{
		id: 'analytics-export',
		title: 'POST /analytics/exports starts a job',
		expected: '202, or another success, with a job_id',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/analytics.ts',
		check: async (context) => {
			const { answer, id } = await analyticsExport(context);
			return verdict(id !== undefined, describeAnswer(answer));
		},
	},
	{
		id: 'analytics-job-words',
		title: 'The status of an analytics job',
		expected: 'done or failed at the end, in any case; any other word before',
		grade: 'A',
		file: 'nodes/shared/api/endpoints/analytics.ts',
		check: async (context) => {
			const { watched } = await analyticsJob(context);
			const late = watched.end === 'timedOut' ? ', and then nothing until the timeout' : '';
			if (watched.end === 'unreadable') return verdict(false, describeAnswer(watched.last));
			return verdict(watched.end === 'completed', words(watched) + late);
		},
	},
	{
		id: 'analytics-job-link',
		title: 'A finished analytics job has the link to its file',
		expected: 'download_url and expires_at',
		grade: 'A',
		file: 'nodes/shared/jobs/output.ts',
		check: async (context) => {
			const job = await doneJob(context);
			const { download_url: link, expires_at: ends } = job;
			const kinds = [typeof link, typeof ends].join();
			return verdict(kinds === 'string,string', `{${Object.keys(job).join(', ')}}`);
		},
	},
	{
		id: 'analytics-file',
		title: 'The file of an analytics export',
		expected: 'one array of rows, or one row per line; not packed, or gzip',
		grade: 'A',
		file: 'nodes/shared/exports/rowReader.ts',
		check: async (context) => {
			const came = await file(context);
			const content = packing(came);
			const rows = content === 'zip' ? undefined : rowsOf(came);
			return verdict(rows?.every(isObject) ?? false, `${content}, ${rows?.length ?? 'no'} rows`);
		},
	},
	{
		id: 'jobs-know-no-analytics',
		title: 'GET /jobs/{id} does not know analytics jobs',
		expected: '404',
		grade: 'A',
		file: 'nodes/AppcuesJob/findJob.ts',
		check: async (context) => {
			const { id } = await analyticsJob(context);
			const answer = await context.api.get(path`/jobs/${id}`);
			return verdict(answer.status === 404, describeAnswer(answer));
		},
	},
	{
		id: 'analytics-know-no-jobs',
		title: 'GET /analytics/exports/{id} does not know other jobs',
		expected: '404',
		grade: 'A',
		file: 'nodes/AppcuesAnalytics/exportKind.ts',
		check: async (context) => {
			const { id } = await jsonExport(context);
			if (id === undefined) throw new NotChecked('there is no other job');
			const answer = await context.api.get(path`/analytics/exports/${id}`);
			return verdict(answer.status === 404, describeAnswer(answer));
		},
	},
];
