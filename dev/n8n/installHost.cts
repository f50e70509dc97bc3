import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { step } from '../setup/progress.cjs';
import { npmDownload } from '../setup/registry.cjs';
import { SetupError } from '../setup/setupError.cjs';
import { buildSqlite } from './buildSqlite.cjs';
import { type Host, NEWEST } from './host.cjs';
import { hostNode } from './hostNode.cjs';
import { LOCAL } from './paths.cjs';
import { claim } from './pidLock.cjs';

/** Written last: a folder without it is left over from an install that was interrupted. */
const COMPLETE = '.complete';
/** Written before the last part, which fails without a compiler: no need to download all again then. */
const DOWNLOADED = '.downloaded';

/**
 * Makes sure that a whole n8n is in its folder under `.n8n-local`, with the Node it needs. The first
 * time takes minutes and about 2 GB; later calls only look.
 *
 * @throws {SetupError} without access to the npm registry, or without a compiler
 */
export async function installHost(host: Host = NEWEST): Promise<void> {
	await step(`n8n ${host.version}`, async (say) => {
		if (await isMarked(host, COMPLETE)) return say('in place');
		await refuseWindows();
		const lock = join(LOCAL, `host-${host.version}.pid`);
		const release = await claim(lock, `n8n ${host.version} is being installed`);
		if (!(await isMarked(host, DOWNLOADED))) {
			say('downloading, the first time only (some minutes, 2 GB)');
			await downloadN8n(host);
		}
		await buildSqlite(host, say);
		await mark(host, COMPLETE);
		release();
		say('installed');
	});
}

/** Throws with a hint when n8n is not there; for programs that cannot install it themselves. */
export function requireHost({ folder, version }: Host): void {
	if (existsSync(join(folder, COMPLETE))) return;
	const command = version === NEWEST.version ? 'test:e2e' : 'test:compat';
	throw new Error(`n8n ${version} is not installed yet: run npm run ${command}`);
}

/** What has to be installed, in one line: other overrides want another install. */
function wanted(host: Host): string {
	const node = hostNode(host).packageToInstall ?? 'own Node';
	const overrides = host.overrides && JSON.stringify(host.overrides);
	return [`n8n@${host.version}`, node, overrides].filter(Boolean).join(' ');
}

const mark = async (host: Host, name: string): Promise<void> =>
	await writeFile(join(host.folder, name), wanted(host));

async function isMarked(host: Host, name: string): Promise<boolean> {
	const file = join(host.folder, name);
	return existsSync(file) && (await readFile(file, 'utf8')) === wanted(host);
}

async function downloadN8n(host: Host): Promise<void> {
	const { folder, version, overrides } = host;
	const { packageToInstall } = hostNode(host);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	// Marks the folder as npm's: otherwise npm would look for one further up, and find ours.
	await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, overrides }));
	await npmDownload(
		[
			'install',
			`--prefix=${folder}`,
			// A native Kafka client among the optional dependencies wants to download from GitHub.
			...['--ignore-scripts', '--legacy-peer-deps', '--omit=optional', '--no-audit', '--no-fund'],
			`n8n@${version}`,
			...(packageToInstall ? [packageToInstall] : []),
		],
		{ cwd: folder },
	);
	await mark(host, DOWNLOADED);
}

async function refuseWindows(): Promise<void> {
	if (process.platform !== 'win32') return;
	throw new SetupError(
		'This set-up of n8n works on Linux and macOS. On Windows, use it inside WSL.',
	);
}
