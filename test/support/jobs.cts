import type { FakeAppcues, FakeJob } from '../../dev/fake-appcues/index.cjs';
import { ExportFile } from '../../dev/fake-appcues/exports/exportFile.cjs';
import type { FileFormat, Table } from '../../dev/fake-appcues/exports/table.cjs';
import type { JobEffect } from '../../dev/fake-appcues/model/job.cjs';

/** What {@link finishedExport} exports. */
export const EXPORTED = [
	{ user_id: 'user-ada', plan: 'pro' },
	{ user_id: 'user-tim', plan: 'trial' },
];

/**
 * Starts a job as an earlier workflow or another tool would, without a request: an export that finishes
 * immediately.
 *
 * @param id numbered if omitted
 */
export function finishedExport(
	fake: FakeAppcues,
	format: FileFormat = 'json',
	id?: string,
	rows: Table['rows'] & { length: number } = EXPORTED,
): FakeJob {
	fake.nextJobs(1, { duration: 0 });
	const account = fake.account();
	const write: JobEffect = (job) => {
		const table = { columns: ['user_id', 'plan'], count: rows.length, rows };
		const folder = `${account.id}/${job.id}`;
		job.file = new ExportFile(folder, 'members', format, fake.exportEncoding, table, false);
		return { rows: table.count };
	};
	return account.startJob('export_members', write, id);
}

/** Starts any job without a file. @param duration in milliseconds, or Infinity for one that never finishes */
export function someJob(fake: FakeAppcues, duration = 0): FakeJob {
	fake.nextJobs(1, duration === Infinity ? { stuck: true } : { duration });
	return fake.account().startJob('add_user_ids', () => ({ added: 2 }));
}
