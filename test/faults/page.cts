import type { TestFault } from './fault.cjs';
import { faults } from './faults.cjs';

/** What became of an operation, by the name of the fault: with a transient fault, and with a permanent one. */
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

/** What is printed, and stands on the page. */
export function tables(rows: NamedRow[]): string {
	return `### A transient fault

It hits twice (*half*, a first *lost*, a refused connection and a fault of a download once); after that all is well.

${table(rows, ofRequest, ([transient]) => transient)}

### A permanent fault

It hits every time.

${table(rows, ofRequest, ([, permanent]) => permanent)}

### Jobs and downloads

The transient fault first, then the permanent one. "–": the operation waits for no job, or downloads nothing.

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

Every operation is run against a fake Appcues with every fault below in its way. What became of it is not read off the
message alone: the fake Appcues' own data (members, profiles, events, segments, jobs) is compared with a run without
a fault. Appcues itself was not called. \`npm run test:faults\` runs it, prints the tables and checks this page;
\`UPDATE_DOCS=1 npm run test:faults\` writes it.

Never found in these tables, or the test fails: work that was lost or done twice in silence; a message that says no where
Appcues did it, or that names no way on; wrong data in the output; a key or a signed link in what n8n keeps.

## What the cells mean

| Cell | What happened | What to do |
| --- | --- | --- |
| read | The right data came out. | Nothing. |
| told | The data could not be read; the error says why. | Run it again when the cause is gone. |
| once | Done exactly once, and the node says so. | Nothing. |
| accepted | Appcues took the work once but named no job, so the node could not wait for it: the item says \`ACCEPTED\`. | Nothing, or look at the result in Appcues later. |
| none, told | Nothing was done. The error says so, or, where nobody can know, that Appcues may or may not have done it. | Check if the error asks for it, then run it again. |
| once, told | Done exactly once, but the answer did not arrive or made no sense. The error says that Appcues may have done it and how to check, or that running it again does no harm. | Check as the error says, then run it again only if it was not done. |
| job, told | Appcues accepted the work as a job whose end, or whose file, could not be seen. The error names the job. | Look at the job before you run it again. |

Why some operations are sent again and others not: reads, merges, set-like changes, publishing and deleting may be repeated,
as twice is the same as once. Creating (segments, SDK keys), importing and exporting are sent again only when Appcues cannot have taken
them (429, connection refused): a second segment, event, job or e-mail would be worse than an error.

## The faults

| Column | Fault |
| --- | --- |
${faults.map(({ name, meaning }) => `| ${name} | ${meaning} |`).join('\n')}

The request that is hit is the one that does the work; a fault of a job hits the looks at it, a fault of a download the file.

## The tables

${tables(rows)}

${messyData}`;
}
