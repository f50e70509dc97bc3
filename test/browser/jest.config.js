const e2e = require('../e2e/jest.config.js');

/** The tests in n8n's editor, in a real browser: `npm run test:browser`. */
/** @type {import('jest').Config} */
module.exports = {
	...e2e,
	displayName: 'browser',
	testMatch: ['<rootDir>/test/browser/**/*.test.cts'],
	testTimeout: 120_000,
};
