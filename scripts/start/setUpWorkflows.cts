import { CREDENTIAL_TYPE, demoCredentialData } from '../local-n8n/demoCredential.cjs';
import { exampleFiles, importExample } from '../local-n8n/examples.cjs';
import { N8nClient } from '../local-n8n/n8nClient.cjs';
import type { StoredWorkflow } from '../local-n8n/types.cjs';
import { logIn } from './login.cjs';
import { EXAMPLE } from './runExample.cjs';

/**
 * Makes everything in a started n8n that the demonstration needs: owner, credential, all examples.
 *
 * @returns the CRM example, published
 * @throws {SetupError} when a kept n8n has another owner by now
 */
export async function setUpWorkflows(n8nUrl: string, fakeUrl: string): Promise<StoredWorkflow> {
	const n8n = new N8nClient(n8nUrl);
	await logIn(n8n);
	const data = demoCredentialData(fakeUrl);
	const credential = await n8n.saveCredential('Pretend Appcues account', CREDENTIAL_TYPE, data);
	let example: StoredWorkflow | undefined;
	for (const file of exampleFiles()) {
		const workflow = await importExample(n8n, file, credential);
		if (file === EXAMPLE) example = workflow;
	}
	if (!example) throw new Error(`examples/${EXAMPLE} is missing`);
	if (example.active) await n8n.waitUntilPublished(example.id);
	else await n8n.activate(example);
	return example;
}
