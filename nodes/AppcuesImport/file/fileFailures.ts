import { Cancelled } from '../../shared/api/clock';
import { InvalidInput } from '../../shared/invalidInput';
import { JobError } from '../../shared/jobs/jobError';
import { withNote } from '../../shared/jobs/note';
import type { JobRun } from '../../shared/jobs/submission';
import type { FileState, SentPart } from './importFiles';
import { serverRows } from './serverRows';

/** What to say about files that did not get through as a whole. */

/** Names the rows of a part: `rows 10,001 to 20,000 of "people.csv"`. */
export const rowRange = ({ name, firstRow, lastRow }: SentPart): string =>
	firstRow === lastRow
		? `row ${count(firstRow)} of "${name}"`
		: `rows ${count(firstRow)} to ${count(lastRow)} of "${name}"`;

/** For a part that Appcues did not take, or whose job failed. */
export function partNote(part: SentPart, { failure }: JobRun, state?: FileState): string {
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
export function unreadable(thrown: unknown, { name, sentTo }: FileState): Error {
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
export function notSent({ name, sentTo }: FileState): Error {
	return new InvalidInput(
		`${sentTo === 0 ? '' : 'The rest of '}"${name}" was not sent, as the job before it is not completed`,
		`'Send in Order' is on. ${sentSoFar(sentTo)}\nWait for that job, or raise 'Timeout (Seconds)' in 'Options'.`,
	);
}

function sentSoFar(row: number): string {
	return row === 0 ? 'Nothing of it was sent.' : `Its rows up to ${count(row)} were sent.`;
}

const count = (row: number) => row.toLocaleString('en');
