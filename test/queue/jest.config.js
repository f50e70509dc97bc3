const base = require('../../jest.config.js');

/** The tests of n8n's queue mode: `npm run test:queue`. */
/** @type {import('jest').Config} */
module.exports = {
	...base,
	globalSetup: '<rootDir>/test/queue/globalSetup.cjs',
	testMatch: ['<rootDir>/test/queue/**/*.test.cts'],
	testPathIgnorePatterns: ['/node_modules/'],
	// Some wait for n8n to notice that a worker is gone, which takes minutes.
	testTimeout: 300_000,
	verbose: true,
};
