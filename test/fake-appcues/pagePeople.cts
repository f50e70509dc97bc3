import type { FakeAccount } from './account.cjs';
import { isoTime } from './clock.cjs';
import type { FakeEvent } from './event.cjs';
import { type Html, html } from './html.cjs';
import { table, tableOfLast } from './pageTable.cjs';
import type { Profile } from './profile.cjs';

const PROFILES_SHOWN = 20;
const EVENTS_SHOWN = 15;

/** The users who came last and their profiles, for the page. */
export function userTable({ users }: FakeAccount): Html {
	return tableOfLast(users, PROFILES_SHOWN, ([id, profile]) => profileRow(id, profile));
}

/** The same for groups, with the users who are in them. */
export function groupTable(account: FakeAccount): Html {
	return tableOfLast(account.groups, PROFILES_SHOWN, ([id, profile]) => {
		const { size } = account.groupUsers(id);
		return profileRow(id, profile, html`<td>${size} ${size === 1 ? 'user' : 'users'}</td>`);
	});
}

/** The events that arrived last, for the page. */
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
