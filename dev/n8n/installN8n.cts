import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { buildSqlite } from './buildSqlite.cjs';
import { type N8nVersion, NEWEST } from './n8nVersion.cjs';
import { nodeForN8n } from './nodeForN8n.cjs';
import { LOCAL } from './paths.cjs';
import { step } from '../setup/progress.cjs';
import { npmDownload } from '../setup/registry.cjs';
import { SetupError } from '../setup/setupError.cjs';
import { acquireLock } from './pidLock.cjs';

/** Written last. A folder without it is left over from an interrupted install. */
const COMPLETE = '.complete';
/** Written before the last part, which fails without a compiler. Then nothing needs to be downloaded again. */
const DOWNLOADED = '.downloaded';

/**
 * Makes sure that an n8n and the Node it needs are installed under `.n8n-local`. The first time takes minutes
 * and about 2 GB. Later calls only check.
 *
 * @throws {SetupError} without access to the npm registry, or without a compiler
 */
export async function installN8n(n8n: N8nVersion = NEWEST): Promise<void> {
	await step(`n8n ${n8n.version}`, async (say) => {
		if (await isMarked(n8n, COMPLETE)) return say('already installed');
		await refuseWindows();
		const lock = join(LOCAL, `host-${n8n.version}.pid`);
		const release = await acquireLock(lock, `n8n ${n8n.version} is being installed`);
		if (!(await isMarked(n8n, DOWNLOADED))) {
			say('downloading, the first time only (a few minutes, 2 GB)');
			await downloadN8n(n8n);
		}
		await buildSqlite(n8n, say);
		await mark(n8n, COMPLETE);
		release();
		say('installed');
	});
}

/** Throws with a hint when n8n isn't installed. For programs that can't install it themselves. */
export function requireN8n({ folder, version }: N8nVersion): void {
	if (existsSync(join(folder, COMPLETE))) return;
	const command = version === NEWEST.version ? 'test:e2e' : 'test:compat';
	throw new Error(`n8n ${version} is not installed yet. Run npm run ${command}`);
}

/** Returns what to install, in one line. Other overrides need another install. */
function installSpec(n8n: N8nVersion): string {
	const node = nodeForN8n(n8n).packageToInstall ?? 'own Node';
	const overrides = n8n.overrides && JSON.stringify(n8n.overrides);
	return [`n8n@${n8n.version}`, node, overrides].filter(Boolean).join(' ');
}

const mark = async (n8n: N8nVersion, name: string): Promise<void> =>
	await writeFile(join(n8n.folder, name), installSpec(n8n));

async function isMarked(n8n: N8nVersion, name: string): Promise<boolean> {
	const file = join(n8n.folder, name);
	return existsSync(file) && (await readFile(file, 'utf8')) === installSpec(n8n);
}

async function downloadN8n(n8n: N8nVersion): Promise<void> {
	const { folder, version, overrides } = n8n;
	const { packageToInstall } = nodeForN8n(n8n);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	// Marks the folder as an npm package. Otherwise npm would search the parent folders and find ours.
	await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, overrides }));
	await npmDownload(
		[
			'install',
			`--prefix=${folder}`,
			// An optional dependency, a native Kafka client, downloads from GitHub.
			...['--ignore-scripts', '--legacy-peer-deps', '--omit=optional', '--no-audit', '--no-fund'],
			`n8n@${version}`,
			...(packageToInstall ? [packageToInstall] : []),
		],
		{ cwd: folder },
	);
	await mark(n8n, DOWNLOADED);
}

async function refuseWindows(): Promise<void> {
	if (process.platform !== 'win32') return;
	throw new SetupError(
		'This setup of n8n works on Linux and macOS. On Windows, use it inside WSL.',
	);
}
