const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
	// The configurations beside the suites take this one over.
	rootDir: __dirname,
	// Most tests load dist.
	globalSetup: '<rootDir>/test/globalSetup.cjs',
	globalTeardown: '<rootDir>/test/globalTeardown.cjs',
	runtime: '<rootDir>/test/jest/runtime.cjs',
	testEnvironment: '<rootDir>/test/jest/environment.cjs',
	// Tests are .cts: n8n's strict lint holds every .ts file to the rules of published node code.
	testMatch: ['<rootDir>/test/**/*.test.cts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/(browser|compat|e2e|faults|queue)/'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.n8n-local/'],
	// More than there are cores, because many tests wait for a moment. Left to itself, jest would use one of two cores.
	maxWorkers: availableParallelism() + 1,
	// Some tests move tens of thousands of items through n8n's engine, perhaps beside other work.
	testTimeout: 180_000,
	moduleFileExtensions: ['cts', 'ts', 'js', 'cjs', 'mjs', 'json', 'node'],
	// Our own imports say .cjs, as node16 resolution wants; packages that say so mean it.
	moduleNameMapper: { '^(\\.{1,2}/.*)\\.cjs$': ['$1.cts', '$1.cjs'] },
	transform: {
		'^.+\\.c?ts$': ['ts-jest', { tsconfig: 'tsconfig.tools.json' }],
	},
};
