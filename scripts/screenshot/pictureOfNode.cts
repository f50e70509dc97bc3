import { join } from 'node:path';

import { elementAt } from '../../dev/elements.cjs';
import type { Editor } from '../../dev/n8n/editor.cjs';
import type { N8nClient } from '../../dev/n8n/n8nClient.cjs';
import { NODE_IMAGES, SIZE } from './picture.cjs';
import type { Scene } from './scene.cjs';
import { withWorkflow } from './temporaryWorkflow.cjs';

/** High enough for any node, to measure the height it needs. */
const TALL = 1600;
const LOW = 620;

/** Below the last parameter: n8n's footer and the window's edge. */
const FOOT = 90;

/** What covers the node: messages, and half of the previous and next nodes. */
const IN_THE_WAY = '.el-notification, [data-test-id=floating-nodes] { display: none !important }';

/** Opens and runs the last node of a scene, and saves docs/images/nodes/<name>.png. */
export async function pictureOfNode(
	name: string,
	scene: Scene,
	editor: Editor,
	n8n: N8nClient,
): Promise<void> {
	const { page } = editor;
	await page.setViewportSize({ ...SIZE, height: TALL });
	await withWorkflow(n8n, scene, async ({ id }) => {
		await editor.openWorkflow(id);
		await page.addStyleTag({ content: IN_THE_WAY });
		await editor.openNode(elementAt(scene.nodes, scene.nodes.length - 1).name);
		await editor.executeStep();
		await scene.call?.(n8n.url);
		await editor.outputItems.waitFor();
		await editor.showOutputAs(scene.output ?? 'json');
		const height = Math.max(LOW, scene.height ?? 0, await bottomOf(editor));
		await page.setViewportSize({ ...SIZE, height });
		await page.mouse.move(SIZE.width / 2, height - 5); // nothing should be highlighted
		await page.waitForTimeout(2000); // panels slide in, lists load
		await editor.node.screenshot({ path: join(NODE_IMAGES, `${name}.png`) });
	});
}

/** Returns where the window can end without hiding a parameter. */
async function bottomOf({ page, parameters }: Editor): Promise<number> {
	await page.waitForTimeout(1000); // values of expressions appear below them
	const box = await parameters.boundingBox();
	return Math.ceil((box?.y ?? 0) + (box?.height ?? 0)) + FOOT;
}
