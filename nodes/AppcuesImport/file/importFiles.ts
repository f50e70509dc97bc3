import { Cancelled } from '../../shared/api/clock';
import { importRows } from '../../shared/api/endpoints/imports';
import { JobError, listFirst, withNote } from '../../shared/jobs/errors';
import { withJob } from '../../shared/jobs/output';
import { runJobs } from '../../shared/jobs/run';
import type { JobRun, PartRun, Submission } from '../../shared/jobs/submit';
import { isTooLarge } from '../../shared/jobs/submit';
import type { BatchResult, FromItem, RunContext } from '../../shared/operation/operation';
import { asError } from '../../shared/util/asError';
import { InvalidInput } from '../../shared/util/invalidInput';
import type { ImportDefinition, SendOptions } from '../items/importItems';
import type { CheckedFile } from './checkFile';
import { partsOfFile } from './checkFile';
import type { FilePart } from './parts';
import { halvesOf, multipart } from './parts';
import { Changed } from './sameFile';
import type { FindRow } from './serverRows';
import { rowsAfter, rowsIn, serverRows } from './serverRows';
import { elementAt } from '../../shared/util/elementAt';

/** A part of a file that was sent, without its data. */
interface SentPart {
	item: number;
	name: string;
	/** The number of rows. */
	rows: number;
	/** The row of the file, from 1, without the header. */
	firstRow: number;
	lastRow: number;
	findRow: FindRow;
}

/** The progress of a file. */
interface FileState {
	item: number;
	name: string;
	/** The last rows that were read and sent, or 0 for none. */
	readTo: number;
	sentTo: number;
	/** Whether Appcues refused one of its parts, so that the rest isn't sent. */
	refused: boolean;
	/** Whether it was read completely. */
	done: boolean;
	/** Why it couldn't be read completely. */
	failure?: Error;
}

/**
 * Sends files part by part while reading them, and waits for the jobs. If Appcues refuses a part, the rest of that file
 * isn't sent, but the other files are.
 */
export async function importFiles(
	definition: ImportDefinition,
	inputs: Array<FromItem<CheckedFile>>,
	{ wait, inOrder }: SendOptions,
	context: RunContext,
): Promise<BatchResult[]> {
	const files = inputs.map(({ item, input: file }): FileSending => {
		const { name } = file.file;
		const state = { item, name, readTo: 0, sentTo: 0, refused: false, done: false };
		return { definition, file, state, inOrder, context };
	});
	const submissions = async function* (): AsyncGenerator<Submission<SentPart>> {
		for (const sending of files) yield* submissionsOf(sending);
	};
	const states = files.map(({ state }) => state);
	const runs = await runJobs(submissions(), context.appcues, wait, { inOrder });
	return [
		...runs.map((run) => resultOf(run, states)),
		...states.flatMap((state) => unfinished(state, runs, definition)),
	];
}

/** A file while it is sent. */
interface FileSending {
	definition: ImportDefinition;
	file: CheckedFile;
	state: FileState;
	inOrder: boolean;
	context: RunContext;
}

async function* submissionsOf(sending: FileSending): AsyncGenerator<Submission<SentPart>> {
	const { file, state } = sending;
	try {
		// Read one part ahead, to know which part is the last.
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
		state.failure = asError(thrown);
	}
}

const lastOf = ({ rows }: FilePart): number => elementAt(rows, -1);

function submissionOf(part: FilePart, sending: FileSending): Submission<SentPart> {
	const { item, name } = sending.state;
	const sent: SentPart = {
		item,
		name,
		rows: part.rows.length,
		firstRow: elementAt(part.rows, 0),
		lastRow: lastOf(part),
		findRow: rowsAfter(part),
	};
	return {
		part: sent,
		about: rowRange(sent),
		rerunAdvice: sending.definition.rerunAdvice,
		send: async () => await send(part, sending),
		halves: () => splitPart(part, sending),
	};
}

async function send(part: FilePart, { definition, file, state, context }: FileSending) {
	const { kind, howToCheck } = definition;
	state.sentTo = Math.max(state.sentTo, lastOf(part));
	const content = contentOf(part, file.format, state.name);
	return await importRows(context.appcues, kind, content, howToCheck).catch((thrown: Error) => {
		state.refused ||= part.rows.length === 1 || !isTooLarge(thrown);
		throw located(thrown, part, state.name);
	});
}

/** Adds the rows of the file that Appcues' message means. */
function located(thrown: Error, part: FilePart, name: string): Error {
	const rows = serverRows(thrown.message, rowsIn(part), name);
	return rows === undefined ? thrown : withNote(thrown, rows);
}

function splitPart(part: FilePart, sending: FileSending): Array<Submission<SentPart>> {
	const halves = halvesOf(part);
	// The second half waits for the job of the first.
	if (sending.inOrder && halves.length > 0) {
		sending.state.sentTo = elementAt(part.rows, 0) - 1;
	}
	return halves.map((half) => submissionOf(half, sending));
}

function contentOf(part: FilePart, format: CheckedFile['format'], fileName: string) {
	return format === 'csv'
		? multipart({ field: 'file', fileName, type: 'text/csv', pieces: part.pieces })
		: { type: 'application/ndjson', data: part.data };
}

function resultOf({ part, ...run }: PartRun<SentPart>, states: FileState[]): BatchResult {
	const items = [part.item];
	if (run.failure) {
		const state = states.find(({ item }) => item === part.item);
		return { items, failure: withNote(run.failure, partNote(part, run, state)) };
	}
	return { items, json: withJob({ rows: part.rows, skipped: 0 }, run) };
}

/** Returns the error of a file that wasn't sent completely, unless one of its parts has an error. */
function unfinished(
	state: FileState,
	runs: Array<PartRun<SentPart>>,
	definition: ImportDefinition,
): BatchResult[] {
	const items = [state.item];
	const sent = runs.filter(({ part }) => part.item === state.item);
	if (state.failure) {
		const rest = state.sentTo > 0 ? howToSendRest(sent, definition) : [];
		const note = [sentSoFar(state.sentTo), ...rest].join('\n');
		return [{ items, failure: unreadable(state.failure, state.name, note) }];
	}
	const isReported = sent.some(({ failure }) => failure);
	const whole = state.done && state.sentTo >= state.readTo;
	return whole || isReported ? [] : [{ items, failure: notSent(state) }];
}

/** Messages about files that weren't sent completely. */

/** Names the rows of a part: `rows 50,001 to 100,000 of "people.csv"`. */
const rowRange = ({ name, firstRow, lastRow }: SentPart): string =>
	firstRow === lastRow
		? `row ${count(firstRow)} of "${name}"`
		: `rows ${count(firstRow)} to ${count(lastRow)} of "${name}"`;

/** For a part that Appcues refused, or whose job failed. */
function partNote(part: SentPart, { failure }: JobRun, state?: FileState): string {
	const lines = [`This concerns ${rowRange(part)}.`];
	// The message of a refusal was read in `send`, which still had the part's data.
	const rows = failure instanceof JobError && serverRows(failure.message, part.findRow, part.name);
	if (rows) lines.unshift(rows);
	if (state && !(state.done && state.sentTo >= state.readTo)) {
		lines.push(`The rows from ${count(state.sentTo + 1)} on weren't sent.`);
	}
	return lines.join('\n');
}

/** For a file that couldn't be read again completely, after it was checked. @param note what was sent of it */
function unreadable(thrown: Error, name: string, note: string): Error {
	if (thrown instanceof Cancelled) return thrown;
	if (thrown instanceof Changed) {
		return new InvalidInput(
			`The file "${name}" has changed since it was checked`,
			`Something else may be writing to it. Make sure that it's complete before you import it.\n${note}`,
		);
	}
	const failure =
		thrown instanceof InvalidInput
			? thrown
			: new InvalidInput(`The file "${name}" couldn't be read completely`, thrown.message);
	return withNote(failure, note);
}

/** For such a file, if parts of it were sent. */
function howToSendRest(
	sent: Array<PartRun<SentPart>>,
	{ rerunAdvice }: ImportDefinition,
): string[] {
	const jobs = sent.flatMap(({ jobId }) => jobId ?? []);
	return [
		...(jobs.length > 0 ? [`Jobs that Appcues accepted: ${listFirst(jobs, ', ')}.`] : []),
		rerunAdvice,
		'To send only the rest, remove the rows that were sent from the file.',
	];
}

/** For a file, or the rest of one, that waited for a job which didn't finish. */
function notSent({ name, sentTo }: FileState): Error {
	return new InvalidInput(
		`${sentTo === 0 ? '' : 'The rest of '}"${name}" wasn't sent, because the job before it didn't finish`,
		`'Send in Order' is on. ${sentSoFar(sentTo)}\nWait for that job, or increase 'Timeout (Seconds)' in 'Options'.`,
	);
}

function sentSoFar(row: number): string {
	return row === 0
		? 'None of it was sent.'
		: `Its rows up to ${count(row)} were sent. The rows from ${count(row + 1)} on weren't sent.`;
}

const count = (row: number) => row.toLocaleString('en');
