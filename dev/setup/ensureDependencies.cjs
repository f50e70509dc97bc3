const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const { contentHash } = require('./contentHash.cjs');
const { ROOT } = require('./paths.cjs');
const { step } = require('./progress.cjs');
const { npmDownload } = require('./registry.cjs');

// In node_modules: whoever deletes that folder deletes the memory of having filled it.
const REMEMBERED = join(ROOT, 'node_modules/.appcues-lock-hash');

/**
 * Installs what package-lock.json names, unless that is what is installed already.
 *
 * @throws {SetupError} without access to the npm registry
 */
async function ensureDependencies() {
	await step('Dependencies', async (say) => {
		const hash = contentHash(ROOT, ['package-lock.json']);
		if (existsSync(REMEMBERED) && readFileSync(REMEMBERED, 'utf8') === hash) {
			return say('in place');
		}
		if (installedMatchesLock()) {
			say('in place');
		} else {
			say('installing from package-lock.json');
			// A NODE_ENV of production would leave the tools out.
			await npmDownload(['ci', '--include=dev'], { cwd: ROOT });
			say('installed');
		}
		writeFileSync(REMEMBERED, hash);
	});
}

/** Returns whether somebody's own `npm ci` or `npm install` has put the versions of the lock file in place. */
function installedMatchesLock() {
	const hidden = join(ROOT, 'node_modules/.package-lock.json');
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
