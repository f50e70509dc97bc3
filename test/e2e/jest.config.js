const base = require('../../jest.config.js');

/** The tests against a real n8n: `npm run test:e2e`. */
/** @type {import('jest').Config} */
module.exports = {
	...base,
	globalSetup: '<rootDir>/test/e2e/globalSetup.cjs',
	testMatch: ['<rootDir>/test/e2e/**/*.test.cts'],
	testPathIgnorePatterns: ['/node_modules/'],
	testTimeout: 60_000,
};
