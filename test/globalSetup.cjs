const { ensureBuild } = require('../dev/setup/ensureBuild.cjs');
const { readable } = require('../dev/setup/showProblems.cjs');

/** Builds `dist` when the sources have changed. Jest calls this before the first test, also in an editor. */
module.exports = () => readable(ensureBuild);
