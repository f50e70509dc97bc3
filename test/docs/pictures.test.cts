import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { elementAt } from '../../dev/elements.cjs';
import { Engine } from '../../dev/engine/engine.cjs';
import { panelHash, type PanelHashes } from '../../scripts/screenshot/panelHash.cjs';
import { HASHES } from '../../scripts/screenshot/picture.cjs';
import { NODE_SCENES } from '../../scripts/screenshot/scenes/index.cjs';

const hashes = JSON.parse(readFileSync(HASHES, 'utf8')) as PanelHashes;

describe('the pictures in docs/images/nodes', () => {
	let engine: Engine;

	beforeAll(async () => {
		engine = await Engine.create();
	});

	it.each(Object.keys(NODE_SCENES))('%s shows the panel as it is', (name) => {
		const { nodes } = elementAt([NODE_SCENES[name]], 0) ?? { nodes: [] };
		const { type, parameters } = elementAt(nodes, nodes.length - 1);
		const description = engine.description(type.replace('n8n-nodes-appcues.', ''));
		// If this fails, take the picture again: npm start, then npm run screenshots.
		expect(hashes[name]).toBe(panelHash(description, parameters));
	});

	it('are those that the list names', () => {
		expect(Object.keys(hashes).sort()).toEqual(Object.keys(NODE_SCENES).sort());
		expect(HASHES).toBe(join(__dirname, '../../docs/images/nodes/panels.json'));
	});
});
