import type { FakeAccount } from './account.cjs';
import type { FakeFlow } from './flow.cjs';
import { type Html, html } from './html.cjs';
import { table } from './pageTable.cjs';

/** The flows and whether they are published, for the page. */
export function flowTable(account: FakeAccount): Html {
	return table([...account.flows.values()], flowRow);
}

function flowRow(flow: FakeFlow): Html {
	return html`<tr>
		<td>${flow.name}</td>
		<td class="quiet"><code>${flow.id}</code></td>
		<td>${flow.published ? 'published' : html`<span class="quiet">not published</span>`}</td>
	</tr>`;
}
