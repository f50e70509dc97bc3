import type { FakeAccount } from '../model/account.cjs';
import { isoTime } from '../model/clock.cjs';
import { DEMO } from '../model/demoAccount.cjs';
import type { Html } from './html.cjs';
import { html, table } from './html.cjs';
import {
	eventTable,
	experienceTable,
	fileTable,
	flowTable,
	groupTable,
	jobTable,
	sdkKeyTable,
	segmentCard,
	userTable,
} from './sections.cjs';
import { STYLE } from './style.cjs';
import type { LogEntry } from '../model/logEntry.cjs';
import type { FakeState } from '../state.cjs';

const REQUESTS_SHOWN = 30;

const REFRESH = html`<meta http-equiv="refresh" content="2" />`;
// An open list of members closes at the next refresh.
const PAUSE = html`Refreshes every 2 seconds. <a href="/?paused">Pause</a>`;
const RESUME = html`Paused. <a href="/">Resume</a>`;

/** The page at `/`: shows what happens in the account while someone tries the nodes. */
export function renderPage(fake: FakeState, url: string, paused = false): string {
	const accounts = [...fake.accounts.values()];
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				${paused ? '' : REFRESH}
				<link rel="icon" href="data:," />
				<title>Appcues demo account</title>
				<style>
					${STYLE}
				</style>
			</head>
			<body>
				<header>
					<h1>Appcues demo account</h1>
					<p>A stand-in for trying out and testing. Nothing here reaches Appcues.</p>
					<p>${paused ? RESUME : PAUSE}</p>
				</header>
				<main>
					${fake.violations.length > 0 ? warning(fake.violations.length) : ''}
					${accounts.map((account) => accountSection(account, fake.now(), url))}
					<section>
						<h2>Last requests</h2>
						${table(fake.log.slice(-REQUESTS_SHOWN).reverse(), requestRow)}
					</section>
				</main>
			</body>
		</html> `.text;
}

function warning(count: number): Html {
	return html`<p class="warning">${count} response(s) broke the contract: see /__fake/state</p>`;
}

function accountSection(account: FakeAccount, now: number, url: string): Html {
	return html`<section>
		<h2>Account ${account.id}</h2>
		${isDemo(account) ? credentials(url) : ''}
		<h3>Flows</h3>
		${flowTable(account)}
		<h3>Experiences</h3>
		${experienceTable(account)}
		<h3>Segments</h3>
		<div class="cards">${[...account.segments.values()].map(segmentCard)}</div>
		<h3>End users</h3>
		${userTable(account)}
		<h3>Groups</h3>
		${groupTable(account)}
		<h3>Latest events</h3>
		${eventTable(account)}
		<h3>Jobs</h3>
		${jobTable(account.jobs, now)}
		<h3>Analytics jobs</h3>
		${jobTable(account.analyticsJobs, now)}
		<h3>Export files</h3>
		${fileTable(account)}
		<h3>SDK keys</h3>
		${sdkKeyTable(account)}
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
		<dt>Webhook secret</dt>
		<dd><code>${DEMO.webhookSecret}</code></dd>
	</dl>`;
}

function requestRow({ at, method, path, status }: LogEntry): Html {
	const bad = status === undefined || status >= 400;
	return html`<tr>
		<td class="quiet">${isoTime(at).slice(11, 23)}</td>
		<td>${method}</td>
		<td><code>${path}</code></td>
		<td class="${bad ? 'bad' : ''}">${status ?? 'no response'}</td>
	</tr>`;
}
