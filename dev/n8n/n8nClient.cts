import type { IDataObject, INodeTypeDescription } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';

import { N8nRestError, RestClient } from './restClient.cjs';
import type * as N8n from './types.cjs';
import { unflatten } from './unflatten.cjs';

export interface Login {
	email: string;
	password: string;
}

const POLL_MS = 100;
const UNFINISHED = ['new', 'running', 'waiting'];

/** Controls an n8n as its editor does. Times are milliseconds. */
export class N8nClient extends RestClient {
	/** Creates the owner of a new n8n, or logs in as the owner of an existing one. */
	async setUpOrLogIn({ email, password }: Login): Promise<void> {
		const { userManagement } = await this.settings();
		if (userManagement.showSetupOnFirstLoad) {
			const owner = { email, password, firstName: 'Appcues', lastName: 'Demo' };
			await this.rest('POST', '/owner/setup', owner);
		} else {
			await this.rest('POST', '/login', { emailOrLdapLoginId: email, password });
		}
	}

	/** n8n 2.8 reports that it is ready a moment before its API is. */
	private async settings(within = 30_000): Promise<N8n.Settings> {
		const end = Date.now() + within;
		for (;;) {
			try {
				return await this.rest('GET', '/settings');
			} catch (error) {
				const isEarly = error instanceof N8nRestError && (error.isUnknownPath || error.isStarting);
				if (!isEarly || Date.now() > end) throw error;
			}
			await sleep(POLL_MS);
		}
	}

	async createCredential(
		name: string,
		type: string,
		data: IDataObject,
	): Promise<N8n.StoredCredential> {
		return await this.rest('POST', '/credentials', { name, type, data });
	}

	/** Creates the credential, or updates the one with that name and type. */
	async saveCredential(
		name: string,
		type: string,
		data: IDataObject,
	): Promise<N8n.StoredCredential> {
		const all = await this.rest<N8n.StoredCredential[]>('GET', '/credentials');
		const known = all.find((each) => each.name === name && each.type === type);
		if (!known) return await this.createCredential(name, type, data);
		return await this.rest('PATCH', `/credentials/${known.id}`, { name, type, data });
	}

	/** Does what the editor does when a credential is saved. */
	async testCredential(
		{ id, name, type }: N8n.StoredCredential,
		data: IDataObject,
	): Promise<N8n.CredentialTestResult> {
		return await this.rest('POST', '/credentials/test', { credentials: { id, name, type, data } });
	}

	async createWorkflow(workflow: N8n.WorkflowFile): Promise<N8n.StoredWorkflow> {
		const settings = { executionOrder: 'v1', ...workflow.settings };
		return await this.rest('POST', '/workflows', { ...workflow, settings });
	}

	/** Returns the workflow with exactly that name, including its nodes. */
	async findWorkflow(name: string): Promise<N8n.StoredWorkflow | undefined> {
		const filter = encodeURIComponent(JSON.stringify({ name }));
		const found = await this.rest<N8n.StoredWorkflow[]>('GET', `/workflows?filter=${filter}`);
		const match = found.find((workflow) => workflow.name === name);
		return match && (await this.rest('GET', `/workflows/${match.id}`));
	}

	/** Publishes a workflow and waits until its triggers listen. */
	async activate({ id, versionId }: N8n.StoredWorkflow): Promise<void> {
		await this.rest('POST', `/workflows/${id}/activate`, { versionId });
		await this.waitUntilPublished(id);
	}

	/** n8n registers triggers in the background, after activating and after a start. */
	async waitUntilPublished(id: string, within = 30_000): Promise<void> {
		const end = Date.now() + within;
		for (;;) {
			const { status, triggers } = await this.publication(id);
			if (status === 'published') return;
			if (status === 'failed' || Date.now() > end) {
				throw new Error(`Workflow ${id} is ${status}: ${JSON.stringify(triggers)}`);
			}
			await sleep(POLL_MS);
		}
	}

	/** n8n 2.8 doesn't have this status. Its triggers listen once the activation request has finished. */
	private async publication(id: string): Promise<N8n.Publication> {
		try {
			return await this.rest('GET', `/workflows/${id}/publication-status`);
		} catch (error) {
			if (error instanceof N8nRestError && error.isUnknownPath) return { status: 'published' };
			throw error;
		}
	}

	/**
	 * Starts a stored workflow as the editor's "Execute workflow" button does.
	 *
	 * @param trigger the name of the node to start from
	 * @returns the execution's ID
	 */
	async start(workflow: N8n.StoredWorkflow, trigger: string): Promise<string> {
		const body = { workflowData: workflow, triggerToStartFrom: { name: trigger } };
		const path = `/workflows/${workflow.id}/run`;
		return (await this.rest<{ executionId: string }>('POST', path, body)).executionId;
	}

	/** Starts a workflow and returns the execution once it has finished. */
	async run(workflow: N8n.StoredWorkflow, trigger: string): Promise<N8n.Execution> {
		return await this.waitForExecution(await this.start(workflow, trigger));
	}

	async waitForExecution(id: string, within = 60_000): Promise<N8n.Execution> {
		const end = Date.now() + within;
		for (;;) {
			const execution = await this.rest<N8n.Execution & { data: unknown }>(
				'GET',
				`/executions/${id}`,
			);
			if (!UNFINISHED.includes(execution.status)) return decoded(execution);
			if (Date.now() > end) throw new Error(`Execution ${id} is still ${execution.status}`);
			await sleep(POLL_MS);
		}
	}

	/** Cancels an execution, as the editor's Stop button does. */
	async stopExecution(id: string): Promise<void> {
		await this.rest('POST', `/executions/${id}/stop`);
	}

	/** Returns all node types that n8n has loaded, as the editor gets them. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		return await this.file<INodeTypeDescription[]>('/types/nodes.json');
	}
}

function decoded(execution: N8n.Execution & { data: unknown }): N8n.Execution {
	if (typeof execution.data !== 'string') return execution;
	return { ...execution, data: unflatten(execution.data) as N8n.Execution['data'] };
}
