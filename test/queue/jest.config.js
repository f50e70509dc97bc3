const base = require('../../jest.config.js');

/** The tests of n8n's queue mode: started by `npm run test:queue`, which sees to what they need. */
/** @type {import('jest').Config} */
module.exports = {
	...base,
	testMatch: ['<rootDir>/test/queue/**/*.test.cts'],
	testPathIgnorePatterns: ['/node_modules/'],
	// Some wait for n8n to notice that a worker is gone, which takes minutes.
	testTimeout: 300_000,
	verbose: true,
};
