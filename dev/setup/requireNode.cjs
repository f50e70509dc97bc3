const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const { ROOT } = require('./paths.cjs');
const { SetupError } = require('./setupError.cjs');

/**
 * Stops early on a Node that is older than package.json's `engines` asks for.
 *
 * @param {string} version for tests: the version to judge
 * @throws {SetupError} when it is too old
 */
function requireNode(version = process.versions.node) {
	/** @type {{ engines: { node: string } }} */
	const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
	const needed = engines.node.replace(/^>=/, '');
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const [neededMajor = 0, neededMinor = 0] = needed.split('.').map(Number);
	if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return;
	throw new SetupError(
		`This needs Node ${needed} or newer; here is Node ${version} (${process.execPath}).\n` +
			'Install a newer one from https://nodejs.org, or with nvm: nvm install 24',
	);
}

module.exports = { requireNode };
