const base = require('../../jest.config.js');

/** The tests against a real n8n: `npm run test:e2e`. */
/** @type {import('jest').Config} */
module.exports = {
	...base,
	displayName: 'e2e',
	globalSetup: '<rootDir>/test/e2e/globalSetup.cjs',
	globalTeardown: '<rootDir>/test/e2e/globalTeardown.cjs',
	testMatch: ['<rootDir>/test/e2e/**/*.test.cts'],
	testPathIgnorePatterns: ['/node_modules/'],
	testTimeout: 60_000,
};
