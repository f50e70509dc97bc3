import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../../../dev/setup/paths.cjs';
import { packageJson } from '../../../dev/setup/n8n/installN8n.cjs';
import {
	exactVersion,
	findN8nVersion,
	NEWEST,
	TESTED,
} from '../../../dev/setup/n8n/n8nVersion.cjs';
import { nodeForN8n, nodePackageJson } from '../../../dev/setup/n8n/nodeForN8n.cjs';

interface Lock {
	packages: Record<string, { version: string; integrity?: string; os?: string; cpu?: string }>;
}

const textOf = (name: string) =>
	readFileSync(join(ROOT, 'dev/setup/n8n/locks', `${name}.json`), 'utf8');
const packagesOf = (name: string) => (JSON.parse(textOf(name)) as Lock).packages;

describe('The lock files of n8n', () => {
	const wanted: Array<[string, string]> = [
		...TESTED.map((n8n): [string, string] => [n8n.version, packageJson(n8n)]),
		['node', nodePackageJson()],
	];

	it.each(wanted)('%s is up to date (npm run lock:n8n)', (name, text) => {
		const { dependencies, optionalDependencies } = JSON.parse(text) as Record<string, object>;
		const { '': root, ...packages } = packagesOf(name);
		expect(root).toEqual(JSON.parse(JSON.stringify({ dependencies, optionalDependencies })));
		for (const [id, version] of Object.entries({ ...dependencies, ...optionalDependencies })) {
			expect(packages[`node_modules/${id}`]?.version).toBe(version);
		}
	});

	it.each(wanted)(
		'%s has a checksum of every package, and neither a registry nor a path',
		(name) => {
			const { '': _, ...packages } = packagesOf(name);
			for (const { integrity } of Object.values(packages)) expect(integrity).toMatch(/^sha512-/);
			expect(textOf(name)).not.toMatch(/"resolved"|"\/|file:|registry\./);
		},
	);

	it.each(['darwin arm64', 'darwin x64', 'linux arm64', 'linux x64'])('has a Node for %s', (on) => {
		const found = Object.values(packagesOf('node')).filter(({ os, cpu }) => `${os} ${cpu}` === on);
		expect(found).toHaveLength(1);
		expect(Number(found[0]?.version.split('.')[0])).toBeGreaterThanOrEqual(NEWEST.nodeMajor);
	});
});

describe('A version of n8n', () => {
	it('has a folder of its own', () => {
		expect(findN8nVersion().folder).toMatch(/host-\d+\.\d+\.\d+$/);
		expect(findN8nVersion('9.8.7').folder).toMatch(/host-9\.8\.7$/);
	});

	it('must be exact to be installed', async () => {
		expect(() => findN8nVersion('../latest')).toThrow("'../latest' is not a version of n8n");
		expect(await exactVersion('9.8.7')).toBe('9.8.7');
	});

	it('runs on the Node of this machine only when that is new enough', () => {
		expect(nodeForN8n(NEWEST, '24.0.0')).toMatchObject({ path: process.execPath, isOwn: false });
		expect(nodeForN8n(NEWEST, '22.9.0').path).toMatch(/node-.*\/bin\/node$/);
	});
});
