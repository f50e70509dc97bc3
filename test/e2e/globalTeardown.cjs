const removeFolder = require('../globalTeardown.cjs');

/** Stops the n8n of globalSetup.cjs. */
module.exports = async () => {
	/** @type {{ stopSharedN8n?: () => Promise<void> }} */
	const { stopSharedN8n } = Object(globalThis);
	await stopSharedN8n?.();
	removeFolder();
};
