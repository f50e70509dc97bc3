import { answer, syntheticRows } from '../analytics/answer.cjs';
import { type Spec, checkedQuery } from '../analytics/query.cjs';
import { isoTime } from '../model/clock.cjs';
import { ExportFile } from '../exports/exportFile.cjs';
import type { Table } from '../exports/table.cjs';
import type { FakeJob } from '../model/job.cjs';
import { Problem } from '../model/problem.cjs';
import {
	type Answer,
	type Call,
	type Operation,
	checkedBody,
	found,
	mustExist,
} from './operation.cjs';

const ROWS_AT_ONCE = 1000;
const DAYS_AT_ONCE = 90;

/** The analytics operations, by operationId. */
export const analyticsOperations: Record<string, Operation> = {
	queryAnalytics: (call) => {
		const { account, settings } = call;
		const { rawColumns } = settings;
		const query = checkedQuery(checkedBody<Spec>(call), { maxDays: DAYS_AT_ONCE, rawColumns });
		const rows = answer(account, query, settings);
		const headers = { ...(rows.length > ROWS_AT_ONCE && { 'X-Rows-Truncated': 'true' }) };
		return { ...found(rows.slice(0, ROWS_AT_ONCE)), headers };
	},

	exportAnalytics,

	getAnalyticsExport: (call) => {
		const known = call.account.analyticsJobs.get(call.param('job_id'));
		const job = mustExist(known?.poll() ? known : undefined, 'export job');
		return { ...found(shown(job, call)), headers: slotHeaders(call) };
	},
};

function exportAnalytics(call: Call): Answer {
	const { account } = call;
	// As they are now, not at the time of a later status check.
	const settings = { ...call.settings };
	const { exportEncoding, exportRows, analyticsFile, rawColumns } = settings;
	const query = checkedQuery(checkedBody<Spec>(call), { maxDays: Infinity, rawColumns });
	if (settings.fullQueue === 'refuse' && account.runningAnalyticsJobs >= settings.exportSlots) {
		throw new Problem(429, 'all export slots of the account are in use', slotHeaders(call));
	}
	const format = analyticsFile === 'ndjson' ? 'json' : analyticsFile;
	const job = account.startAnalyticsJob('analytics_export', (self) => {
		const table =
			exportRows > 0 ? syntheticRows(query, exportRows) : tableOf(answer(account, query, settings));
		const folder = `${account.id}/${self.id}`;
		self.file = new ExportFile(folder, 'analytics', format, exportEncoding, table, exportRows > 0);
		return { rows: table.count };
	});
	return { status: 202, body: { job_id: job.id, status: 'queued' }, headers: slotHeaders(call) };
}

/** The job slots of the account. Only the export routes of analytics have them. */
function slotHeaders({ account, settings }: Call): Record<string, string> {
	return {
		'X-Concurrency-Limit': String(settings.exportSlots),
		'X-Concurrency-Used': String(account.runningAnalyticsJobs),
	};
}

function tableOf(rows: Table['rows'] & { length: number }): Table {
	return { columns: [], count: rows.length, rows };
}

/** Returns the job in the form of this system. */
function shown(job: FakeJob, { now, link, settings }: Call) {
	const expiresAt = isoTime(now + settings.linkLifetime);
	return {
		job_id: job.id,
		status: job.status(now),
		...(job.file && { download_url: link(job.file), expires_at: expiresAt }),
		...(job.outcome === 'FAILED' && { failure_reason: job.failureReason }),
	};
}
