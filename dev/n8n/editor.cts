import type { Locator, Page } from 'playwright-core';

import type { Login } from './n8nClient.cjs';

/** What a user does in n8n's editor, named like its menus. The names are those of n8n 2.41. */
export class Editor {
	/** @param url of n8n, without a trailing slash */
	constructor(
		readonly page: Page,
		readonly url: string,
	) {}

	/** The open node: input, parameters, output. */
	get node(): Locator {
		return this.id('ndv');
	}

	get output(): Locator {
		return this.id('output-panel');
	}

	/** Shows how many items the open node returned. */
	get outputItems(): Locator {
		return this.output.getByTestId('ndv-items-count');
	}

	/** All parameters of the open node. */
	get parameters(): Locator {
		return this.id('node-parameters').locator('.parameter-input-list-wrapper').first();
	}

	/** The dialog of a credential. */
	get credential(): Locator {
		return this.id('editCredential-modal');
	}

	async logIn({ email, password }: Login): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.fill('input[name=emailOrLdapLoginId]', email);
		await this.page.fill('input[name=password]', password);
		await this.id('form-submit-button').click();
		await this.page.waitForURL(/\/(home|workflow)/);
	}

	/** @param id default: a new workflow */
	async openWorkflow(id = 'new'): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.id('canvas-wrapper').waitFor();
	}

	/** Opens the node panel of a workflow and types into its search field. */
	async searchNodes(text: string): Promise<void> {
		const search = this.id('node-creator-search-bar');
		if (!(await search.isVisible())) {
			const isEmpty = this.id('canvas-plus-button');
			const plus = isEmpty.or(this.id('node-creator-plus-button'));
			await plus.first().click();
		}
		await search.fill(text);
	}

	/** Adds a node that `searchNodes` found. @param action as the panel lists it */
	async addNode(name: string, action: string): Promise<void> {
		await this.openActions(name);
		await this.chooseAction(action);
	}

	/** Opens the list of actions of a node that `searchNodes` found. */
	async openActions(name: string): Promise<void> {
		await this.id('node-creator-item-name')
			.filter({ hasText: exactly(name) })
			.click();
	}

	/** Adds the node with an action of the open list. */
	async chooseAction(action: string): Promise<void> {
		await this.id('node-creator-item-name')
			.filter({ hasText: exactly(action) })
			.click();
		await this.node.waitFor();
	}

	/** A node on the canvas. */
	canvasNode(name: string): Locator {
		return this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
	}

	async openNode(name: string): Promise<void> {
		await this.canvasNode(name).dblclick();
		await this.node.waitFor();
	}

	/** Opens the dialog of a new credential from the open node. */
	async newCredential(): Promise<void> {
		const select = this.id('node-credentials-select');
		const item = this.id('node-credentials-select-item-new');
		await select.click();
		await item.click();
		await this.credential.waitFor();
	}

	/** Selects or types the fields of the open credential. @param fields by parameter name */
	async fillCredential(fields: Record<string, string>): Promise<void> {
		for (const [name, value] of Object.entries(fields)) {
			const field = this.credential.getByTestId(`parameter-input-${name}`);
			if (name === 'region') {
				await field.click();
				await this.page.getByRole('option', { name: value }).click();
			} else {
				await field.locator('input').fill(value);
			}
		}
	}

	async saveCredential(): Promise<void> {
		await this.credential.getByTestId('credential-save-button').click();
	}

	/** Opens the dialog of the open node's credential, which n8n then tests. */
	async editCredential(): Promise<void> {
		await this.id('credential-edit-button').click();
		await this.credential.waitFor();
	}

	async closeCredential(): Promise<void> {
		await this.credential.getByRole('button', { name: 'Close' }).first().click();
		await this.credential.waitFor({ state: 'hidden' });
	}

	/** Selects from the list of a resource locator. @param parameter its name, such as `segmentId` */
	async chooseFromList(parameter: string, name: string): Promise<void> {
		const item = this.id('rlc-item').filter({ hasText: name });
		if (!(await item.isVisible())) await this.openList(parameter);
		await item.click();
	}

	/** Opens the list of a resource locator, and waits for its entries. */
	async openList(parameter: string): Promise<void> {
		await this.id(`resource-locator-${parameter}`).getByTestId('rlc-input').click();
		await this.id('rlc-item').first().waitFor();
	}

	/** Types into a text field of the open node. */
	async fill(parameter: string, text: string): Promise<void> {
		const field = this.id(`parameter-input-${parameter}`);
		await field.locator('input, textarea').first().fill(text);
	}

	/** Drags a field of the input, in its schema view, into a field of the open node. */
	async dragField(name: string, parameter: string): Promise<void> {
		const field = this.id('ndv-input-panel')
			.locator('[data-target=mappable]')
			.filter({ hasText: exactly(name) });
		const target = this.id(`parameter-input-${parameter}`);
		const before = await this.valueOf(parameter);
		await field.first().hover();
		await this.page.mouse.down();
		await field.first().hover({ position: { x: 8, y: 8 } });
		await target.hover();
		await target.hover({ position: { x: 30, y: 12 } });
		await this.page.mouse.up();
		while ((await this.valueOf(parameter)) === before) await this.page.waitForTimeout(50);
	}

	/** Returns what a text field of the open node contains. */
	async valueOf(parameter: string): Promise<string> {
		const field = this.id(`parameter-input-${parameter}`);
		return await field.locator('input, textarea').first().inputValue();
	}

	/** Closes the open node. */
	async closeNode(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.node.waitFor({ state: 'hidden' });
	}

	async executeStep(): Promise<void> {
		await this.id('node-execute-button').click();
	}

	async showOutputAs(view: 'schema' | 'table' | 'json'): Promise<void> {
		await this.output.getByTestId(`radio-button-${view}`).click();
	}

	private id(name: string): Locator {
		return this.page.getByTestId(name);
	}
}

const exactly = (text: string): RegExp =>
	new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
