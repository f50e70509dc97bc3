import { importRows } from '../../shared/api/imports';
import type { FilePart } from '../../shared/bulk/fileParts';
import { fileParts } from '../../shared/bulk/fileParts';
import { multipart } from '../../shared/bulk/multipart';
import { recordsOf } from '../../shared/bulk/records';
import { withJob } from '../../shared/jobs/jobOutput';
import { withNote } from '../../shared/jobs/note';
import type { JobRun, Submission } from '../../shared/jobs/runJobs';
import { runJobs } from '../../shared/jobs/runJobs';
import type { BatchResult, FromItem, RunContext } from '../../shared/node/operation';
import type { CheckedFile } from './checkFile';
import type { Importing, Sending } from './importing';
import { notSent, partNote, unreadable } from './fileFailures';

/** What was sent of a file. */
export interface SentPart {
	item: number;
	name: string;
	rows: number;
	firstRow: number;
}

/** How far a file got. */
export interface FileState {
	item: number;
	name: string;
	rowsSent: number;
	/** Appcues did not take one of its parts: the rest is not sent. */
	refused: boolean;
	/** All of it was sent. */
	done: boolean;
	/** It could not be read to its end. */
	failure?: Error;
}

/**
 * Sends files part by part while they are read, and waits for the jobs. Of a file of which Appcues refuses a part, the
 * rest is not sent; the other files are.
 */
export async function importFiles(
	importing: Importing,
	inputs: Array<FromItem<CheckedFile>>,
	{ wait, inOrder }: Sending,
	context: RunContext,
): Promise<BatchResult[]> {
	const parts: SentPart[] = [];
	const states = inputs.map(
		({ item, input }): FileState => ({
			item,
			name: input.file.name,
			rowsSent: 0,
			refused: false,
			done: false,
		}),
	);
	const submissions = async function* (): AsyncGenerator<Submission> {
		for (const [index, { input }] of inputs.entries()) {
			yield* partsOf(importing, input, states[index], parts, context);
		}
	};
	const runs = await runJobs(submissions(), context.appcues, wait, { inOrder });
	return [
		...parts.map((part, index) => resultOf(part, runs[index], states)),
		...states.flatMap((state) => unfinished(state, parts, runs)),
	];
}

async function* partsOf(
	{ kind, again, howToCheck }: Importing,
	{ file, format }: CheckedFile,
	state: FileState,
	parts: SentPart[],
	{ appcues }: RunContext,
): AsyncGenerator<Submission> {
	const { item, name } = state;
	const submission = (part: FilePart): Submission => {
		const { rows, firstRow } = part;
		const content = contentOf(part, format, name);
		parts.push({ item, name, rows, firstRow });
		state.rowsSent += rows;
		const send = async () => {
			const sending = importRows(appcues, kind, content, howToCheck);
			sending.catch(() => (state.refused = true));
			return await sending;
		};
		return { again, send };
	};
	try {
		// One part ahead, so that it is known of the last one that it is the last.
		let next: FilePart | undefined;
		for await (const part of fileParts(recordsOf(file.chunks(), format, name), format === 'csv')) {
			if (next) yield submission(next);
			if (state.refused) return;
			next = part;
		}
		state.done = true;
		if (next) yield submission(next);
	} catch (thrown) {
		state.failure = unreadable(thrown, state);
	}
}

function contentOf({ data }: FilePart, format: CheckedFile['format'], fileName: string) {
	return format === 'csv'
		? multipart({ field: 'file', fileName, type: 'text/csv', data })
		: { type: 'application/ndjson', data };
}

function resultOf(part: SentPart, run: JobRun, states: FileState[]): BatchResult {
	const items = [part.item];
	if (run.failure) {
		const state = states.find(({ item }) => item === part.item);
		return { items, failure: withNote(run.failure, partNote(part, state)) };
	}
	return { items, json: withJob({ rows: part.rows, skipped: 0 }, run) };
}

/** A file that was not sent to its end, and of which no part says why. */
function unfinished(state: FileState, parts: SentPart[], runs: JobRun[]): BatchResult[] {
	const items = [state.item];
	if (state.failure) return [{ items, failure: state.failure }];
	const told = parts.some(({ item }, index) => item === state.item && runs[index].failure);
	return state.done || told ? [] : [{ items, failure: notSent(state) }];
}
