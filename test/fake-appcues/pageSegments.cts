import { type Html, html } from './html.cjs';
import type { FakeSegment } from './segment.cjs';

const MEMBERS_SHOWN = 50;
/** Above this a page that comes every two seconds would slow down what it watches. */
const MEMBERS_LISTED = 10_000;

/** A segment and its members, for the page. */
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
