import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { ROOT } from './paths.cjs';
import { unpackPackage } from './unpackPackage.cjs';

const execute = promisify(execFile);

/** What n8n itself passes to `npm install` for a community package. */
const N8N_FLAGS = [
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
];

interface PackageJson {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
	devDependencies?: unknown;
	peerDependencies?: unknown;
	optionalDependencies?: unknown;
	n8n?: { nodes?: string[]; credentials?: string[] };
}

const NODES = '.n8n/nodes';

/** Returns where `installPackage` puts this package. */
export async function packageFolder(userFolder: string): Promise<string> {
	const { name } = await readPackage(join(ROOT, 'package.json'));
	return join(userFolder, NODES, 'node_modules', name);
}

/**
 * Installs this package into an n8n's user folder from its packed tarball, as n8n's Install button does
 * (`CommunityPackagesService.downloadPackage`). The button itself only accepts packages from a registry.
 * Replaces an earlier version. n8n must not be running, and `dist` must be built.
 *
 * @param userFolder what n8n gets as N8N_USER_FOLDER
 * @returns name and version, such as `n8n-nodes-appcues 0.1.0`
 */
export async function installPackage(userFolder: string): Promise<string> {
	const nodes = join(userFolder, NODES);
	const target = await packageFolder(userFolder);
	await rm(target, { recursive: true, force: true });
	await unpackPackage(target);
	const installed = await trim(join(target, 'package.json'));
	requireFiles(target, installed);
	await note(join(nodes, 'package.json'), installed);
	await execute('npm', ['install', ...N8N_FLAGS], { cwd: target });
	return `${installed.name} ${installed.version}`;
}

/** Removes from package.json what n8n removes before it installs the dependencies. */
async function trim(file: string): Promise<PackageJson> {
	const packageJson = await readPackage(file);
	delete packageJson.devDependencies;
	delete packageJson.peerDependencies;
	delete packageJson.optionalDependencies;
	await writeFile(file, JSON.stringify(packageJson, null, 2));
	return packageJson;
}

/** n8n would start silently without a node whose file is missing. */
function requireFiles(folder: string, { n8n = {} }: PackageJson): void {
	const named = [...(n8n.nodes ?? []), ...(n8n.credentials ?? [])];
	const missing = named.filter((file) => !existsSync(join(folder, file)));
	if (missing.length === 0) return;
	throw new Error(`Not in the package: ${missing.join(', ')}. Is a build running? (npm run build)`);
}

/** Adds the package to n8n's own list of installed packages. */
async function note(file: string, { name, version }: PackageJson): Promise<void> {
	const list = await readPackage(file).catch(() => ({ name: 'installed-nodes', private: true }));
	const dependencies = { ...('dependencies' in list && list.dependencies), [name]: version };
	await writeFile(file, JSON.stringify({ ...list, dependencies }, null, 2));
}

async function readPackage(file: string): Promise<PackageJson> {
	return JSON.parse(await readFile(file, 'utf8')) as PackageJson;
}
