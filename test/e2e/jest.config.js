const base = require('../../jest.config.js');

/** The tests against a real n8n: started by `npm run test:e2e`, which installs that n8n first. */
/** @type {import('jest').Config} */
module.exports = {
	...base,
	testMatch: ['<rootDir>/test/e2e/**/*.test.cts'],
	testPathIgnorePatterns: ['/node_modules/'],
	testTimeout: 60_000,
};
