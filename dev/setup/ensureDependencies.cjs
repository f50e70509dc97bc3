const { existsSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const { contentHash } = require('./contentHash.cjs');
const { installLocked } = require('./lockedInstall.cjs');
const { LOCAL, ROOT } = require('./paths.cjs');
const { step } = require('./progress.cjs');

// In node_modules: whoever deletes that folder deletes the memory of having filled it.
const MODULES = join(ROOT, 'node_modules');
const REMEMBERED = join(MODULES, '.appcues-lock-hash');

/**
 * Installs what package-lock.json names, unless that is what is installed already.
 *
 * @throws {SetupError} without access to the npm registry
 */
async function ensureDependencies() {
	await step('Dependencies', async (say, track) => {
		const hash = contentHash(ROOT, ['package-lock.json']);
		if (existsSync(REMEMBERED) && readFileSync(REMEMBERED, 'utf8') === hash) {
			return say('in place');
		}
		if (installedMatchesLock()) {
			say('in place');
		} else {
			await install(track);
			say('installed');
		}
		writeFileSync(REMEMBERED, hash);
	});
}

/**
 * Installs beside the place and moves the result there: an interrupted install leaves nothing half done.
 *
 * @param {import('./lockedInstall.cjs').Track} track
 */
async function install(track) {
	const aside = join(LOCAL, 'dependencies');
	/** @param {string} name */
	const read = (name) => readFileSync(join(ROOT, name), 'utf8');
	// A NODE_ENV of production would leave the tools out.
	const flags = ['--include=dev'];
	const packageJson = read('package.json');
	await installLocked(aside, { packageJson, lock: read('package-lock.json'), flags }, track);
	rmSync(MODULES, { recursive: true, force: true });
	renameSync(join(aside, 'node_modules'), MODULES);
	rmSync(aside, { recursive: true });
}

/** Returns whether somebody's own `npm ci` or `npm install` has put the versions of the lock file in place. */
function installedMatchesLock() {
	const hidden = join(MODULES, '.package-lock.json');
	if (!existsSync(hidden)) return false;
	const wanted = packagesOf(join(ROOT, 'package-lock.json'));
	const installed = packagesOf(hidden);
	return Object.entries(wanted).every(
		([path, { version, optional }]) =>
			path === '' || (installed[path] ? installed[path].version === version : optional === true),
	);
}

/**
 * @param {string} file a lock file of npm's
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesOf(file) {
	/** @type {{ packages: Record<string, { version?: string, optional?: boolean }> }} */
	const { packages } = JSON.parse(readFileSync(file, 'utf8'));
	return packages;
}

module.exports = { ensureDependencies };
