const tsx = require('tsx/cjs/api');

const { readable } = require('../../dev/setup/showProblems.cjs');
const build = require('../globalSetup.cjs');

/** Builds `dist` and installs the n8n that the tests run in: the newest, or the version in APPCUES_E2E_N8N. */
module.exports = async () => {
	await build();
	const { findN8nVersion } = tsx.require('../../dev/n8n/n8nVersion.cts', __filename);
	const { installN8n } = tsx.require('../../dev/n8n/installN8n.cts', __filename);
	await readable(() => installN8n(findN8nVersion(process.env.APPCUES_E2E_N8N)));
};
