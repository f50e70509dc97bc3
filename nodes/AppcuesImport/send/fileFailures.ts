import { InvalidInput } from '../../shared/invalidInput';
import { withNote } from '../../shared/jobs/note';
import type { FileState, SentPart } from './importFiles';

/** What to tell about files that did not get through as a whole. */

/** For a part that Appcues did not take, or whose job did not come to a good end. */
export function partNote({ name, firstRow, rows }: SentPart, state?: FileState): string {
	const last = firstRow + rows - 1;
	const about = `This was about the rows ${firstRow} to ${last} of "${name}".`;
	if (!state || (state.done && state.rowsSent >= state.rowsRead)) return about;
	return `${about} Its rows from ${state.rowsSent + 1} on were not sent.`;
}

/** A file that came to an end before its time, such as within quotes. */
export function unreadable(thrown: unknown, { name, rowsSent }: FileState): Error {
	const failure =
		thrown instanceof InvalidInput
			? thrown
			: new InvalidInput(
					`The file "${name}" could not be read to its end`,
					thrown instanceof Error ? thrown.message : String(thrown),
				);
	return withNote(failure, sentSoFar(rowsSent));
}

/** A file, or the rest of one, that had to wait for a job that did not come to an end. */
export function notSent({ name, rowsSent }: FileState): Error {
	return new InvalidInput(
		`${rowsSent === 0 ? '' : 'The rest of '}"${name}" was not sent, as the job before it is not completed`,
		`'Send in Order' is on. ${sentSoFar(rowsSent)}\nWait for that job, or raise 'Timeout (Seconds)' in 'Options'.`,
	);
}

function sentSoFar(rows: number): string {
	return rows === 0 ? 'Nothing of it was sent.' : `Its first ${rows} rows were sent.`;
}
