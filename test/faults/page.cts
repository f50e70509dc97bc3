import type { TestFault } from './fault.cjs';
import { faults } from './faults.cjs';

/** The results of an operation, by the name of the fault: with a transient fault, and with a permanent one. */
export interface Row {
	type: string;
	operation: string;
	cells: Map<string, [transient: string, permanent: string]>;
}

/** A row with the name that users see: `Segment: Add Users`. */
export interface NamedRow extends Row {
	name: string;
}

const ofRequest = faults.filter(({ hits }) => hits === 'request');
const ofResult = faults.filter(({ hits }) => hits !== 'request');

/** Returns the tables that are printed and are part of the page. */
export function tables(rows: NamedRow[]): string {
	return `### A transient fault

It hits twice, or once for *half*, a first *lost*, a refused connection and a download. After that, everything works.

${table(rows, ofRequest, ([transient]) => transient)}

### A permanent fault

It hits every time.

${table(rows, ofRequest, ([, permanent]) => permanent)}

### Jobs and downloads

Each cell shows the transient fault, then the permanent one. "–": the operation doesn't wait for a job, or doesn't download.

${table(rows, ofResult, (pair) => pair.join(' / '))}`;
}

function table(
	rows: NamedRow[],
	shown: TestFault[],
	cell: (pair: [string, string]) => string,
): string {
	const lines = rows.map(({ name, cells }) => [
		name,
		...shown.map((fault) => {
			const pair = cells.get(fault.name);
			return pair ? cell(pair) : '–';
		}),
	]);
	const head = ['Operation', ...shown.map(({ name }) => name)];
	const rule = head.map(() => '---');
	return [head, rule, ...lines].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/**
 * Returns the whole of docs/reliability.md.
 *
 * @param messyData the end of the page, from its heading on, which test/messy writes
 */
export function reliabilityPage(rows: NamedRow[], messyData: string): string {
	return `# What happens when something goes wrong

The tests run every operation against a fake Appcues with each of the faults below. They don't rely on the message: they
compare the fake's data (members, profiles, events, segments, jobs) with a run without a fault. They don't call Appcues
itself. \`npm run test:faults\` runs them, prints the tables and checks this page. \`UPDATE_DOCS=1 npm run test:faults\`
writes it.

The tests fail if any of these happens:

- Work is silently lost, or done twice.
- An error says that nothing was done although Appcues did it, or doesn't say what to do next.
- The output has wrong data.
- n8n stores a key or a signed link.

## What the cells mean

| Cell | What happened | What to do |
| --- | --- | --- |
| read | The node returned the right data. | Nothing. |
| error | The node couldn't read the data. The error says why. | Run it again when the cause is fixed. |
| once | Appcues did it exactly once, and the node reports success. | Nothing. |
| accepted | Appcues accepted the work once but returned no job to wait for. The item has the status \`ACCEPTED\`. | Nothing, or check the result in Appcues later. |
| not done, error | Nothing was done. The error says so, or says that Appcues may or may not have done it. | Check if the error asks for it, then run it again. |
| once, error | Appcues did it exactly once, but the response was lost or invalid. The error says that Appcues may have done it and how to check, or that you can safely run it again. | Check as the error says. Run it again only if it was not done. |
| job, error | Appcues accepted the work as a job, but the node couldn't see it finish or couldn't get its file. The error names the job. | Check the job before you run it again. |

Some operations are idempotent: doing them twice is the same as doing them once. These are reads, profile updates, adding
and removing users, publishing and deleting. The node retries them. It retries creating (segments, SDK keys), importing
and exporting only when Appcues can't have accepted the request (429, connection refused). A second segment, event, job or
email would be worse than an error.

## The faults

| Column | Fault |
| --- | --- |
${faults.map(({ name, meaning }) => `| ${name} | ${meaning} |`).join('\n')}

A fault hits the request that does the work. A job fault hits its status checks, and a download fault hits the file.

## The tables

${tables(rows)}

${messyData}`;
}
