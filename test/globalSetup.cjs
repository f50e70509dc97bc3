const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { ensureBuild } = require('../dev/setup/ensureBuild.cjs');
const { readable } = require('../dev/setup/showProblems.cjs');

/**
 * Builds `dist` when the sources have changed, and creates the folder for temporary files of n8n's engine, which
 * globalTeardown.cjs removes. Jest calls this before the first test, also in an editor.
 */
module.exports = async () => {
	await readable(ensureBuild);
	process.env.APPCUES_ENGINE_FOLDER = mkdtempSync(join(tmpdir(), 'n8n-nodes-appcues-'));
};
