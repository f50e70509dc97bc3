const base = require('../../jest.config.js');

/** Every operation × every fault: `npm run test:faults`. */
/** @type {import('jest').Config} */
module.exports = {
	...base,
	testMatch: ['<rootDir>/test/faults/**/*.test.cts'],
	testPathIgnorePatterns: ['/node_modules/'],
	// Of a cell that fails, what the user was told is worth seeing in full.
	expand: true,
};
