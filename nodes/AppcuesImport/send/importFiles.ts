import { importRows } from '../../shared/api/imports';
import type { FilePart } from '../../shared/bulk/fileParts';
import { fileParts } from '../../shared/bulk/fileParts';
import { multipart } from '../../shared/bulk/multipart';
import { recordsOf } from '../../shared/bulk/records';
import { withJob } from '../../shared/jobs/jobOutput';
import { withNote } from '../../shared/jobs/note';
import { runJobs } from '../../shared/jobs/runJobs';
import { isTooLarge } from '../../shared/jobs/sendAll';
import type { PartRun, Submission } from '../../shared/jobs/submission';
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
	rowsRead: number;
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
	const states = inputs.map(
		({ item, input }): FileState => ({
			item,
			name: input.file.name,
			rowsRead: 0,
			rowsSent: 0,
			refused: false,
			done: false,
		}),
	);
	const submissions = async function* (): AsyncGenerator<Submission<SentPart>> {
		for (const [index, { input }] of inputs.entries()) {
			const sending = { importing, file: input, state: states[index], inOrder, context };
			yield* partsOf(sending);
		}
	};
	const runs = await runJobs(submissions(), context.appcues, wait, { inOrder });
	return [
		...runs.map((run) => resultOf(run, states)),
		...states.flatMap((state) => unfinished(state, runs)),
	];
}

/** A file that is being sent. */
interface FileSending {
	importing: Importing;
	file: CheckedFile;
	state: FileState;
	inOrder: boolean;
	context: RunContext;
}

async function* partsOf(sending: FileSending): AsyncGenerator<Submission<SentPart>> {
	const { file, state } = sending;
	try {
		// One part ahead, so that it is known of the last one that it is the last.
		let next: FilePart | undefined;
		for await (const part of cut(file, file.file.chunks())) {
			if (next) yield submissionOf(next, sending);
			if (state.refused) return;
			next = part;
			state.rowsRead += part.rows;
		}
		state.done = true;
		if (next) yield submissionOf(next, sending);
	} catch (thrown) {
		state.failure = unreadable(thrown, state);
	}
}

function cut(
	{ format, file }: CheckedFile,
	chunks: AsyncIterable<Uint8Array>,
	maxRows?: number,
): AsyncGenerator<FilePart> {
	return fileParts(recordsOf(chunks, format, file.name), format === 'csv', maxRows);
}

function submissionOf(part: FilePart, sending: FileSending): Submission<SentPart> {
	const { importing, file, state, context } = sending;
	const { kind, again, howToCheck } = importing;
	const { item, name } = state;
	const { rows, firstRow } = part;
	const send = async () => {
		state.rowsSent = Math.max(state.rowsSent, firstRow + rows - 1);
		const content = contentOf(part, file.format, name);
		const request = importRows(context.appcues, kind, content, howToCheck);
		request.catch((fault: Error) => (state.refused ||= rows === 1 || !isTooLarge(fault)));
		return await request;
	};
	return {
		part: { item, name, rows, firstRow },
		about: `rows ${firstRow} to ${firstRow + rows - 1} of "${name}"`,
		again,
		send,
		halves: async () => await halvesOf(part, sending),
	};
}

async function halvesOf(
	{ data, rows, firstRow }: FilePart,
	sending: FileSending,
): Promise<Array<Submission<SentPart>>> {
	if (rows < 2) return [];
	// The second half goes out only when the job of the first is done.
	if (sending.inOrder) sending.state.rowsSent = firstRow - 1;
	const halves: Array<Submission<SentPart>> = [];
	for await (const half of cut(sending.file, once(data), Math.ceil(rows / 2))) {
		const part = { ...half, firstRow: firstRow + half.firstRow - 1 };
		halves.push(submissionOf(part, sending));
	}
	return halves;
}

async function* once(data: Uint8Array): AsyncGenerator<Uint8Array> {
	yield data;
}

function contentOf({ data }: FilePart, format: CheckedFile['format'], fileName: string) {
	return format === 'csv'
		? multipart({ field: 'file', fileName, type: 'text/csv', data })
		: { type: 'application/ndjson', data };
}

function resultOf({ part, ...run }: PartRun<SentPart>, states: FileState[]): BatchResult {
	const items = [part.item];
	if (run.failure) {
		const state = states.find(({ item }) => item === part.item);
		return { items, failure: withNote(run.failure, partNote(part, state)) };
	}
	return { items, json: withJob({ rows: part.rows, skipped: 0 }, run) };
}

/** A file that was not sent to its end, and of which no part says why. */
function unfinished(state: FileState, runs: Array<PartRun<SentPart>>): BatchResult[] {
	const items = [state.item];
	if (state.failure) return [{ items, failure: state.failure }];
	const told = runs.some(({ part, failure }) => part.item === state.item && failure);
	const whole = state.done && state.rowsSent >= state.rowsRead;
	return whole || told ? [] : [{ items, failure: notSent(state) }];
}
