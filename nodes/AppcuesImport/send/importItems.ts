import type { AppcuesClient } from '../../shared/api/client';
import { importRows } from '../../shared/api/imports';
import type { Attributes, AttributeValue } from '../../shared/api/types';
import type { Batch } from '../../shared/bulk/batches';
import { batches, halvesOf } from '../../shared/bulk/batches';
import type { MergedRow } from '../../shared/bulk/mergeRows';
import { mergeRows } from '../../shared/bulk/mergeRows';
import { withJob } from '../../shared/jobs/jobOutput';
import { aboutItems } from '../../shared/jobs/aboutItems';
import { runJobs } from '../../shared/jobs/runJobs';
import type { PartRun, Submission } from '../../shared/jobs/submission';
import type { BatchResult, FromItem, RunContext } from '../../shared/node/operation';
import type { BadRow, Row } from '../rows/row';
import type { Importing, Sending } from './importing';
import { tellOfRows } from './rowHints';
import { refuseNothing, skippedJson } from './skipped';

type Line = MergedRow<AttributeValue | Attributes>;

/** One request: how many rows, and the items that are in them. */
interface Part {
	rows: number;
	items: number[];
}

/**
 * Sends the rows of all items, as few requests as possible, and waits for the jobs.
 *
 * @param bad items that make no row and are to be skipped
 * @throws {InvalidInput} when nothing is left to send
 */
export async function importItems(
	importing: Importing,
	rows: Array<FromItem<Row>>,
	bad: Array<FromItem<BadRow>>,
	{ wait }: Sending,
	{ appcues, hints }: RunContext,
): Promise<BatchResult[]> {
	if (rows.length === 0) refuseNothing(bad);
	tellOfRows(rows, bad, hints);
	// Serialised one by one as they are sent, so that not all of them are in memory.
	const submissions = function* (): Generator<Submission<Part>> {
		for (const batch of batches(linesOf(importing, rows), ({ line }) => JSON.stringify(line))) {
			yield submissionOf(batch, importing, appcues);
		}
	};
	return results(await runJobs(submissions(), appcues, wait), bad);
}

function submissionOf(
	batch: Batch<Line>,
	importing: Importing,
	appcues: AppcuesClient,
): Submission<Part> {
	const { kind, again, howToCheck } = importing;
	const items = batch.rows.flatMap((row) => row.items);
	const send = async () => {
		const content = { type: 'application/ndjson', data: `${batch.texts.join('\n')}\n` };
		return await importRows(appcues, kind, content, howToCheck);
	};
	const halves = () => halvesOf(batch).map((half) => submissionOf(half, importing, appcues));
	return {
		part: { rows: batch.rows.length, items },
		about: aboutItems(items),
		again,
		send,
		halves,
	};
}

function linesOf({ merge }: Importing, rows: Array<FromItem<Row>>) {
	return merge
		? mergeRows(rows.map(({ item, input }) => ({ item, id: input.id, line: input.line })))
		: rows.map(({ item, input }) => ({ items: [item], line: input.line }));
}

/** Skipped items come out with the first part that went well. */
function results(runs: Array<PartRun<Part>>, bad: Array<FromItem<BadRow>>): BatchResult[] {
	const home = Math.max(
		0,
		runs.findIndex(({ failure }) => !failure),
	);
	return runs.map(({ part, ...run }, index): BatchResult => {
		const skipped = index === home ? bad : [];
		const items = [...part.items, ...skipped.map(({ item }) => item)].sort((a, b) => a - b);
		if (run.failure) return { items, failure: run.failure };
		return { items, json: withJob({ rows: part.rows, ...skippedJson(skipped) }, run) };
	});
}
