const { join } = require('node:path');

const { LOCAL } = require('../paths.cjs');
const { run } = require('../run.cjs');

/**
 * An n8n version that can be installed and run here.
 *
 * @typedef {object} N8nVersion
 * @property {string} version
 * @property {string} folder where it is installed: outside our node_modules, because otherwise its Node would run our
 *   scripts
 * @property {number} nodeMajor the oldest Node version that it runs on
 * @property {Record<string, string>} [overrides] for versions that n8n doesn't name or that the registry doesn't serve
 *   (in package.json)
 */

/** @param {string} version */
const folderOf = (version) => join(LOCAL, `host-${version}`);

/**
 * The newest n8n whose dependencies the registry serves.
 *
 * @type {N8nVersion}
 */
const NEWEST = { version: '2.41.1', folder: folderOf('2.41.1'), nodeMajor: 24 };

/**
 * The newest n8n for Node 20.
 *
 * @type {N8nVersion}
 */
const FOR_NODE_20 = {
	version: '2.8.4',
	folder: folderOf('2.8.4'),
	nodeMajor: 20,
	overrides: {
		// The version that n8n names is only on its vendor's own server.
		xlsx: '0.18.5',
		// Later versions need packages that are newer than this n8n's.
		'@langchain/langgraph-checkpoint': '1.0.0',
		'@sentry/node': '10.36.0',
		// npm would install an old version, which one part of n8n names, where @sentry/node looks.
		'@opentelemetry/core': '2.1.0',
	},
};

/** The versions that are tested, each with a lock file in `locks`. */
const TESTED = [NEWEST, FOR_NODE_20];

/**
 * Returns one of the tested versions, or any other one to try, which then is installed without a lock file.
 *
 * @param {string} [version] exact. Default: the newest tested one
 * @returns {N8nVersion}
 * @throws when it isn't an exact version
 */
function findN8nVersion(version = NEWEST.version) {
	const tested = TESTED.find((each) => each.version === version);
	if (tested) return tested;
	if (!/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version)) {
		throw new Error(`'${version}' is not a version of n8n, such as ${NEWEST.version}`);
	}
	return { version, folder: folderOf(version), nodeMajor: NEWEST.nodeMajor };
}

/**
 * Returns the version that a tag such as `latest` stands for in the registry. An exact version stays what it is.
 *
 * @param {string} wanted
 * @returns {Promise<string>}
 */
async function exactVersion(wanted) {
	if (/^\d/.test(wanted)) return wanted;
	const printed = await run('npm', ['view', `n8n@${wanted}`, 'version', '--loglevel=error']);
	return printed.trim();
}

module.exports = { exactVersion, findN8nVersion, FOR_NODE_20, NEWEST, TESTED };
