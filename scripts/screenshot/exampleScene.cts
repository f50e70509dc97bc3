import { join } from 'node:path';

import type { Editor } from '../../dev/n8n/editor.cjs';
import { readExample } from '../../dev/n8n/examples.cjs';
import type { N8nClient } from '../../dev/n8n/n8nClient.cjs';
import { readContacts } from '../start/contacts.cjs';
import { EXAMPLE } from '../start/runExample.cjs';
import { IMAGES, SIZE } from './picture.cjs';

const NODE = 'Add to Segment';

/** Runs the CRM example and takes crm-example.png, segment-node.png and node-panel.png. */
export async function picturesOfExample(editor: Editor, n8n: N8nClient): Promise<void> {
	const workflow = await n8n.findWorkflow(readExample(EXAMPLE).name);
	if (!workflow) throw new Error('The example is not in this n8n. Start it with npm start');
	await editor.openWorkflow(workflow.id);
	await runInEditor(editor);
	await pictureOfCanvas(editor);
	await pictureOfOpenNode(editor);
	await pictureOfPanel(editor);
}

/** As a user tests it: "Execute workflow", then a post to the test URL. */
async function runInEditor({ page, url }: Editor): Promise<void> {
	await page.getByTestId('execute-workflow-button').click();
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

async function pictureOfCanvas({ page }: Editor): Promise<void> {
	await page.getByTestId('zoom-to-fit').click();
	await page.waitForTimeout(1000); // the zoom moves
	await page.screenshot({ path: join(IMAGES, 'crm-example.png') });
}

async function pictureOfOpenNode(editor: Editor): Promise<void> {
	const { page } = editor;
	await editor.openNode(NODE);
	await editor.output.waitFor();
	await page.mouse.move(SIZE.width / 2, SIZE.height - 5); // nothing should be highlighted
	await page.waitForTimeout(1500); // panels slide in, the list of segments loads
	await page.screenshot({ path: join(IMAGES, 'segment-node.png') });
}

async function pictureOfPanel(editor: Editor): Promise<void> {
	const { page } = editor;
	await page.keyboard.press('Escape');
	await editor.searchNodes('appcues');
	await page.getByText('Appcues Export').first().waitFor();
	await page.waitForTimeout(1000); // the results slide in
	await page.screenshot({ path: join(IMAGES, 'node-panel.png') });
}
