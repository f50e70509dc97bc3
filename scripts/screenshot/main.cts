import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

import { elementAt } from '../../dev/elements.cjs';
import { Engine } from '../../dev/engine/engine.cjs';
import { Editor } from '../../dev/n8n/editor.cjs';
import { keepLogin, launchBrowser } from '../../dev/n8n/launchBrowser.cjs';
import { N8nClient } from '../../dev/n8n/n8nClient.cjs';
import { picturesOfExample } from './exampleScene.cjs';
import { readOptions } from './options.cjs';
import { pictureOfNode } from './pictureOfNode.cjs';
import { panelHash, type PanelHashes } from './panelHash.cjs';
import { HASHES, NODE_IMAGES, SIZE } from './picture.cjs';
import type { Scene } from './scene.cjs';
import { NODE_SCENES } from './scenes/index.cjs';

// Usage: npm run screenshots -- [--url http://127.0.0.1:5678] [--email …] [--password …] [--only example,segment]
// Takes the pictures of the documentation in the editor of an n8n that `npm start` has set up.
// Needs Debian's chromium: apt-get install chromium fonts-liberation

/** Takes the pictures in docs/images and docs/images/nodes. */
export async function main(args: string[]): Promise<void> {
	const { url, login, only } = readOptions(args);
	const n8n = new N8nClient(url);
	await n8n.setUpOrLogIn(login).catch((error: Error) => {
		throw new Error(
			`No n8n to log in to at ${url} (${error.message}). Run npm start first, or use --url …`,
		);
	});
	mkdirSync(NODE_IMAGES, { recursive: true });
	const browser = await launchBrowser();
	try {
		const context = await browser.newContext({ viewport: SIZE });
		await context.addInitScript("localStorage.setItem('N8N_THEME', 'light')");
		await keepLogin(context, n8n);
		const editor = new Editor(await context.newPage(), url);
		const wanted = (name: string) => only.length === 0 || only.includes(name);
		if (wanted('example')) await picturesOfExample(editor, n8n);
		for (const [name, scene] of Object.entries(NODE_SCENES)) {
			if (!wanted(name)) continue;
			await pictureOfNode(name, scene, editor, n8n);
			await noteHash(name, scene);
		}
	} finally {
		await browser.close();
	}
}

/** Writes down what a new picture shows, so that a test finds out when it is out of date. */
async function noteHash(name: string, { nodes }: Scene): Promise<void> {
	const { type, parameters } = elementAt(nodes, nodes.length - 1);
	const engine = await Engine.create();
	const description = engine.description(type.replace('n8n-nodes-appcues.', ''));
	const known = existsSync(HASHES) ? (JSON.parse(readFileSync(HASHES, 'utf8')) as PanelHashes) : {};
	const all = { ...known, [name]: panelHash(description, parameters) };
	const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
	writeFileSync(HASHES, `${JSON.stringify(sorted, null, '\t')}\n`);
}
