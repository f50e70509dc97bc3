const tsx = require('tsx/cjs/api');

const { installN8n } = require('../../dev/setup/n8n/installN8n.cjs');
const { readable } = require('../../dev/setup/showProblems.cjs');
const build = require('../globalSetup.cjs');

/** Checks that PostgreSQL and Redis are on this machine, builds `dist` and installs n8n. */
module.exports = async () => {
	const { requireServices } = tsx.require('./services/requireServices.cts', __filename);
	await readable(requireServices);
	await build();
	await readable(() => installN8n());
};
