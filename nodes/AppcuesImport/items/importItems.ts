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
import { batches, halvesOf, MAX_IMPORT_ROWS } from '../../shared/users/batches';
import { describeItems } from '../../shared/util/text';
import type { ItemSource } from '../source';
import { refuseAll, skippedJson, addHints } from './invalidRows';
import type { KeyField } from './keyFields';
import type { MergedRow } from './mergeRows';
import { mergeRows } from './mergeRows';
import type { InvalidRow, Row, ToRowFactory } from './row';

type Line = MergedRow<AttributeValue | Attributes>;

/** The number of rows of a request, and the items in them. */
interface Part {
	rows: number;
	items: number[];
}

/**
 * Sends the rows of all items in as few requests as possible, and waits for the jobs.
 *
 * @param invalid the items to skip
 * @throws {InvalidInput} if there are no rows to send
 */
export async function importItems(
	definition: ImportDefinition,
	rows: Array<FromItem<Row>>,
	invalid: Array<FromItem<InvalidRow>>,
	{ wait, source }: SendOptions & { source: ItemSource },
	{ appcues, hints }: RunContext,
): Promise<BatchResult[]> {
	if (rows.length === 0) refuseAll(invalid);
	addHints(rows, invalid, hints, source.columnsLabel);
	// Serialized one by one while sending, so that they aren't all in memory.
	const submissions = function* (): Generator<Submission<Part>> {
		const lines = linesOf(definition, rows);
		for (const batch of batches(lines, ({ line }) => JSON.stringify(line), MAX_IMPORT_ROWS)) {
			yield submissionOf(batch, definition, appcues);
		}
	};
	return results(await runJobs(submissions(), appcues, wait), invalid);
}

function submissionOf(
	batch: Batch<Line>,
	definition: ImportDefinition,
	appcues: AppcuesClient,
): Submission<Part> {
	const { kind, rerunAdvice, howToCheck } = definition;
	const items = batch.rows.flatMap((row) => row.items);
	const send = async () => {
		const content = { type: 'application/ndjson', data: `${batch.texts.join('\n')}\n` };
		return await importRows(appcues, kind, content, howToCheck);
	};
	const halves = () => halvesOf(batch).map((half) => submissionOf(half, definition, appcues));
	return {
		part: { rows: batch.rows.length, items },
		about: describeItems(items),
		rerunAdvice,
		send,
		halves,
	};
}

function linesOf({ merge }: ImportDefinition, rows: Array<FromItem<Row>>) {
	return merge
		? mergeRows(rows)
		: rows.map(({ item, input }) => ({ items: [item], line: input.line }));
}

/** Adds the skipped items to the first part that succeeded. */
function results(runs: Array<PartRun<Part>>, invalid: Array<FromItem<InvalidRow>>): BatchResult[] {
	const home = Math.max(
		0,
		runs.findIndex(({ failure }) => !failure),
	);
	return runs.map(({ part, ...run }, index): BatchResult => {
		const skipped = index === home ? invalid : [];
		const items = [...part.items, ...skipped.map(({ item }) => item)].sort((a, b) => a - b);
		if (run.failure) return { items, failure: run.failure };
		return { items, json: withJob({ rows: part.rows, ...skippedJson(skipped) }, run) };
	});
}

/** What differs between the kinds of import. */
export interface ImportDefinition {
	kind: ImportKind;
	/** The parameters that name the fields of the items. */
	keys: readonly KeyField[];
	/** Makes rows of items. */
	toRow: ToRowFactory;
	/** Whether to merge the rows of one ID: profiles, but not events. */
	merge: boolean;
	/** The columns that a file must have. */
	fileColumns: string[];
	/** What happens if the node runs again, for messages. */
	rerunAdvice: string;
	/** What to do if Appcues may have accepted a request. */
	howToCheck: string;
}

/** How to send the requests of an import. */
export interface SendOptions {
	wait: WaitSettings | undefined;
	/** Whether each part of a file waits for the job of the part before. */
	inOrder: boolean;
}
