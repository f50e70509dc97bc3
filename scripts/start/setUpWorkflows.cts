import { CREDENTIAL_TYPE, demoCredentialData } from '../../dev/n8n/demoCredential.cjs';
import { exampleFiles, importExample } from '../../dev/n8n/examples.cjs';
import { N8nClient } from '../../dev/n8n/n8nClient.cjs';
import type { StoredWorkflow } from '../../dev/n8n/types.cjs';
import { logIn } from './login.cjs';
import { EXAMPLE } from './runExample.cjs';

/** The demo workflows in n8n. */
export interface Workflows {
	/** The CRM example, published. */
	crm: StoredWorkflow;
	/** All other examples, not published, because they need URLs or events of the user's own. */
	others: StoredWorkflow[];
}

/**
 * Creates everything that the demo needs in a started n8n: owner, credential, all examples.
 *
 * @throws {SetupError} when a kept n8n has another owner by now
 */
export async function setUpWorkflows(n8nUrl: string, fakeUrl: string): Promise<Workflows> {
	const n8n = new N8nClient(n8nUrl);
	await logIn(n8n);
	const data = demoCredentialData(fakeUrl);
	const credential = await n8n.saveCredential('Appcues demo account', CREDENTIAL_TYPE, data);
	let crm: StoredWorkflow | undefined;
	const others: StoredWorkflow[] = [];
	for (const file of exampleFiles()) {
		const workflow = await importExample(n8n, file, credential);
		if (file === EXAMPLE) crm = workflow;
		else others.push(workflow);
	}
	if (!crm) throw new Error(`examples/${EXAMPLE} is missing`);
	if (crm.active) await n8n.waitUntilPublished(crm.id);
	else await n8n.activate(crm);
	return { crm, others };
}
