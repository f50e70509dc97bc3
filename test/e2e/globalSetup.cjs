const tsx = require('tsx/cjs/api');

const { installN8n } = require('../../dev/setup/n8n/installN8n.cjs');
const { exactVersion, findN8nVersion } = require('../../dev/setup/n8n/n8nVersion.cjs');
const { readable } = require('../../dev/setup/showProblems.cjs');
const build = require('../globalSetup.cjs');

/**
 * Builds `dist`, installs the n8n that the tests run in, and starts it for all of them: the newest, or the version
 * in APPCUES_E2E_N8N, which can be a tag such as `latest`.
 *
 * @param {unknown} _
 * @param {{ displayName: { name: string } }} suite
 */
module.exports = async (_, { displayName }) => {
	await build();
	const wanted = process.env.APPCUES_E2E_N8N;
	await readable(async () => {
		if (wanted) process.env.APPCUES_E2E_N8N = await exactVersion(wanted);
		await installN8n(findN8nVersion(process.env.APPCUES_E2E_N8N));
		const { startSharedN8n } = tsx.require('../../dev/n8n/sharedN8n.cts', __filename);
		Object.assign(globalThis, { stopSharedN8n: await startSharedN8n(displayName.name) });
	});
};
