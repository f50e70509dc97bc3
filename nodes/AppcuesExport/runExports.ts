import type { ApiResponse, AppcuesClient } from '../shared/api/client';
import { EXPORT_AGAIN } from '../shared/api/exports';
import { JobError } from '../shared/jobs/jobError';
import { jobOutput } from '../shared/jobs/jobOutput';
import type { WaitSettings } from '../shared/jobs/runJobs';
import { runJobs } from '../shared/jobs/runJobs';
import { isCompleted } from '../shared/jobs/status';
import type { JobRun } from '../shared/jobs/submission';
import type { BatchResult, FromItem, RunContext } from '../shared/node/operation';
import type { Output } from '../shared/node/outputBlock';
import type { Keep } from '../shared/results/consume';
import { readRows, storeFile } from '../shared/results/consume';
import { withDownload } from '../shared/results/withDownload';
import { runPool } from '../shared/runPool';

/** What one item asks for. */
export interface Export {
	start(appcues: AppcuesClient): Promise<ApiResponse>;
	output: Output;
	/** The beginning of the file's name when none is given: `appcues-events`. */
	fileStem: string;
}

/** How many files are fetched at once. Their rows are kept in memory all the same. */
const WIDTH = 4;

/**
 * Starts the exports of all items, waits for them together, then fetches what they made.
 *
 * @param wait undefined: the jobs come out as they were accepted
 */
export async function runExports(
	inputs: Array<FromItem<Export>>,
	wait: WaitSettings | undefined,
	context: RunContext,
): Promise<BatchResult[]> {
	const { appcues } = context;
	const submissions = inputs.map((part) => ({
		part,
		send: async () => await part.input.start(appcues),
		again: EXPORT_AGAIN,
	}));
	const runs = await runJobs(submissions, appcues, wait);
	const results = await runPool(runs, WIDTH, async ({ part: { item, input }, ...run }) => {
		const items = [item];
		if (run.failure) return [{ items, failure: run.failure }];
		return await deliver(input, run, wait !== undefined, context).then(
			(outputs) => outputs.map((output) => ({ items, ...output })),
			(thrown: unknown): BatchResult[] => [{ items, failure: asError(thrown) }],
		);
	});
	return results.flatMap((result) => result ?? []);
}

/** An output that is not yet paired with its item. */
type Delivered = Omit<Extract<BatchResult, { json: unknown }>, 'items'>;

async function deliver(
	{ output, fileStem }: Export,
	run: JobRun,
	waited: boolean,
	context: RunContext,
): Promise<Delivered[]> {
	if (output.kind === 'job') return [{ json: jobOutput(run, output) }];
	const { jobId, job } = run;
	if (waited && jobId === undefined) throw noJob();
	// Not waited for, or not finished in time: the job is all there is.
	if (jobId === undefined || !job || !isCompleted(job)) return [{ json: jobOutput(run) }];
	const finished = { id: jobId, job, again: EXPORT_AGAIN };
	if (output.kind === 'items') {
		const rows = await withDownload(finished, context, readRows);
		return rows.map((json) => ({ json }));
	}
	const { appcues, helpers } = context;
	const today = new Date(appcues.clock.date()).toISOString().slice(0, 10);
	const wanted = output.fileName || `${fileStem}-${today}`;
	const keep: Keep = async (...file) => await helpers.prepareBinaryData(...file);
	const { binary, fileName, fileSize } = await withDownload(
		finished,
		context,
		async (download) => await storeFile(download, keep, wanted, output.format),
	);
	const json = { ...jobOutput(run), fileName, fileSize };
	return [{ json, binary: { [output.putOutputIn]: binary } }];
}

function noJob(): JobError {
	return new JobError(
		'Appcues accepted the export but named no job, so that its result cannot be fetched',
		`If 'Email' is filled in, Appcues may send the file there.\n${EXPORT_AGAIN}`,
		[],
		'ACCEPTED',
	);
}

const asError = (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown)));
