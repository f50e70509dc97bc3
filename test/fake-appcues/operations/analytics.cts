import { answer, syntheticRows } from '../analytics/answer.cjs';
import { type Spec, checkedQuery } from '../analytics/query.cjs';
import { isoTime } from '../clock.cjs';
import { ExportFile } from '../exports/exportFile.cjs';
import type { Table } from '../exports/table.cjs';
import type { FakeJob } from '../job.cjs';
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
		const rows = answer(call.account, checkedQuery(checkedBody<Spec>(call), DAYS_AT_ONCE));
		const headers = { ...(rows.length > ROWS_AT_ONCE && { 'X-Rows-Truncated': 'true' }) };
		return { ...found(rows.slice(0, ROWS_AT_ONCE)), headers };
	},

	exportAnalytics,

	getAnalyticsExport: (call) => {
		const known = call.account.analyticsJobs.get(call.param('job_id'));
		return found(shown(mustExist(known?.poll() ? known : undefined, 'export job'), call));
	},
};

function exportAnalytics(call: Call): Answer {
	const { account, settings } = call;
	const query = checkedQuery(checkedBody<Spec>(call), Infinity);
	// As they are now, not when someone looks at the job.
	const { exportEncoding, exportRows, analyticsFile } = settings;
	const format = analyticsFile === 'array' ? 'array' : 'json';
	const job = account.startAnalyticsJob('analytics_export', (self) => {
		const table =
			exportRows > 0 ? syntheticRows(query, exportRows) : tableOf(answer(account, query));
		const folder = `${account.id}/${self.id}`;
		self.file = new ExportFile(folder, 'analytics', format, exportEncoding, table, exportRows > 0);
		return { rows: table.count };
	});
	return { status: 202, body: { job_id: job.id, status: 'queued' } };
}

function tableOf(rows: Table['rows'] & { length: number }): Table {
	return { columns: [], count: rows.length, rows };
}

/** The job in the form of this system. */
function shown(job: FakeJob, { now, link, settings }: Call) {
	const expiresAt = isoTime(now + settings.linkLifetime);
	return {
		job_id: job.id,
		status: job.status(now),
		...(job.file && { download_url: link(job.file), expires_at: expiresAt }),
		...(job.outcome === 'FAILED' && { failure_reason: job.failureReason }),
	};
}
