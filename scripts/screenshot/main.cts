import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';

import { keepLogin, launchBrowser } from '../browser/launchBrowser.cjs';
import { readExample } from '../local-n8n/examples.cjs';
import { N8nClient, type Login } from '../local-n8n/n8nClient.cjs';
import { ROOT } from '../local-n8n/paths.cjs';
import { readContacts } from '../start/contacts.cjs';
import { LOGIN } from '../start/login.cjs';
import { EXAMPLE } from '../start/runExample.cjs';

// Usage: node scripts/screenshot.mjs [--url http://127.0.0.1:5678] [--email …] [--password …]
// Runs the CRM example in the editor of an n8n that `npm start` has set up, and takes the pictures of
// the documentation. Needs Debian's chromium: apt-get install chromium fonts-liberation

const IMAGES = join(ROOT, 'docs/images');
const SIZE = { width: 1400, height: 900 };
const NODE = 'Add to Segment';

/** Takes docs/images/crm-example.png, segment-node.png and node-panel.png. */
export async function main(): Promise<void> {
	const { url, login } = readOptions();
	const n8n = new N8nClient(url);
	await n8n.setUpOrLogIn(login).catch((error: Error) => {
		throw new Error(
			`No n8n to log in to at ${url} (${error.message}): npm start first, or --url …`,
		);
	});
	const workflow = await n8n.findWorkflow(readExample(EXAMPLE).name);
	if (!workflow) throw new Error('The example is not in this n8n: start it with npm start');
	mkdirSync(IMAGES, { recursive: true });
	const browser = await launchBrowser();
	try {
		const context = await browser.newContext({ viewport: SIZE });
		await keepLogin(context, n8n);
		const page = await context.newPage();
		await page.goto(`${url}/workflow/${workflow.id}`);
		await runInEditor(page, url);
		await pictureOfCanvas(page);
		await pictureOfNode(page);
		await pictureOfPanel(page);
	} finally {
		await browser.close();
	}
}

function readOptions(): { url: string; login: Login } {
	const { values } = parseArgs({
		options: {
			url: { type: 'string', default: 'http://127.0.0.1:5678' },
			email: { type: 'string', default: LOGIN.email },
			password: { type: 'string', default: LOGIN.password },
		},
	});
	return { url: values.url, login: { email: values.email, password: values.password } };
}

/** As a user tries it out: "Execute workflow", then post to the test address. */
async function runInEditor(page: Page, url: string): Promise<void> {
	await page.locator(node(NODE)).waitFor();
	await page.locator('[data-test-id=execute-workflow-button]').click();
	await page.getByText('Waiting for trigger event').first().waitFor();
	const response = await fetch(`${url}/webhook-test/crm-contacts`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(readContacts()),
	});
	if (!response.ok) throw new Error(`The run got ${response.status}: ${await response.text()}`);
	await page.getByText('Workflow executed successfully').first().waitFor();
	await page.locator('.el-notification__closeBtn').first().click(); // it would hide the output
}

async function pictureOfCanvas(page: Page): Promise<void> {
	await page.locator('[data-test-id=zoom-to-fit]').click();
	await page.waitForTimeout(1000); // the zoom moves
	await page.screenshot({ path: join(IMAGES, 'crm-example.png') });
}

async function pictureOfNode(page: Page): Promise<void> {
	await page.locator(node(NODE)).dblclick();
	await page.locator('[data-test-id=output-panel]').waitFor();
	await page.mouse.move(SIZE.width / 2, SIZE.height - 5); // nothing is to be lit up
	await page.waitForTimeout(1500); // panels slide in, the list of segments loads
	await page.screenshot({ path: join(IMAGES, 'segment-node.png') });
}

async function pictureOfPanel(page: Page): Promise<void> {
	await page.keyboard.press('Escape');
	await page.locator('[data-test-id=node-creator-plus-button]').click();
	await page.locator('[data-test-id=node-creator-search-bar]').fill('appcues');
	await page.getByText('Appcues Export').first().waitFor();
	await page.waitForTimeout(1000); // the results slide in
	await page.screenshot({ path: join(IMAGES, 'node-panel.png') });
}

const node = (name: string): string => `[data-test-id=canvas-node][data-node-name="${name}"]`;
