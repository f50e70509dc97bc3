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
import type { Conversion } from './storeRows';
import type { Delivered } from './exportOutput';
import type { ShapeRow } from './shapeRows';
import { deliverAll, deliverFile } from './exportOutput';

/** The exports of one node. The texts are for messages. */
export interface ExportKind {
	/** Where to check their jobs. */
	jobApi: JobApi;
	/** What happens if the node runs again. */
	rerunAdvice: string;
	/** What to do if Appcues returns no job. */
	noJob: string;
	/** What to do if a finished job has no file. */
	noFile: string;
}

/** The export of one item. */
export interface Export {
	start(appcues: AppcuesClient): Promise<ApiResponse>;
	output: Output;
	/** The format that Appcues writes. */
	format: FileFormat;
	/** Changes the rows that are returned as items. A file isn't changed. */
	shape?: ShapeRow;
	/** Makes other rows of the file. With the file output, the node writes them to a new file. */
	conversion?: Conversion;
	/** The start of the default file name: `appcues-events`. */
	fileStem: string;
}

/**
 * Creates the `run` of an export operation. It starts the exports of all items, waits for them together, and downloads
 * their results. Without wait settings, it returns the accepted jobs.
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
	{ output, format, fileStem, shape, conversion }: Export,
	run: JobRun,
	waited: boolean,
	kind: ExportKind,
	context: RunContext,
): Promise<Delivered[]> {
	if (run.failure) throw run.failure;
	if (output.kind === 'job') return [{ json: jobOutput(run, output) }];
	const { jobId, job } = run;
	if (waited && jobId === undefined) throw noJob(kind);
	// If the job isn't finished, return the job itself.
	if (jobId === undefined || !job || !isCompleted(job)) return [{ json: jobOutput(run) }];
	const today = new Date(context.appcues.clock.date()).toISOString().slice(0, 10);
	const delivery = { output, format, name: `${fileStem}-${today}`, shape, conversion };
	return await deliverFile({ id: jobId, job, ...kind }, run, delivery, context);
}

function noJob({ noJob: remedy, rerunAdvice }: ExportKind): JobError {
	return new JobError(
		"Appcues accepted the export but returned no job ID, so the node can't download the result",
		`${remedy}\n${rerunAdvice}`,
		[],
		'ACCEPTED',
	);
}
