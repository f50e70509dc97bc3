const tsx = require('tsx/cjs/api');

const { readable } = require('../../dev/setup/showProblems.cjs');
const build = require('../globalSetup.cjs');

/**
 * Builds `dist`, installs the n8n that the tests run in, and starts it for all of them: the newest, or the version
 * in APPCUES_E2E_N8N.
 *
 * @param {unknown} _
 * @param {{ displayName: { name: string } }} suite
 */
module.exports = async (_, { displayName }) => {
	await build();
	const { installN8n } = tsx.require('../../dev/n8n/installN8n.cts', __filename);
	const { startSharedN8n, TESTED_VERSION } = tsx.require('../../dev/n8n/sharedN8n.cts', __filename);
	await readable(async () => {
		await installN8n(TESTED_VERSION);
		Object.assign(globalThis, { stopSharedN8n: await startSharedN8n(displayName.name) });
	});
};
