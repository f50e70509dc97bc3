const tsx = require('tsx/cjs/api');

const { readable } = require('../../dev/setup/showProblems.cjs');
const installN8n = require('../e2e/globalSetup.cjs');

/** Checks that PostgreSQL and Redis are on this machine, builds `dist` and installs n8n. */
module.exports = async () => {
	const { requireServices } = tsx.require('./services/requireServices.cts', __filename);
	await readable(requireServices);
	await installN8n();
};
