import { jobOutput } from '../jobs/output';
import type { JobRun } from '../jobs/submit';
import type { BatchResult, RunContext } from '../operation/operation';
import type { Output } from './outputFields';
import type { StoreBinary } from './readRows';
import { readRows, storeFile } from './readRows';
import type { FileFormat } from './fileName';
import type { FinishedJob } from './withDownload';
import { withDownload } from './withDownload';
import { runPool } from '../util/runPool';
import { asError } from '../util/asError';

/** An output that is not yet paired with its item. */
export type Delivered = Omit<Extract<BatchResult, { json: unknown }>, 'items'>;

/** What is to come of the file of a finished job. */
export interface Delivery {
	output: Extract<Output, { kind: 'items' | 'file' }>;
	/** What Appcues wrote. */
	format: FileFormat;
	/** The file's name when none is given, without its ending. */
	name: string;
}

/** How many files are fetched at once. Their rows are kept in memory all the same. */
const CONCURRENCY = 4;

/**
 * Fetches for several items, a few at a time and in order. What goes wrong for one is a failure of that item alone.
 *
 * @param itemOf the input item that a part belongs to
 */
export async function deliverAll<Part>(
	parts: readonly Part[],
	itemOf: (part: Part) => number,
	deliver: (part: Part) => Promise<Delivered[]>,
): Promise<BatchResult[]> {
	const results = await runPool(parts, CONCURRENCY, async (part) => {
		const items = [itemOf(part)];
		return await deliver(part).then(
			(outputs) => outputs.map((output) => ({ items, ...output })),
			(thrown: unknown): BatchResult[] => [{ items, failure: asError(thrown) }],
		);
	});
	return results.flatMap((result) => result ?? []);
}

/**
 * Fetches the file of a finished job: its rows, or as it is.
 *
 * @param run what the output tells of the job beside its file
 * @throws {JobError} when the job names no file
 * @throws {DownloadError} when the file cannot be had or, for its rows, makes no sense
 */
export async function deliverFile(
	finished: FinishedJob,
	run: JobRun,
	{ output, format, name }: Delivery,
	context: Pick<RunContext, 'appcues' | 'helpers'>,
): Promise<Delivered[]> {
	if (output.kind === 'items') {
		const rows = await withDownload(finished, context, readRows);
		return rows.map((json) => ({ json }));
	}
	const storeBinary: StoreBinary = async (...file) =>
		await context.helpers.prepareBinaryData(...file);
	const { binary, fileName, fileSize } = await withDownload(
		finished,
		context,
		async (download) => await storeFile(download, storeBinary, output.fileName || name, format),
	);
	const json = { ...jobOutput(run), fileName, fileSize };
	return [{ json, binary: { [output.putOutputIn]: binary } }];
}
