import { describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { SECRET, useAppcues, useFastTime } from '../support/appcues.cjs';
import { inferSchema } from './inferSchema.cjs';
import { KNOWN_FIELDS, SCHEMA_SAMPLES } from './schemaSamples.cjs';

const ROOT = join(__dirname, '../..');

/** Where n8n looks for the schemas of version 1 of a node: a folder of them, or one file. */
const VERSION = 'v1.0.0';

/** The folders of the nodes. */
const folders = (
	JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { n8n: { nodes: string[] } }
).n8n.nodes.map((file) => basename(file, '.node.js'));

const appcues = useAppcues();
useFastTime();

interface Documented {
	type: string;
	operation?: string;
	/** Below the folder `__schema__` of the node. */
	path: string;
}

/** Everything that returns items: the operations of a node, or the node itself. */
function documented(folder: string): Documented[] {
	const type = folder.charAt(0).toLowerCase() + folder.slice(1);
	const { properties } = appcues.engine.description(type);
	const ofNode = properties.filter(({ name }) => name === 'operation');
	if (ofNode.length === 0) return [{ type, path: `${VERSION}.json` }];
	return ofNode.flatMap(({ displayOptions, options = [] }) =>
		options.map((option) => {
			const operation = String('value' in option && option.value);
			const resource = String(displayOptions?.show?.resource?.[0]);
			return { type, operation, path: join(VERSION, resource, `${operation}.json`) };
		}),
	);
}

const schemaFolder = (folder: string) => join(ROOT, 'nodes', folder, '__schema__');

/** Returns the text of the schema of all samples. */
async function schemaOf({ type, operation }: Documented): Promise<string> {
	const samples = SCHEMA_SAMPLES.filter(
		(sample) => sample.type === type && sample.operation === operation,
	);
	const items = [];
	for (const sample of samples) {
		appcues.fake.reset();
		appcues.fake.account().keys.push({ key: 'test-api-key', secret: SECRET });
		items.push(...(await sample.output(appcues)));
	}
	return `${JSON.stringify(inferSchema(items, KNOWN_FIELDS[`${type} ${operation}`]))}\n`;
}

// `__schema__` tells n8n's editor which fields a node usually returns, before its first run.
describe.each(folders)('the schemas of %s', (folder) => {
	it('are those of its samples', async () => {
		const found: Record<string, string> = {};
		for (const each of documented(folder)) found[each.path] = await schemaOf(each);
		if (process.env.UPDATE_DOCS) write(schemaFolder(folder), found);
		expect(read(schemaFolder(folder))).toEqual(found);
	});

	it('have fields, each with a type', () => {
		const texts = Object.entries(read(schemaFolder(folder)));
		// The editor ignores schemas without fields.
		expect(texts.filter(([, text]) => text.includes('"properties":{}'))).toEqual([]);
		// A field that is null in all samples needs another sample.
		expect(texts.filter(([, text]) => text.includes('{"type":"null"}'))).toEqual([]);
	});

	// The build is older than schemas that were just written.
	(process.env.UPDATE_DOCS ? it.skip : it)('are in the package', () => {
		expect(parsed(join(ROOT, 'dist/nodes', folder, '__schema__'))).toEqual(
			parsed(schemaFolder(folder)),
		);
	});
});

/** Returns the text of each file below a folder. */
function read(folder: string): Record<string, string> {
	if (!existsSync(folder)) return {};
	const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	return Object.fromEntries(
		paths
			.filter((path) => path.endsWith('.json'))
			.map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
	);
}

const parsed = (folder: string) =>
	Object.entries(read(folder)).map(([path, text]): [string, unknown] => [path, JSON.parse(text)]);

function write(folder: string, texts: Record<string, string>): void {
	rmSync(folder, { recursive: true, force: true });
	for (const [path, text] of Object.entries(texts)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
}
