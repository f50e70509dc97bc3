const tsx = require('tsx/cjs/api');

const { readable } = require('../../dev/setup/showProblems.cjs');
const build = require('../globalSetup.cjs');

/** Checks that PostgreSQL and Redis are on this machine, builds `dist` and installs n8n. */
module.exports = async () => {
	const { requireServices } = tsx.require('./services/requireServices.cts', __filename);
	await readable(requireServices);
	await build();
	const { NEWEST } = tsx.require('../../dev/n8n/n8nVersion.cts', __filename);
	const { installN8n } = tsx.require('../../dev/n8n/installN8n.cts', __filename);
	await readable(() => installN8n(NEWEST));
};
