import type { FakeAccount } from './account.cjs';
import type { ExportFile } from './exports/exportFile.cjs';
import { type Html, html } from './html.cjs';
import type { FakeJob } from './job.cjs';
import { table } from './pageTable.cjs';

const JOBS_SHOWN = 20;

/** The latest jobs and how far they are, for the page. */
export function jobTable(jobs: ReadonlyMap<string, FakeJob>, now: number): Html {
	return table(latest([...jobs.values()]), (job) => jobRow(job, now));
}

/** The files that exports have made, for the page; no links, which are credentials. */
export function fileTable({ jobs, analyticsJobs }: FakeAccount): Html {
	const all = [...jobs.values(), ...analyticsJobs.values()];
	return table(latest(all.flatMap(({ file }) => file ?? [])), fileRow);
}

function latest<T>(things: readonly T[]): T[] {
	return things.slice(-JOBS_SHOWN).reverse();
}

function jobRow(job: FakeJob, now: number): Html {
	const status = job.status(now);
	return html`<tr>
		<td><code>${job.id}</code></td>
		<td>${job.name}</td>
		<td><progress max="1" value="${job.progress(now)}"></progress></td>
		<td class="${job.outcome === 'FAILED' ? 'bad' : ''}">${status}</td>
		<td class="quiet"><code>${JSON.stringify(job.events.at(-1)?.attributes ?? {})}</code></td>
	</tr>`;
}

function fileRow({ path, rows, downloads }: ExportFile): Html {
	return html`<tr>
		<td><code>${path}</code></td>
		<td>${rows} ${rows === 1 ? 'row' : 'rows'}</td>
		<td>downloaded ${downloads} ${downloads === 1 ? 'time' : 'times'}</td>
	</tr>`;
}
