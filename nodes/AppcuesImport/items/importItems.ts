import type { AppcuesClient } from '../../shared/api/client';
import { importRows } from '../../shared/api/endpoints/imports';
import type { AttributeValue } from '../../shared/checks/flatten';
import type { Attributes, ImportKind } from '../../shared/api/endpoints/types';
import { withJob } from '../../shared/jobs/output';
import type { WaitSettings } from '../../shared/jobs/run';
import { runJobs } from '../../shared/jobs/run';
import type { PartRun, Submission } from '../../shared/jobs/submit';
import type { BatchResult, FromItem, RunContext } from '../../shared/operation/operation';
import type { Batch } from '../../shared/users/batches';
import { batches, halvesOf } from '../../shared/users/batches';
import { aboutItems } from '../../shared/util/text';
import { refuseNothing, skippedJson, tellOfRows } from './invalidRows';
import type { KeyField } from './keyFields';
import type { MergedRow } from './mergeRows';
import { mergeRows } from './mergeRows';
import type { BadRow, Row, RowReaderFactory } from './row';

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
	// Serialized one by one as they are sent, so that not all of them are in memory.
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

/** What tells one kind of import from the others. */
export interface Importing {
	kind: ImportKind;
	/** The parameters that say where in an item the parts of a row are. */
	keys: readonly KeyField[];
	/** How an item becomes a row. */
	rows: RowReaderFactory;
	/** Whether the rows of one ID are merged: they are values, not things that happened. */
	merge: boolean;
	/** The columns without which a file is refused. */
	fileColumns: string[];
	/** What running the node again would mean, for messages. */
	again: string;
	/** What to do when it is not known whether Appcues took a request. */
	howToCheck: string;
}

/** How the requests of an import are sent. */
export interface Sending {
	wait: WaitSettings | undefined;
	/** Each part of a file only when the job of the one before is done. */
	inOrder: boolean;
}
