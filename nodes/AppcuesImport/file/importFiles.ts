import { Cancelled } from '../../shared/api/clock';
import { importRows } from '../../shared/api/endpoints/imports';
import { JobError, withNote } from '../../shared/jobs/errors';
import { withJob } from '../../shared/jobs/output';
import { runJobs } from '../../shared/jobs/run';
import type { JobRun, PartRun, Submission } from '../../shared/jobs/submit';
import { isTooLarge } from '../../shared/jobs/submit';
import type { BatchResult, FromItem, RunContext } from '../../shared/operation/operation';
import { InvalidInput } from '../../shared/util/invalidInput';
import type { Importing, Sending } from '../items/importItems';
import type { CheckedFile } from './checkFile';
import { partsOfFile } from './checkFile';
import type { FilePart } from './parts';
import { halvesOf, multipart } from './parts';
import type { FindRow } from './serverRows';
import { rowsAfter, rowsIn, serverRows } from './serverRows';

/** What was sent of a file. Its data isn't kept. */
interface SentPart {
	item: number;
	name: string;
	/** How many. */
	rows: number;
	/** Of the file, from 1, the header not counted. */
	firstRow: number;
	lastRow: number;
	findRow: FindRow;
}

/** How far a file got. */
interface FileState {
	item: number;
	name: string;
	/** The last row that was read, and sent; 0 for none. */
	readTo: number;
	sentTo: number;
	/** Appcues did not take one of its parts: the rest is not sent. */
	refused: boolean;
	/** It was read to its end. */
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
			readTo: 0,
			sentTo: 0,
			refused: false,
			done: false,
		}),
	);
	const submissions = async function* (): AsyncGenerator<Submission<SentPart>> {
		for (const [index, { input }] of inputs.entries()) {
			const sending = { importing, file: input, state: states[index], inOrder, context };
			yield* submissionsOf(sending);
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

async function* submissionsOf(sending: FileSending): AsyncGenerator<Submission<SentPart>> {
	const { file, state } = sending;
	try {
		// One part ahead, so that it is known of the last one that it is the last.
		let next: FilePart | undefined;
		for await (const part of partsOfFile(file)) {
			if (next) yield submissionOf(next, sending);
			if (state.refused) return;
			next = part;
			state.readTo = lastOf(part);
		}
		state.done = true;
		if (next) yield submissionOf(next, sending);
	} catch (thrown) {
		state.failure = unreadable(thrown, state);
	}
}

const lastOf = ({ rows }: FilePart): number => rows[rows.length - 1];

function submissionOf(part: FilePart, sending: FileSending): Submission<SentPart> {
	const { item, name } = sending.state;
	const sent: SentPart = {
		item,
		name,
		rows: part.rows.length,
		firstRow: part.rows[0],
		lastRow: lastOf(part),
		findRow: rowsAfter(part),
	};
	return {
		part: sent,
		about: rowRange(sent),
		rerunAdvice: sending.importing.rerunAdvice,
		send: async () => await send(part, sending),
		halves: () => splitPart(part, sending),
	};
}

async function send(part: FilePart, { importing, file, state, context }: FileSending) {
	const { kind, howToCheck } = importing;
	state.sentTo = Math.max(state.sentTo, lastOf(part));
	const content = contentOf(part, file.format, state.name);
	return await importRows(context.appcues, kind, content, howToCheck).catch((thrown: Error) => {
		state.refused ||= part.rows.length === 1 || !isTooLarge(thrown);
		throw located(thrown, part, state.name);
	});
}

/** What Appcues says, with the rows of the file that it means. */
function located(thrown: Error, part: FilePart, name: string): Error {
	const rows = serverRows(thrown.message, rowsIn(part), name);
	return rows === undefined ? thrown : withNote(thrown, rows);
}

function splitPart(part: FilePart, sending: FileSending): Array<Submission<SentPart>> {
	const halves = halvesOf(part);
	// The second half goes out only when the job of the first is done.
	if (sending.inOrder && halves.length > 0) sending.state.sentTo = part.rows[0] - 1;
	return halves.map((half) => submissionOf(half, sending));
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
		return { items, failure: withNote(run.failure, partNote(part, run, state)) };
	}
	return { items, json: withJob({ rows: part.rows, skipped: 0 }, run) };
}

/** A file that was not sent to its end, and of which no part says why. */
function unfinished(state: FileState, runs: Array<PartRun<SentPart>>): BatchResult[] {
	const items = [state.item];
	if (state.failure) return [{ items, failure: state.failure }];
	const told = runs.some(({ part, failure }) => part.item === state.item && failure);
	const whole = state.done && state.sentTo >= state.readTo;
	return whole || told ? [] : [{ items, failure: notSent(state) }];
}

/** What to say about files that did not get through as a whole. */

/** Names the rows of a part: `rows 10,001 to 20,000 of "people.csv"`. */
const rowRange = ({ name, firstRow, lastRow }: SentPart): string =>
	firstRow === lastRow
		? `row ${count(firstRow)} of "${name}"`
		: `rows ${count(firstRow)} to ${count(lastRow)} of "${name}"`;

/** For a part that Appcues did not take, or whose job failed. */
function partNote(part: SentPart, { failure }: JobRun, state?: FileState): string {
	const lines = [`This was about ${rowRange(part)}.`];
	// What a refusal says was looked at when it came, since then the part was still there.
	const rows = failure instanceof JobError && serverRows(failure.message, part.findRow, part.name);
	if (rows) lines.unshift(rows);
	if (state && !(state.done && state.sentTo >= state.readTo)) {
		lines.push(`Its rows from ${count(state.sentTo + 1)} on were not sent.`);
	}
	return lines.join('\n');
}

/** For a file that could not be read again to its end, after it was checked. */
function unreadable(thrown: unknown, { name, sentTo }: FileState): Error {
	if (thrown instanceof Cancelled) return thrown;
	const failure =
		thrown instanceof InvalidInput
			? thrown
			: new InvalidInput(
					`The file "${name}" could not be read to its end`,
					thrown instanceof Error ? thrown.message : String(thrown),
				);
	return withNote(failure, sentSoFar(sentTo));
}

/** A file, or the rest of one, that had to wait for a job that is not completed. */
function notSent({ name, sentTo }: FileState): Error {
	return new InvalidInput(
		`${sentTo === 0 ? '' : 'The rest of '}"${name}" was not sent, as the job before it is not completed`,
		`'Send in Order' is on. ${sentSoFar(sentTo)}\nWait for that job, or raise 'Timeout (Seconds)' in 'Options'.`,
	);
}

function sentSoFar(row: number): string {
	return row === 0 ? 'Nothing of it was sent.' : `Its rows up to ${count(row)} were sent.`;
}

const count = (row: number) => row.toLocaleString('en');
