import type { FakeAccount } from './account.cjs';
import { isoTime } from './clock.cjs';
import { type Html, html } from './html.cjs';
import type { FakeJob } from './job.cjs';
import { STYLE } from './pageStyle.cjs';
import type { LogEntry } from './requestLog.cjs';
import { DEMO } from './seed.cjs';
import type { FakeSegment } from './segment.cjs';
import type { FakeState } from './state.cjs';

const MEMBERS_SHOWN = 50;
/** Above this a page that comes every two seconds would slow down what it watches. */
const MEMBERS_LISTED = 10_000;
const JOBS_SHOWN = 20;
const REQUESTS_SHOWN = 30;

const REFRESH = html`<meta http-equiv="refresh" content="2" />`;
// An opened list of members closes at the next refresh.
const PAUSE = html`Refreshes every 2 seconds. <a href="/?paused">Pause</a>`;
const RESUME = html`Paused. <a href="/">Resume</a>`;

/** The page at `/`: what someone who tries the nodes wants to see happen. */
export function renderPage(fake: FakeState, url: string, paused = false): string {
	const accounts = [...fake.accounts.values()];
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				${paused ? '' : REFRESH}
				<link rel="icon" href="data:," />
				<title>Pretend Appcues</title>
				<style>
					${STYLE}
				</style>
			</head>
			<body>
				<header>
					<h1>Pretend Appcues</h1>
					<p>A stand-in for trying out and testing. Nothing here reaches Appcues.</p>
					<p>${paused ? RESUME : PAUSE}</p>
				</header>
				<main>
					${fake.violations.length > 0 ? warning(fake.violations.length) : ''}
					${accounts.map((account) => accountSection(account, fake.now(), url))}
					<section>
						<h2>Last requests</h2>
						${requestTable(fake.log.slice(-REQUESTS_SHOWN).reverse())}
					</section>
				</main>
			</body>
		</html> `.text;
}

function warning(count: number): Html {
	return html`<p class="warning">${count} answer(s) broke the contract: see /__fake/state</p>`;
}

function accountSection(account: FakeAccount, now: number, url: string): Html {
	const jobs = [...account.jobs.values()].slice(-JOBS_SHOWN).reverse();
	return html`<section>
		<h2>Account ${account.id}</h2>
		${isDemo(account) ? credentials(url) : ''}
		<h3>Segments</h3>
		<div class="cards">${[...account.segments.values()].map(segmentCard)}</div>
		<h3>Jobs</h3>
		${jobs.length > 0
			? html`<table>
					${jobs.map((job) => jobRow(job, now))}
				</table>`
			: html`<p class="quiet">None yet.</p>`}
	</section>`;
}

function isDemo(account: FakeAccount): boolean {
	const isDemoKey = ({ key, secret }: { key: string; secret: string }) =>
		key === DEMO.key && secret === DEMO.secret;
	return account.id === DEMO.accountId && account.keys.some(isDemoKey);
}

function credentials(url: string): Html {
	return html`<dl>
		<dt>Base URL</dt>
		<dd><code>${url}</code></dd>
		<dt>Account ID</dt>
		<dd><code>${DEMO.accountId}</code></dd>
		<dt>API key</dt>
		<dd><code>${DEMO.key}</code></dd>
		<dt>API secret</dt>
		<dd><code>${DEMO.secret}</code></dd>
	</dl>`;
}

function segmentCard(segment: FakeSegment): Html {
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

function requestTable(entries: LogEntry[]): Html {
	if (entries.length === 0) return html`<p class="quiet">None yet.</p>`;
	return html`<table>
		${entries.map(requestRow)}
	</table>`;
}

function requestRow({ at, method, path, status }: LogEntry): Html {
	const bad = status === undefined || status >= 400;
	return html`<tr>
		<td class="quiet">${isoTime(at).slice(11, 23)}</td>
		<td>${method}</td>
		<td><code>${path}</code></td>
		<td class="${bad ? 'bad' : ''}">${status ?? 'no answer'}</td>
	</tr>`;
}
