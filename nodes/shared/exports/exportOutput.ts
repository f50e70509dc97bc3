import type { IDataObject } from 'n8n-workflow';

import type { Download } from '../api/download';
import { jobOutput } from '../jobs/output';
import type { JobRun } from '../jobs/submit';
import type { BatchResult, RunContext } from '../operation/operation';
import type { Output } from './outputFields';
import type { ShapeRow } from './shapeRows';
import type { StoreBinary } from './readRows';
import { readRows, storeFile } from './readRows';
import type { FileFormat } from './fileName';
import type { Conversion } from './storeRows';
import { storeRows } from './storeRows';
import type { FinishedJob } from './withDownload';
import { withDownload } from './withDownload';
import { runPool } from '../util/runPool';
import { asError } from '../util/asError';

/** An output that isn't paired with its item yet. */
export type Delivered = Omit<Extract<BatchResult, { json: unknown }>, 'items'>;

/** What to output of a finished job's file. */
export interface Delivery {
	output: Extract<Output, { kind: 'items' | 'file' }>;
	/** The format that Appcues wrote. */
	format: FileFormat;
	/** Changes the rows that are returned as items. A file isn't changed. */
	shape?: ShapeRow;
	/** The default name of the file, without an extension. */
	name: string;
	conversion?: Conversion | undefined;
}

/** How many files are downloaded at a time. */
const CONCURRENCY = 4;

/**
 * Downloads the results of several items, a few at a time. A failure of one item doesn't affect the others.
 *
 * @param itemOf returns the input item of a part
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
 * Downloads the file of a finished job and returns its rows or the file.
 *
 * @param run the job, for the output
 * @throws {JobError} if the job has no file
 * @throws {DownloadError} if the download failed, or its rows can't be read
 */
export async function deliverFile(
	finished: FinishedJob,
	run: JobRun,
	{ output, format, name, shape, conversion }: Delivery,
	context: Pick<RunContext, 'appcues' | 'helpers'>,
): Promise<Delivered[]> {
	if (output.kind === 'items') {
		const { account } = context.appcues;
		const shaped = shape && ((row: IDataObject) => shape(row, account));
		const read = conversion?.read ?? (async (download) => await readRows(download, shaped));
		const rows = await withDownload(finished, context, read);
		return rows.map((json) => ({ json }));
	}
	const storeBinary: StoreBinary = async (...file) =>
		await context.helpers.prepareBinaryData(...file);
	const wanted = output.fileName || name;
	const store = async (download: Download) => {
		if (!conversion) return await storeFile(download, storeBinary, wanted, format);
		const rows = await conversion.read(download);
		return await storeRows(rows, conversion.columns, storeBinary, wanted, output.format);
	};
	const { binary, fileName, fileSize } = await withDownload(finished, context, store);
	const json = { ...jobOutput(run), fileName, fileSize };
	return [{ json, binary: { [output.putOutputIn]: binary } }];
}
