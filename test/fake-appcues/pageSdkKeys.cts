import type { FakeAccount } from './account.cjs';
import { type Html, html } from './html.cjs';
import { table } from './pageTable.cjs';
import type { FakeSdkKey } from './sdkKey.cjs';

/** The SDK keys and what they are told to do, for the page; no secrets. */
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
