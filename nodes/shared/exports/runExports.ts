import type { IDataObject } from 'n8n-workflow';

import type { ApiResponse, AppcuesClient } from '../api/client';
import { JobError } from '../jobs/errors';
import { jobOutput } from '../jobs/output';
import type { JobApi } from '../jobs/jobApi';
import type { WaitSettings } from '../jobs/run';
import { runJobs } from '../jobs/run';
import { isCompleted } from '../jobs/status';
import type { JobRun } from '../jobs/submit';
import type { BatchResult, FromItem, RunContext } from '../operation/operation';
import type { Output } from './outputFields';
import type { FileFormat } from './fileName';
import type { Delivered } from './exportOutput';
import { deliverAll, deliverFile } from './exportOutput';

/** What the exports of a node have in common. The texts are for messages. */
export interface ExportKind {
	/** Where their jobs are looked up. */
	jobApi: JobApi;
	/** What running the node again would mean. */
	rerunAdvice: string;
	/** What to do when Appcues names no job. */
	noJob: string;
	/** What to do when a finished job names no file. */
	noFile: string;
}

/** What one item asks for. */
export interface Export {
	start(appcues: AppcuesClient): Promise<ApiResponse>;
	output: Output;
	/** What Appcues writes. */
	format: FileFormat;
	/** Changes the rows that are returned as items; a file stays as it is. */
	toItem?(row: IDataObject): IDataObject;
	/** The beginning of the file's name when none is given: `appcues-events`. */
	fileStem: string;
}

/**
 * Makes the run of an export operation: starts the exports of all items, waits for them together, then fetches what
 * they made. Without wait settings the jobs come out as they were accepted.
 */
export function runExports(kind: ExportKind) {
	return async (
		inputs: Array<FromItem<Export>>,
		wait: WaitSettings | undefined,
		context: RunContext,
	): Promise<BatchResult[]> => {
		const { appcues } = context;
		const submissions = inputs.map((part) => ({
			part,
			send: async () => await part.input.start(appcues),
			rerunAdvice: kind.rerunAdvice,
		}));
		const runs = await runJobs(submissions, appcues, wait, kind);
		return await deliverAll(
			runs,
			({ part }) => part.item,
			async ({ part, ...run }) => await deliver(part.input, run, wait !== undefined, kind, context),
		);
	};
}

async function deliver(
	{ output, format, fileStem, toItem }: Export,
	run: JobRun,
	waited: boolean,
	kind: ExportKind,
	context: RunContext,
): Promise<Delivered[]> {
	if (run.failure) throw run.failure;
	if (output.kind === 'job') return [{ json: jobOutput(run, output) }];
	const { jobId, job } = run;
	if (waited && jobId === undefined) throw noJob(kind);
	// Not waited for, or not finished in time: the job is all there is.
	if (jobId === undefined || !job || !isCompleted(job)) return [{ json: jobOutput(run) }];
	const today = new Date(context.appcues.clock.date()).toISOString().slice(0, 10);
	const delivery = { output, format, name: `${fileStem}-${today}` };
	const delivered = await deliverFile({ id: jobId, job, ...kind }, run, delivery, context);
	if (!toItem || output.kind !== 'items') return delivered;
	return delivered.map((item) => ({ ...item, json: toItem(item.json) }));
}

function noJob({ noJob: remedy, rerunAdvice }: ExportKind): JobError {
	return new JobError(
		'Appcues accepted the export but named no job, so that its result cannot be fetched',
		`${remedy}\n${rerunAdvice}`,
		[],
		'ACCEPTED',
	);
}
