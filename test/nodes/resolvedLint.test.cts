import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ESLint } from 'eslint';
import { spawnSync } from 'node:child_process';
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	realpathSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { entryOf } from '../../dev/elements.cjs';

/*
 * n8n's lint rules read the literals in a *.node.ts file. They don't see what a description takes from shared files, so
 * this test writes each description as one literal and lints it with n8n's own configuration.
 */

const ROOT = join(__dirname, '../..');

/** `AppcuesFlow` for each node: the name of its class and of its folder. */
const names = (
	JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { n8n: { nodes: string[] } }
).n8n.nodes.map((file) => basename(file, '.node.js'));

const pathOf = (name: string) => join('nodes', name, `${name}.node.ts`);

/** Rules that don't fit, as arguments of ESLint. */
const EXCEPTIONS = [
	// It wants "Get Many" alone. Our labels name the resource: "Get Many Flows".
	'n8n-nodes-base/node-param-option-name-wrong-for-get-many',
].flatMap((rule) => ['--rule', `${rule}: off`]);

/** What ESLint found, by file. */
let findings: Map<string, string[]>;
let folder: string;

beforeAll(() => {
	folder = realpathSync(mkdtempSync(join(tmpdir(), 'appcues-lint-')));
	for (const path of [
		'package.json',
		'tsconfig.json',
		'eslint.config.mjs',
		'icons',
		'credentials',
	]) {
		cpSync(join(ROOT, path), join(folder, path), { recursive: true });
	}
	symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
	for (const name of names) writeNode(name);
	findings = lint();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function writeNode(name: string): void {
	const path = pathOf(name);
	const classes = jest.requireActual<Record<string, new () => INodeType>>(join(ROOT, path));
	mkdirSync(join(folder, dirname(path)), { recursive: true });
	writeFileSync(join(folder, path), source(name, new (entryOf(classes, name))()));
	const codex = path.replace(/ts$/, 'json');
	cpSync(join(ROOT, codex), join(folder, codex));
}

const WEBHOOK = `webhookMethods = {
		default: {
			async checkExists() { return true; },
			async create() { return true; },
			async delete() { return true; },
		},
	};

	async webhook() { return {}; }`;

/** Returns a node's source with its description as one literal. */
function source(name: string, { description, webhook }: INodeType): string {
	return `import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

export class ${name} implements INodeType {
	description: INodeTypeDescription = ${literal(withVisibleResource(description))};

	${webhook ? WEBHOOK : 'async execute() { return [[]]; }'}
}
`;
}

/**
 * Returns a description in which `resource` is a dropdown. `resource-operation-pattern` doesn't know the hidden parameter
 * of n8n's own nodes with one resource, such as Postgres.
 */
const withVisibleResource = (description: INodeTypeDescription): INodeTypeDescription => ({
	...description,
	properties: description.properties.map((property) =>
		property.name === 'resource' ? { ...property, type: 'options' } : property,
	),
});

/** Returns a value as source, with unquoted keys, as the rules expect it. */
function literal(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map((each) => literal(each)).join(', ')}]`;
	if (typeof value !== 'object' || value === null) return String(JSON.stringify(value));
	const entries = Object.entries(value)
		// n8n's rules want `usableAsTool`, if only to say that a node isn't a tool.
		.filter(([key, each]) => each !== undefined || key === 'usableAsTool')
		.map(
			([key, each]) =>
				`${nameOf(key)}: ${isConnections(key) ? connections(each) : literal(each)},\n`,
		);
	return `{\n${entries.join('')}}`;
}

const nameOf = (key: string) => (/^[A-Za-z_]\w*$/.test(key) ? key : JSON.stringify(key));

const isConnections = (key: string) => key === 'inputs' || key === 'outputs';

const connections = (types: string[]) =>
	`[${types.map(() => 'NodeConnectionTypes.Main').join(', ')}]`;

/** Runs ESLint in a process of its own: jest can't load its plugins, which are ES modules. */
function lint(): Map<string, string[]> {
	const eslint = join(ROOT, 'node_modules/eslint/bin/eslint.js');
	// With NODE_ENV=test, which jest sets, n8n's rules take every file for one of their own tests.
	const env = { ...process.env, NODE_ENV: undefined };
	const options = { cwd: folder, env, encoding: 'utf8', maxBuffer: 100_000_000 } as const;
	const { stdout, stderr } = spawnSync(
		process.execPath,
		[eslint, '--format=json', ...EXCEPTIONS, 'nodes'],
		options,
	);
	if (stdout === '') throw new Error(stderr);
	const results = JSON.parse(stdout) as ESLint.LintResult[];
	return new Map(
		results.map(({ filePath, messages }) => {
			const lines = readFileSync(filePath, 'utf8').split('\n');
			const each = messages.map(
				({ line, message, ruleId }) => `${ruleId}: ${message} At: ${lines[line - 1]}`,
			);
			return [relative(folder, filePath), each];
		}),
	);
}

describe('The resolved description', () => {
	it.each(names)("of %s passes n8n's lint rules", (name) => {
		expect(findings.get(pathOf(name))).toEqual([]);
	});
});
