import { mergedTable } from '../support/mergedTable.cjs';
import type { TestFault } from './fault.cjs';
import { faults } from './faults.cjs';
import type { Good } from './verdict.cjs';

/** What became of an operation, by the name of the column: with a passing fault, and with a permanent one. */
export interface Row {
	type: string;
	operation: string;
	cells: Map<string, [passing: string, permanent: string]>;
}

/** A row with the name that users see: `Add Users to Segment`. */
export interface NamedRow extends Row {
	name: string;
}

const ofRequest = faults.filter(({ hits }) => hits === 'request');
const ofResult = faults.filter(({ hits }) => hits !== 'request');

/** The words of the page for what became of a run. */
const WORDS: Record<Good, string> = {
	read: 'read',
	error: 'error',
	once: 'done',
	accepted: 'accepted',
	'not done, error': 'not done',
	'once, error': 'unclear',
	'job, error': 'job',
};

const wordOf = (verdict: string): string =>
	(WORDS as Readonly<Record<string, string | undefined>>)[verdict] ?? verdict;

/** Returns the tables, as the test prints them and the page has them. */
export function tables(rows: NamedRow[]): string {
	return `### A transient fault

It hits twice, or once for *half*, *refused*, the first *lost* and downloads. Then all is well.

${table(rows, ofRequest, ([passing]) => wordOf(passing))}

### A permanent fault

It hits every time.

${table(rows, ofRequest, ([, permanent]) => wordOf(permanent))}

### Jobs and downloads

The passing fault first, then the permanent one. Operations without a job and a download aren't listed.

${table(rows, ofResult, (pair) => pair.map(wordOf).join(' / '))}`;
}

/**
 * Returns a table in which operations with the same cells share a row, and faults with the same cells share a column.
 * Operations that no fault concerns have no row.
 */
function table(
	rows: NamedRow[],
	shown: TestFault[],
	cell: (pair: [string, string]) => string,
): string {
	const lines = rows
		.map(({ name, cells }) => {
			const pairs = shown.map((column) => cells.get(column.name));
			return { name, cells: pairs.map((pair) => (pair ? cell(pair) : '–')) };
		})
		.filter(({ cells }) => cells.some((word) => word !== '–'));
	return mergedTable(
		'Operations',
		shown.map(({ name }) => name),
		lines,
	);
}

/**
 * Returns the whole of docs/reliability.md.
 *
 * @param messyData the end of the page, from its heading on, which test/messy writes
 */
export function reliabilityPage(rows: NamedRow[], messyData: string): string {
	return `# What happens when something goes wrong

A test runs every operation against a fake Appcues under every fault below. It compares the data of the fake Appcues
with a run without a fault. \`npm run test:faults\` checks this page, and \`UPDATE_DOCS=1 npm run test:faults\` writes it.

The test fails if work is lost or done twice silently, if a message says "not done" about work that was done, if the
output is wrong, or if n8n keeps a key or a download link.

## What the cells mean

| Cell | What happened | What to do |
| --- | --- | --- |
| read | The node returned the right data. | Nothing. |
| error | The node couldn't read the data. The error says why. | Fix the cause, then run it again. |
| done | Appcues did the work exactly once. | Nothing. |
| accepted | Appcues accepted the work but named no job to wait for. The item has the status \`ACCEPTED\`. | Check the result in Appcues later. |
| not done | Appcues did nothing. The error says so, or says that nobody can know. | Check if the error asks for it, then run it again. |
| unclear | Appcues did the work once, but the node didn't get the answer. The error says how to check, or that it is safe to run again. | Check as the error says. Run it again only if the work wasn't done. |
| job | Appcues accepted a job, but the node couldn't see its end or its file. The error names the job. | Check the job before you run it again. |

The nodes retry what is safe to do twice: reading, updating, adding and removing users, publishing, deleting. They retry
the rest (creating, importing, exporting) only if Appcues can't have accepted it: after a 429, or a refused connection.
*Check Users* and *Sync Users* also retry their export, because a second one is safe.

## The faults

| Column | Fault |
| --- | --- |
${faults.map(({ name, meaning }) => `| ${name} | ${meaning} |`).join('\n')}

A fault hits the request that does the work. Faults of a job hit its status checks, and those of a download hit the
file.

## The tables

${tables(rows)}

${messyData}`;
}
