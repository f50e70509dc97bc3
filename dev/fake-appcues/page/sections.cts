import { isoTime } from '../model/clock.cjs';
import type { ExportFile } from '../exports/exportFile.cjs';
import type { FakeAccount } from '../model/account.cjs';
import type { FakeEvent } from '../model/event.cjs';
import type { FakeExperience } from '../model/experience.cjs';
import type { FakeFlow } from '../model/flow.cjs';
import type { FakeJob } from '../model/job.cjs';
import type { Profile } from '../model/profile.cjs';
import type { FakeSdkKey } from '../model/sdkKey.cjs';
import type { FakeSegment } from '../model/segment.cjs';
import type { Html } from './html.cjs';
import { html, table, tableOfLast } from './html.cjs';

/** Returns the table of flows and whether they are published. */
export function flowTable(account: FakeAccount): Html {
	return table([...account.flows.values()], (flow) => publishableRow(flow));
}

/** Returns the same table for experiences of all types. */
export function experienceTable(account: FakeAccount): Html {
	return table([...account.experiences.values()], (experience) =>
		publishableRow(experience, html`<td>${experience.type}</td>`),
	);
}

function publishableRow(
	{ id, name, published }: FakeFlow | FakeExperience,
	more: Html | '' = '',
): Html {
	return html`<tr>
		<td>${name}</td>
		${more}
		<td class="quiet"><code>${id}</code></td>
		<td>${published ? 'published' : html`<span class="quiet">not published</span>`}</td>
	</tr>`;
}

const JOBS_SHOWN = 20;

/** Returns the table of the latest jobs and their progress. */
export function jobTable(jobs: ReadonlyMap<string, FakeJob>, now: number): Html {
	return table(latest([...jobs.values()]), (job) => jobRow(job, now));
}

/** Returns the table of export files, without their links, which are credentials. */
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

const PROFILES_SHOWN = 20;
const EVENTS_SHOWN = 15;

/** Returns the table of the latest users and their profiles. */
export function userTable({ users }: FakeAccount): Html {
	return tableOfLast(users, PROFILES_SHOWN, ([id, profile]) => profileRow(id, profile));
}

/** Returns the same table for groups, with their users. */
export function groupTable(account: FakeAccount): Html {
	return tableOfLast(account.groups, PROFILES_SHOWN, ([id, profile]) => {
		const { size } = account.groupUsers(id);
		return profileRow(id, profile, html`<td>${size} ${size === 1 ? 'user' : 'users'}</td>`);
	});
}

/** Returns the table of the latest events. */
export function eventTable({ events }: FakeAccount): Html {
	return table(events.slice(-EVENTS_SHOWN).reverse(), eventRow);
}

function profileRow(id: string, profile: Profile, more: Html | '' = ''): Html {
	return html`<tr>
		<td><code>${id}</code></td>
		${more}
		<td><code>${JSON.stringify(profile)}</code></td>
	</tr>`;
}

function eventRow({ at, userId, name, attributes }: FakeEvent): Html {
	return html`<tr>
		<td class="quiet">${isoTime(at).slice(0, 16).replace('T', ' ')}</td>
		<td><code>${userId}</code></td>
		<td>${name}</td>
		<td class="quiet"><code>${JSON.stringify(attributes)}</code></td>
	</tr>`;
}

/** Returns the table of SDK keys and their switches, without secrets. */
export function sdkKeyTable(account: FakeAccount): Html {
	return table([...account.sdkKeys.values()], sdkKeyRow);
}

function sdkKeyRow(key: FakeSdkKey): Html {
	return html`<tr>
		<td>${key.name}</td>
		<td class="quiet"><code>${key.id}</code></td>
		<td>enforcement mode ${key.isOn('enforcement_mode') ? 'on' : 'off'}</td>
		<td>secure data ingest ${key.isOn('secure_data_ingest') ? 'on' : 'off'}</td>
	</tr>`;
}

const MEMBERS_SHOWN = 50;
/** With more members, refreshing the page every two seconds would slow down the fake. */
const MEMBERS_LISTED = 10_000;

/** Returns the card of a segment and its members. */
export function segmentCard(segment: FakeSegment): Html {
	const members = [...segment.members];
	return html`<article>
		<h4>${segment.name}</h4>
		<p class="quiet"><code>${segment.id}</code></p>
		<p><strong>${members.length}</strong> ${members.length === 1 ? 'member' : 'members'}</p>
		<ul>
			${members.slice(0, MEMBERS_SHOWN).map(memberItem)}
		</ul>
		${members.length > MEMBERS_SHOWN ? allMembers(members) : ''}
	</article>`;
}

function allMembers(members: Array<[string, string]>): Html {
	const rest = members.length - MEMBERS_LISTED;
	return html`<details>
		<summary>All ${members.length}</summary>
		<ul>
			${members.slice(0, MEMBERS_LISTED).map(memberItem)}
		</ul>
		${rest > 0 ? html`<p class="quiet">and ${rest} more: see /__fake/state</p>` : ''}
	</details>`;
}

function memberItem([userId, source]: [string, string]): Html {
	return html`<li><code>${userId}</code> <span class="quiet">by ${source}</span></li>`;
}
