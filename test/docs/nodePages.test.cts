import { describe, expect, it } from '@jest/globals';
import type { INodeTypeDescription } from 'n8n-workflow';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { entryOf } from '../../dev/elements.cjs';
import { useAppcues, useFastTime } from '../support/appcues.cjs';
import { endpoints } from './endpoints.cjs';
import { eventsByKind } from './eventTable.cjs';
import { NodePage, pageNameOf, pageNames } from './nodePage.cjs';
import { commonRows, commonTable, nodeReference, parametersOf } from './nodeReference.cjs';
import { panelOf, wrongFields } from './panel.cjs';
import { asBlock, settled } from './sampleBlock.cjs';
import { SAMPLES } from './samples.cjs';

const ROOT = join(__dirname, '../..');
const PAGES_URL = 'https://github.com/n8n-nodes-appcues/n8n-nodes-appcues/blob/main/docs/nodes';

/** The nodes of the package: their folders and types. */
const nodes = (
	JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { n8n: { nodes: string[] } }
).n8n.nodes.map((file) => {
	const name = basename(file, '.node.js');
	const type = name.charAt(0).toLowerCase() + name.slice(1);
	return { name, type, page: pageNameOf(type) };
});

const appcues = useAppcues();
useFastTime();

/** n8n adds the poll times to every polling trigger. */
const withoutPollTimes = ({ properties, ...description }: INodeTypeDescription) => ({
	...description,
	properties: properties.filter(({ name }) => name !== 'pollTimes'),
});

/** The parameters that several nodes have. */
const common = () => commonRows(nodes.map(({ type }) => appcues.engine.description(type)));

describe('docs/nodes', () => {
	it('describes what several nodes have in common', () => {
		const page = new NodePage('README');
		if (process.env.UPDATE_DOCS) page.write('reference', commonTable(common()));
		expect(page.read('reference')).toBe(commonTable(common()));
	});

	it('has a page for every node, and lists them all', () => {
		const pages = nodes.map(({ page }) => page).sort();
		expect(pageNames().sort()).toEqual(pages);
		const index = readFileSync(join(ROOT, 'docs/nodes/README.md'), 'utf8');
		for (const page of pages) expect(index).toContain(`](${page}.md)`);
	});

	describe.each(nodes)('$page', ({ name, type, page: pageName }) => {
		const page = new NodePage(pageName);

		it('is where the node links to', () => {
			const codex = JSON.parse(
				readFileSync(join(ROOT, 'nodes', name, `${name}.node.json`), 'utf8'),
			) as { resources: { primaryDocumentation: Array<{ url: string }> } };
			expect(codex.resources.primaryDocumentation).toEqual([
				{ url: `${PAGES_URL}/${pageName}.md` },
			]);
		});

		it('shows the panel with a description of the image', () => {
			expect(page.byHand).toMatch(
				new RegExp(`^!\\[[^\\]]{20,}\\]\\(\\.\\./images/nodes/${pageName}\\.png\\)$`, 'm'),
			);
			expect(existsSync(join(ROOT, `docs/images/nodes/${pageName}.png`))).toBe(true);
		});

		it('has recipes that name fields and options as the panel does', () => {
			const panel = panelOf(appcues.engine.description(type).properties);
			const { count, wrong } = wrongFields(page.byHand, panel);
			expect(wrong).toEqual([]);
			expect(count).toBeGreaterThan(1);
		});

		it('has a reference that matches the node', () => {
			const description = appcues.engine.description(type);
			const events = eventsByKind(description);
			const reference = type.endsWith('Trigger')
				? `${parametersOf(withoutPollTimes(description))}${events && `\n\n### Events\n\n${events}`}`
				: nodeReference(description, endpoints(description.displayName), common());
			if (process.env.UPDATE_DOCS) page.write('reference', reference);
			expect(page.read('reference')).toBe(reference);
		});

		const samples = SAMPLES[pageName] ?? {};

		it('has the samples that are tested', () => {
			expect(page.samples.sort()).toEqual(Object.keys(samples).sort());
		});

		it.each(Object.keys(samples))('shows the real output: %s', async (sample) => {
			const output = await entryOf(samples, sample).output(appcues);
			const inPage = () => settled(page.read(`sample ${sample}`));
			if (process.env.UPDATE_DOCS && inPage() !== settled(asBlock(output))) {
				page.write(`sample ${sample}`, asBlock(output));
			}
			expect(inPage()).toBe(settled(asBlock(output)));
		});
	});
});
