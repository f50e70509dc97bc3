import type { FakeAccount } from './account.cjs';
import type { FakeExperience } from './experience.cjs';
import type { FakeFlow } from './flow.cjs';
import { type Html, html } from './html.cjs';
import { table } from './pageTable.cjs';

/** The flows and whether they are published, for the page. */
export function flowTable(account: FakeAccount): Html {
	return table([...account.flows.values()], (flow) => publishableRow(flow));
}

/** The same for experiences of all types. */
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
