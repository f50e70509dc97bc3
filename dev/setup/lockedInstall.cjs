const { createHash } = require('node:crypto');
const { existsSync, readFileSync } = require('node:fs');
const { mkdir, rm, writeFile } = require('node:fs/promises');
const { join } = require('node:path');

const { npmDownload, registryAddress } = require('./registry.cjs');
const { SetupError } = require('./setupError.cjs');

/**
 * @typedef {{ name?: string, version?: string, integrity?: string, resolved?: string, optional?: boolean,
 *   dependencies?: Record<string, string> }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry> }} LockFile npm's package-lock.json
 * @typedef {(count: () => import('./progress.cjs').Count) => void} Track
 */

/** In the folder, written last: the hash of what is installed. */
const REMEMBERED = '.lock-hash';

/**
 * @typedef {object} Locked what to install
 * @property {string} packageJson its text
 * @property {string} lock the text of its lock file
 * @property {string[]} [flags] npm's options
 */

/**
 * Returns a hash that changes with what is to be installed.
 *
 * @param {Locked} what
 */
const lockHash = ({ packageJson, lock, flags }) =>
	createHash('sha256')
		.update(JSON.stringify([packageJson, lock, flags]))
		.digest('hex');

/**
 * Installs exactly what a lock file names into a folder, unless it is there already: `npm ci`.
 *
 * A lock file without URLs, such as those here, makes npm ask the registry for each package's list of versions, which
 * takes longer than the packages. So npm gets the lock file with the URLs that registries use. From a registry with
 * other URLs it installs without them.
 *
 * @param {string} folder its other content is removed
 * @param {Locked} what
 * @param {Track} [track]
 * @throws {SetupError} without access to the npm registry
 */
async function installLocked(folder, what, track) {
	const remembered = join(folder, REMEMBERED);
	if (existsSync(remembered) && readFileSync(remembered, 'utf8') === lockHash(what)) return;
	const { packageJson, lock, flags = [] } = what;
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	// Also marks the folder as an npm package. Otherwise npm would search the parent folders and find ours.
	await writeFile(join(folder, 'package.json'), packageJson);
	/** @type {LockFile} */
	const parsed = JSON.parse(lock);
	track?.(installedCounter(folder, parsed));
	/** @param {string} text */
	const install = async (text) => {
		await writeFile(join(folder, 'package-lock.json'), text);
		// None of these packages needs its scripts.
		const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', ...flags];
		await npmDownload(args, { cwd: folder });
	};
	try {
		await install(JSON.stringify(withUrls(parsed, await registryAddress({ cwd: folder }))));
	} catch (error) {
		if (!(error instanceof SetupError && /\bE40[0-9]\b/.test(error.message))) throw error;
		await install(lock);
	}
	await writeFile(remembered, lockHash(what));
}

/**
 * Returns a lock file with the URL of each package's tarball, in the form that npm's and most other registries use.
 *
 * @param {LockFile} lock
 * @param {string} registry its URL
 * @returns {LockFile}
 */
function withUrls(lock, registry) {
	const base = registry.endsWith('/') ? registry : `${registry}/`;
	const packages = Object.entries(lock.packages).map(([path, entry]) => {
		// Without a checksum it is no package of its own.
		if (!entry.integrity) return [path, entry];
		const name = entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 13);
		const file = `${name.split('/').pop()}-${entry.version}.tgz`;
		return [path, { ...entry, resolved: `${base}${name}/-/${file}` }];
	});
	return { ...lock, packages: Object.fromEntries(packages) };
}

/**
 * Returns a function that counts the packages which are in place. Optional ones don't count: most are for other
 * machines.
 *
 * @param {string} folder
 * @param {LockFile} lock
 */
function installedCounter(folder, lock) {
	const files = Object.entries(lock.packages)
		.filter(([path, { optional }]) => path !== '' && optional !== true)
		.map(([path]) => join(folder, path, 'package.json'));
	let missing = files;
	return () => {
		missing = missing.filter((file) => !existsSync(file));
		return { done: files.length - missing.length, total: files.length };
	};
}

module.exports = { installedCounter, installLocked, lockHash, withUrls };
