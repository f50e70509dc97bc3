import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { buildSqlite } from './buildSqlite.cjs';
import { hostNode } from './hostNode.cjs';
import { HOST, LOCAL } from './paths.cjs';
import { claim } from './pidLock.cjs';

/** The newest n8n whose dependencies the registry serves. */
export const N8N_VERSION = '2.41.1';

/** Written last: a folder without it is left over from an install that was interrupted. */
const COMPLETE = join(HOST, '.complete');
/** Written before the last part, which fails without a compiler: no need to download all again then. */
const DOWNLOADED = join(HOST, '.downloaded');

/**
 * Makes sure that a whole n8n is in `.n8n-local/host`, with the Node it needs. The first time takes
 * minutes and about 2.3 GB; later calls only look.
 *
 * @throws {SetupError} without access to the npm registry, or without a compiler
 */
export async function installHost(): Promise<void> {
	const { step } = await import('../setup/progress.mjs');
	await step(`n8n ${N8N_VERSION}`, async (say) => {
		if (await isMarked(COMPLETE)) return say('in place');
		await refuseWindows();
		const release = await claim(join(LOCAL, 'host.pid'), 'n8n is being installed');
		if (!(await isMarked(DOWNLOADED))) {
			say('downloading, the first time only (some minutes, 2.3 GB)');
			await downloadN8n();
		}
		await buildSqlite(say);
		await writeFile(COMPLETE, wanted());
		release();
		say('installed');
	});
}

/** Throws with a hint when n8n is not there; for programs that cannot install it themselves. */
export function requireHost(): void {
	if (!existsSync(COMPLETE)) throw new Error('n8n is not installed yet: run npm run test:e2e');
}

const wanted = (): string => `n8n@${N8N_VERSION} ${hostNode().packageToInstall ?? 'own Node'}`;

async function isMarked(file: string): Promise<boolean> {
	return existsSync(file) && (await readFile(file, 'utf8')) === wanted();
}

async function downloadN8n(): Promise<void> {
	const { npmDownload } = await import('../setup/registry.mjs');
	const { packageToInstall } = hostNode();
	await rm(HOST, { recursive: true, force: true });
	await mkdir(HOST, { recursive: true });
	// Marks the folder as npm's: otherwise npm would look for one further up, and find ours.
	await writeFile(join(HOST, 'package.json'), '{ "private": true }\n');
	await npmDownload(
		[
			'install',
			`--prefix=${HOST}`,
			// A native Kafka client among the optional dependencies wants to download from GitHub.
			...['--ignore-scripts', '--legacy-peer-deps', '--omit=optional', '--no-audit', '--no-fund'],
			`n8n@${N8N_VERSION}`,
			...(packageToInstall ? [packageToInstall] : []),
		],
		{ cwd: HOST },
	);
	await writeFile(DOWNLOADED, wanted());
}

async function refuseWindows(): Promise<void> {
	if (process.platform !== 'win32') return;
	const { SetupError } = await import('../setup/setupError.mjs');
	throw new SetupError(
		'This set-up of n8n works on Linux and macOS. On Windows, use it inside WSL.',
	);
}
