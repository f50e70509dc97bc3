import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { contentHash } from './contentHash.mjs';
import { ROOT } from './paths.mjs';
import { step } from './progress.mjs';
import { npmDownload } from './registry.mjs';

// In node_modules: whoever deletes that folder deletes the memory of having filled it.
const REMEMBERED = join(ROOT, 'node_modules/.appcues-lock-hash');

/**
 * Installs what package-lock.json names, unless that is what is installed already.
 *
 * @throws {SetupError} without access to the npm registry
 */
export async function ensureDependencies() {
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

/** Whether somebody's own `npm ci` or `npm install` has put the versions of the lock file in place. */
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

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
