const { rmSync } = require('node:fs');

/** Removes the folder of globalSetup.cjs. Jest calls this after the last test. */
module.exports = () => {
	const folder = process.env.APPCUES_ENGINE_FOLDER;
	if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
};
