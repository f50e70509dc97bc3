const tsx = require('tsx/cjs/api');

const { readable } = require('../../dev/setup/showProblems.cjs');
const build = require('../globalSetup.cjs');

/** Builds `dist` and installs the n8n that the tests run in: the newest, or the version in APPCUES_E2E_N8N. */
module.exports = async () => {
	await build();
	const { hostOf } = tsx.require('../../dev/n8n/host.cts', __filename);
	const { installHost } = tsx.require('../../dev/n8n/installHost.cts', __filename);
	await readable(() => installHost(hostOf(process.env.APPCUES_E2E_N8N)));
};
