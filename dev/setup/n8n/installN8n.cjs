const { existsSync } = require('node:fs');
const { mkdir, readFile, rm, writeFile } = require('node:fs/promises');
const { join } = require('node:path');

const { installLocked, lockHash } = require('../lockedInstall.cjs');
const { LOCAL } = require('../paths.cjs');
const { step } = require('../progress.cjs');
const { npmDownload } = require('../registry.cjs');
const { SetupError } = require('../setupError.cjs');
const { buildSqlite } = require('./buildSqlite.cjs');
const { NEWEST } = require('./n8nVersion.cjs');
const { installNode } = require('./nodeForN8n.cjs');
const { acquireLock } = require('../pidLock.cjs');

/**
 * @typedef {import('./n8nVersion.cjs').N8nVersion} N8nVersion
 * @typedef {import('../lockedInstall.cjs').Track} Track
 */

/** In n8n's folder, written last: a folder without it is left over from an interrupted install. */
const INSTALLED = '.installed';

/** An optional dependency, a native Kafka client, downloads from GitHub. */
const FLAGS = ['--legacy-peer-deps', '--omit=optional'];

/** The installs of this process. @type {Map<string, Promise<void>>} */
const installs = new Map();

/**
 * Makes sure that an n8n and the Node it needs are installed under `.n8n-local`. The first time takes minutes
 * and about 2 GB. Later calls only check, and calls while it is running wait for it. Needs no dependencies, so that
 * these can be installed at the same time.
 *
 * @param {N8nVersion} [n8n] default: the newest
 * @throws {SetupError} without access to the npm registry, or without a compiler
 */
async function installN8n(n8n = NEWEST) {
	const running = installs.get(n8n.version) ?? install(n8n);
	// Somebody may start it and not wait for it, or wait later.
	running.catch(() => {});
	installs.set(n8n.version, running);
	await running;
}

/** @param {N8nVersion} n8n */
async function install(n8n) {
	await step(`n8n ${n8n.version}`, async (say, track) => {
		const what = await locked(n8n);
		const spec = what ? lockHash(what) : packageJson(n8n);
		const mark = join(n8n.folder, INSTALLED);
		if (existsSync(mark) && (await readFile(mark, 'utf8')) === spec) {
			await installNode(n8n);
			return say('already installed');
		}
		refuseWindows();
		const pid = join(LOCAL, `host-${n8n.version}.pid`);
		const release = await acquireLock(pid, `n8n ${n8n.version} is being installed`);
		say('downloading, the first time only (2 GB)');
		await Promise.all([
			installNode(n8n),
			what ? installLocked(n8n.folder, what, track) : installUnlocked(n8n),
		]);
		await buildSqlite(n8n, say);
		await writeFile(mark, spec);
		release();
		say('installed');
	});
}

/**
 * Throws with a hint when n8n isn't installed. For programs that can't install it themselves.
 *
 * @param {N8nVersion} n8n
 */
function requireN8n({ folder, version }) {
	if (existsSync(join(folder, INSTALLED))) return;
	const command = version === NEWEST.version ? 'test:e2e' : 'test:compat';
	throw new Error(`n8n ${version} is not installed yet. Run npm run ${command}`);
}

/**
 * Returns the text of the package.json that installs an n8n.
 *
 * @param {N8nVersion} n8n
 */
const packageJson = ({ version, overrides }) =>
	JSON.stringify({ private: true, dependencies: { n8n: version }, overrides });

/**
 * Returns what to install of a tested version. Other versions have no lock file.
 *
 * @param {N8nVersion} n8n
 */
async function locked(n8n) {
	const file = join(__dirname, 'locks', `${n8n.version}.json`);
	if (!existsSync(file)) return undefined;
	return { packageJson: packageJson(n8n), lock: await readFile(file, 'utf8'), flags: FLAGS };
}

/** @param {N8nVersion} n8n */
async function installUnlocked(n8n) {
	await rm(n8n.folder, { recursive: true, force: true });
	await mkdir(n8n.folder, { recursive: true });
	await writeFile(join(n8n.folder, 'package.json'), packageJson(n8n));
	const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...FLAGS];
	await npmDownload(args, { cwd: n8n.folder });
}

function refuseWindows() {
	if (process.platform !== 'win32') return;
	throw new SetupError(
		'This setup of n8n works on Linux and macOS. On Windows, use it inside WSL.',
	);
}

module.exports = { FLAGS, installN8n, packageJson, requireN8n };
