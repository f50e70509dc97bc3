import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeTypeDescription } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { useAppcues } from '../support/appcues.cjs';

const appcues = useAppcues();

const { n8n } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
	n8n: { nodes: string[] };
};

const types = n8n.nodes.map((file) => {
	const name = basename(file, '.node.js');
	return name.charAt(0).toLowerCase() + name.slice(1);
});

const SEVERAL = [{ id: 'a' }, { id: 'b' }];
const PER_ITEM = /^This node runs once for each input item, unless 'Execute Once' is on/;

describe('The hint about Execute Once', () => {
	const SHOWN: Array<[string, IDataObject]> = [
		['appcuesExport', { operation: 'events' }],
		['appcuesExport', { operation: 'segmentMembers' }],
		['appcuesExport', { operation: 'npsResponses' }],
		[
			'appcuesExport',
			{ operation: 'events', timeRange: 'custom', startTime: '={{ $now.minus({ days: 7 }) }}' },
		],
		['appcuesAnalytics', { operation: 'query' }],
		['appcuesAnalytics', { operation: 'export', endTime: '={{ $today }}' }],
		['appcuesAccount', { resource: 'tag', operation: 'getAllTags' }],
		['appcuesAccount', { resource: 'sdkKey', operation: 'getAllSdkKeys' }],
		['appcuesAccount', { resource: 'ingestionRule', operation: 'getIngestionRules' }],
	];

	it.each(SHOWN)('is shown for several items: %s %j', (type, parameters) => {
		const hints = appcues.engine.hintsBefore(type, parameters, SEVERAL);
		expect(hints).toEqual([expect.stringMatching(PER_ITEM)]);
	});

	it.each(SHOWN)('is not shown for one item: %s %j', (type, parameters) => {
		expect(appcues.engine.hintsBefore(type, parameters, [{ id: 'a' }])).toEqual([]);
	});

	it.each([
		[
			'appcuesExport',
			{ operation: 'events', timeRange: 'custom', startTime: '={{ $json.since }}' },
		],
		[
			'appcuesExport',
			{
				operation: 'segmentMembers',
				segmentId: { __rl: true, mode: 'id', value: '={{ $json["id"] }}' },
			},
		],
		[
			'appcuesAnalytics',
			{ operation: 'query', timeRange: 'custom', startTime: "={{ $('Set').item.json.since }}" },
		],
	])('is not shown when a parameter reads the item: %s %j', (type, parameters) => {
		expect(appcues.engine.hintsBefore(type, parameters, SEVERAL)).toEqual([]);
	});

	it.each([
		['appcuesAccount', { resource: 'tag', operation: 'getTag' }],
		['appcuesAccount', { resource: 'sdkKey', operation: 'createSdkKey', name: 'x' }],
		// n8n shows its own hint for `getAll`.
		['appcuesFlow', { operation: 'getAll' }],
		['appcuesSegment', { operation: 'addUsers', userIds: 'ada' }],
		['appcuesImport', { operation: 'profiles' }],
	])('is not shown for other operations: %s %j', (type, parameters) => {
		expect(appcues.engine.hintsBefore(type, parameters, SEVERAL)).toEqual([]);
	});
});

describe('What n8n knows about the nodes', () => {
	const described = (): INodeTypeDescription[] =>
		types.map((type) => appcues.engine.description(type));

	it('is which of them are tools: all that return no keys and start no workflow', () => {
		const others = described().filter(({ usableAsTool }) => usableAsTool !== true);
		expect(others.map(({ name }) => name)).toEqual(
			types.filter((type) => type === 'appcuesAccount' || type.endsWith('Trigger')),
		);
	});

	it('is which fields of the output are secrets', () => {
		const secret = described().filter(({ sensitiveOutputFields }) => sensitiveOutputFields);
		expect(secret.map(({ name, sensitiveOutputFields }) => [name, sensitiveOutputFields])).toEqual([
			['appcuesAccount', ['key', 'secret']],
			['appcuesAnalytics', ['downloadUrl']],
			['appcuesExport', ['downloadUrl']],
			['appcuesJob', ['downloadUrl']],
		]);
	});

	it("is a hint for its workflow builder, which names the package's own nodes", () => {
		for (const { name, builderHint } of described()) {
			expect([name, builderHint?.searchHint]).toEqual([name, expect.stringMatching(/^.{40,400}$/)]);
			for (const { nodeType } of builderHint?.relatedNodes ?? []) {
				expect(types).toContain(nodeType.replace('n8n-nodes-appcues.', ''));
			}
		}
	});
});

describe('The search in the node panel', () => {
	it.each([
		['track event', 'AppcuesImport'],
		['csv import', 'AppcuesImport'],
		['user properties', 'AppcuesEndUser'],
		['audience', 'AppcuesSegment'],
		['add user to segment', 'AppcuesSegment'],
		['nps export', 'AppcuesExport'],
		['company properties', 'AppcuesGroup'],
		['publish flow', 'AppcuesFlow'],
		['wait for job', 'AppcuesJob'],
	])('finds "%s" in %s', (words, name) => {
		const file = join(__dirname, `../../nodes/${name}/${name}.node.json`);
		const { alias } = JSON.parse(readFileSync(file, 'utf8')) as { alias: string[] };
		expect(alias.map((each) => each.toLowerCase())).toContain(words);
		expect(new Set(alias.map((each) => each.toLowerCase())).size).toBe(alias.length);
	});
});
