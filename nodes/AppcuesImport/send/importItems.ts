import { importRows } from '../../shared/api/imports';
import { batches } from '../../shared/bulk/batches';
import { mergeRows } from '../../shared/bulk/mergeRows';
import { withJob } from '../../shared/jobs/jobOutput';
import type { JobRun, Submission } from '../../shared/jobs/runJobs';
import { runJobs } from '../../shared/jobs/runJobs';
import type { BatchResult, FromItem, RunContext } from '../../shared/node/operation';
import type { BadRow, Row } from '../rows/row';
import type { Importing, Sending } from './importing';
import { tellOfRows } from './rowHints';
import { refuseNothing, skippedJson } from './skipped';

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
	const parts: Part[] = [];
	const { kind, again, howToCheck } = importing;
	// Serialised one by one as they are sent, so that not all of them are in memory.
	const submissions = function* (): Generator<Submission> {
		for (const batch of batches(linesOf(importing, rows), ({ line }) => JSON.stringify(line))) {
			parts.push({ rows: batch.rows.length, items: batch.rows.flatMap(({ items }) => items) });
			const data = `${batch.texts.join('\n')}\n`;
			const content = { type: 'application/ndjson', data };
			yield { again, send: async () => await importRows(appcues, kind, content, howToCheck) };
		}
	};
	const runs = await runJobs(submissions(), appcues, wait);
	return results(parts, runs, bad);
}

function linesOf({ merge }: Importing, rows: Array<FromItem<Row>>) {
	return merge
		? mergeRows(rows.map(({ item, input }) => ({ item, id: input.id, line: input.line })))
		: rows.map(({ item, input }) => ({ items: [item], line: input.line }));
}

/** Skipped items come out with the first part that went well. */
function results(parts: Part[], runs: JobRun[], bad: Array<FromItem<BadRow>>): BatchResult[] {
	const fine = runs.findIndex(({ failure }) => !failure);
	const home = Math.max(0, fine);
	return parts.map((part, index): BatchResult => {
		const { failure } = runs[index];
		const skipped = index === home ? bad : [];
		const items = [...part.items, ...skipped.map(({ item }) => item)].sort((a, b) => a - b);
		if (failure) return { items, failure };
		const json = withJob({ rows: part.rows, ...skippedJson(skipped) }, runs[index]);
		return { items, json };
	});
}
